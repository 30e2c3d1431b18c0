import fc from 'fast-check';
import { SetBackClock } from './SetBackClock';

describe('SetBackClock', () => {
  it('says the same until it is told how late it is', async () => {
    const clock = new SetBackClock(Date.parse('2026-10-01T00:00:00.000Z'));
    clock.pass(1_500);
    clock.reach('2026-10-01T00:00:01.000Z');
    expect(clock.now().toISOString()).toBe('2026-10-01T00:00:01.500Z');
    clock.reach('2026-10-02T00:00:00.000Z');
    expect(await clock.asDatabaseClock.now(undefined as never)).toBe(
      '2026-10-02T00:00:00.000Z',
    );
  });

  it('never goes back', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e9, max: 1e9 })), steps => {
        const clock = new SetBackClock(1e12);
        for (const [i, step] of steps.entries()) {
          const before = clock.now();
          if (i % 2) clock.pass(step);
          else clock.reach(new Date(1e12 + step).toISOString());
          expect(clock.now().getTime()).toBeGreaterThanOrEqual(
            before.getTime(),
          );
        }
      }),
    );
  });
});
