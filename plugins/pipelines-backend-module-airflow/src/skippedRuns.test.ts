import { keepSkipped, skippedRunIssues } from './skippedRuns';

const NOW = new Date('2026-11-21T12:00:00Z');
const skipped = (title: string, at = '2026-11-21T11:00:00.000Z') => ({
  title,
  reason: 'None of its dates can be read',
  at,
});

describe('keepSkipped', () => {
  it('keeps each once, as last seen, for a day', () => {
    const kept = [
      skipped('a', '2026-11-20T11:59:59.000Z'),
      skipped('b', '2026-11-20T13:00:00.000Z'),
      skipped('c'),
    ];
    expect(keepSkipped(kept, [skipped('b')], NOW)).toEqual([
      skipped('c'),
      skipped('b'),
    ]);
  });

  it('keeps twenty at most', () => {
    const many = Array.from({ length: 100 }, (_, i) => skipped(`${i}`));
    const kept = keepSkipped([], many, NOW);
    expect(kept).toHaveLength(20);
    expect(kept[19].title).toBe('99');
  });
});

describe('skippedRunIssues', () => {
  it('says which run and why', () => {
    expect(skippedRunIssues([skipped('sales manual__1')])).toEqual([
      expect.objectContaining({
        kind: 'skipped-run',
        title: 'sales manual__1',
        message:
          "Airflow listed a run that can't be shown. None of its dates can be read",
      }),
    ]);
  });
});
