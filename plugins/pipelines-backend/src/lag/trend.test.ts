import * as fc from 'fast-check';
import { type LagMinute, packMinutes } from './minutes';
import { stepsUntil, type TrendHour, trendOf } from './trend';

const T0 = Date.parse('2026-11-21T09:00:00.000Z');
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const minute = (at: number, lag: number | null): LagMinute => ({
  minute: at,
  lag,
  seconds: null,
  inPerSecond: null,
  outPerSecond: null,
  statusRank: 0,
});

const hour = (
  after: number,
  minutes: LagMinute[] | null,
  lag: number | null = null,
): TrendHour => ({
  hour: new Date(T0 + after * HOUR_MS).toISOString(),
  lag,
  minutes: minutes && packMinutes(minutes),
});

describe('stepsUntil', () => {
  it('ends with the step that now is in, and begins at a multiple of its length', () => {
    const steps = stepsUntil(new Date(T0 + 13 * MINUTE_MS), {
      hours: 6,
      count: 30,
    });
    expect(steps).toEqual({
      from: T0 + 12 * MINUTE_MS - 29 * 12 * MINUTE_MS,
      stepMs: 12 * MINUTE_MS,
      count: 30,
    });
  });

  it('always has now in its last step, and stays as it is within it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e12 }),
        fc.integer({ min: 1, max: 48 }),
        fc.integer({ min: 2, max: 60 }),
        (now, hours, count) => {
          const { from, stepMs } = stepsUntil(new Date(now), { hours, count });
          const last = from + (count - 1) * stepMs;
          expect(last).toBeLessThanOrEqual(now);
          expect(now).toBeLessThan(last + stepMs);
          expect(stepMs % MINUTE_MS).toBe(0);
          expect(stepMs * count).toBeGreaterThanOrEqual(hours * HOUR_MS);
          expect(from % stepMs === 0).toBe(true);
        },
      ),
    );
  });
});

describe('trendOf', () => {
  const steps = { from: T0, stepMs: 20 * MINUTE_MS, count: 6 };

  it('takes the most of each step, and knows nothing where nothing was read', () => {
    expect(
      trendOf(
        [
          hour(0, [minute(1, 4), minute(2, 9), minute(19, 1), minute(59, 0)]),
          hour(1, [minute(20, null), minute(21, 7)]),
        ],
        steps,
      ),
    ).toEqual([9, null, 0, null, 7, null]);
  });

  it('counts an hour that was rolled up in each of its steps', () => {
    expect(trendOf([hour(0, null, 5), hour(1, null)], steps)).toEqual([
      5,
      5,
      5,
      null,
      null,
      null,
    ]);
  });

  it('leaves out what lies before its first step and after its last', () => {
    const late = { ...steps, from: T0 + 30 * MINUTE_MS, count: 2 };
    expect(
      trendOf(
        [hour(-1, null, 8), hour(0, [minute(29, 3)]), hour(1, [minute(10, 2)])],
        late,
      ),
    ).toEqual([null, null]);
    expect(trendOf([hour(0, null, 8), hour(1, null, 6)], late)).toEqual([8, 8]);
  });
});
