import fc from 'fast-check';
import { waterfall } from './waterfall';

const at = (seconds: number) => new Date(seconds * 1000).toISOString();

describe('waterfall', () => {
  it('places tasks by when they ran, the unfinished up to now, the unstarted nowhere', () => {
    expect(
      waterfall(
        [{ startedAt: at(100), endedAt: at(150) }, { startedAt: at(150) }, {}],
        200_000,
      ),
    ).toEqual([
      { left: 0, width: 0.5, startSeconds: 0, durationSeconds: 50 },
      { left: 0.5, width: 0.5, startSeconds: 50, durationSeconds: 50 },
      undefined,
    ]);
  });

  it('fills the width for tasks that took no time', () => {
    expect(waterfall([{ startedAt: at(1), endedAt: at(1) }], 0)).toEqual([
      { left: 0, width: 1, startSeconds: 0, durationSeconds: 0 },
    ]);
  });

  it('never draws outside, whatever the times', () => {
    const time = fc.option(fc.integer({ min: 0, max: 1e6 }).map(at), {
      nil: undefined,
    });
    fc.assert(
      fc.property(
        fc.array(fc.record({ startedAt: time, endedAt: time })),
        fc.integer({ min: 0, max: 1e9 }),
        (tasks, now) => {
          for (const bar of waterfall(tasks, now)) {
            if (!bar) continue;
            expect(bar.left).toBeGreaterThanOrEqual(0);
            expect(bar.width).toBeGreaterThan(0);
            expect(bar.left + bar.width).toBeLessThanOrEqual(1 + 1e-9);
            expect(bar.durationSeconds).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });
});
