import * as fc from 'fast-check';
import { lagSeconds } from './lagSeconds';
import { addPoint, type LogPoint } from './logHistory';

const build = (points: LogPoint[]) =>
  points.reduce(addPoint, [] as readonly LogPoint[]);

describe('lagSeconds', () => {
  // Steady, at rest, then a burst.
  const history = build([
    [100, 10_000],
    [200, 20_000],
    [200, 60_000],
    [700, 70_000],
  ]);

  it.each([
    ['nothing is left to read', 700, 0, 0, 0],
    ['half way through a steady minute', 150, 550, 55, 55],
    ['at a point', 100, 600, 60, 60],
    ['after a rest the wait begins where the rest ended', 200, 500, 10, 10],
    ['within a burst', 450, 250, 5, 5],
    ['before all that is known there is a lower bound', 50, 650, null, 60],
    ['the lag is unknown', 100, null, null, null],
    ['a history that contradicts', 900, 5, null, null],
  ])('%s', (_, position, lag, seconds, atLeastSeconds) => {
    expect(lagSeconds({ position, lag, history, now: 70_000 })).toEqual({
      seconds,
      atLeastSeconds,
    });
  });

  it('knows nothing of a log that was never read', () => {
    expect(
      lagSeconds({ position: 1, lag: 5, history: [], now: 1 }).seconds,
    ).toBeNull();
  });

  it('is off by no more than one interval, however the log grows', () => {
    const INTERVAL = 15;
    const perSecond = fc.array(fc.constantFrom(0, 0, 1, 3, 500), {
      minLength: 60,
      maxLength: 300,
    });
    fc.assert(
      fc.property(perSecond, fc.nat(), (rates, pick) => {
        // The message of each offset, and when it was written.
        const written: number[] = [];
        let known: readonly LogPoint[] = [[0, -1]];
        rates.forEach((count, second) => {
          for (let i = 0; i < count; i++) written.push(second);
          if (second % INTERVAL === 0) {
            known = addPoint(known, [written.length, second * 1000]);
          }
        });
        const now = (rates.length - 1) * 1000;
        known = addPoint(known, [written.length, now]);
        if (written.length === 0) return;
        const position = pick % written.length;
        const lag = written.length - position;
        const { seconds } = lagSeconds({ position, lag, history: known, now });
        const truth = now / 1000 - written[position];
        expect(seconds! - truth).toBeLessThanOrEqual(INTERVAL + 1e-6);
        expect(truth - seconds!).toBeLessThanOrEqual(INTERVAL + 1e-6);
      }),
    );
  });
});
