import { ToldRuns } from './ToldRuns';

describe('ToldRuns', () => {
  it('says what became of the members asked for, there and since then', async () => {
    const runs = new ToldRuns();
    const at = (hour: number) =>
      `2026-10-01T${String(hour).padStart(2, '0')}:00:00.000Z`;
    runs.add(['a', 'b'], 'prod', { at: at(1), state: 'success', runs: 2 });
    runs.add(['a'], 'staging', { at: at(2), state: 'success', runs: 1 });
    runs.add(['a', 'c'], 'prod', { at: at(3), state: 'failed', runs: 1 });
    expect(await runs.runsSince(['a', 'c'], 'prod', at(3))).toEqual([
      expect.objectContaining({ member: 'a', state: 'failed' }),
      expect.objectContaining({ member: 'c', state: 'failed' }),
    ]);
    expect(await runs.runsSince(['a'], 'prod', at(1))).toHaveLength(3);
    expect(await runs.runsSince(['b'], 'staging', at(1))).toEqual([]);
    expect(await runs.missesSince()).toEqual([]);
  });
});
