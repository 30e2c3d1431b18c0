import fc from 'fast-check';
import {
  dayClassOf,
  type ForecastOptions,
  forecastFinish,
  isMonthEnd,
  type KeptForecast,
  type PastRun,
  quantile,
  scoreForecasts,
  willMiss,
} from './forecast';
import { addDays } from './localTime';

// A Wednesday in the middle of a month.
const TODAY = '2026-11-18';
const time = (date: string, minutes: number) =>
  new Date(Date.parse(`${date}T04:00Z`) + minutes * 60_000).toISOString();
/** Started ten minutes after the interval, on the Wednesdays before. */
const wednesday = (
  weeks: number,
  minutes: number,
  startAfter = 10,
): PastRun => {
  const date = addDays(TODAY, -7 * weeks);
  return {
    localDate: date,
    intervalEnd: time(date, 0),
    startedAt: time(date, startAfter),
    arrivedAt: time(date, startAfter + minutes),
  };
};
/** Ten Wednesdays of 10, 20 … 100 minutes; none is an end of a month. */
const history = Array.from({ length: 10 }, (_, i) =>
  wednesday([1, 3, 4, 5, 8, 9, 10, 12, 14, 15][i], (i + 1) * 10),
);
const forecast = (options: Partial<ForecastOptions>) =>
  forecastFinish({
    history,
    localDate: TODAY,
    intervalEnd: time(TODAY, 0),
    startedAt: time(TODAY, 10),
    now: time(TODAY, 10),
    monthEnd: () => false,
    ...options,
  });
/** Minutes after the interval. */
const minutes = (at: string) =>
  (Date.parse(at) - Date.parse(time(TODAY, 0))) / 60_000;

describe('forecastFinish', () => {
  it.each<[string, Partial<ForecastOptions>, number, number, boolean]>([
    ['it has just started', {}, 60, 100, false],
    // Those of 60 to 100 minutes are left: the third of five, and the fifth.
    ['it runs for 55 minutes', { now: time(TODAY, 65) }, 90, 110, false],
    [
      'it runs for exactly as long as some did',
      { now: time(TODAY, 100) },
      110,
      110,
      false,
    ],
    [
      'it runs for longer than any did',
      { now: time(TODAY, 200) },
      200,
      200,
      true,
    ],
    [
      'it started late',
      { startedAt: time(TODAY, 60), now: time(TODAY, 60) },
      110,
      150,
      false,
    ],
    [
      'it is not to start yet',
      { startedAt: null, now: time(TODAY, 5) },
      60,
      100,
      false,
    ],
    [
      'it should have started',
      { startedAt: null, now: time(TODAY, 30) },
      80,
      120,
      false,
    ],
  ])('%s', (_, options, p50, p90, beyondHistory) => {
    const result = forecast(options)!;
    expect([minutes(result.p50At), minutes(result.p90At)]).toEqual([p50, p90]);
    expect(result).toMatchObject({
      runs: 10,
      dayClass: 'wednesday',
      beyondHistory,
    });
  });

  it('waits as long as those did that had not started either', () => {
    const late = [11, 13, 16, 17, 18].map(weeks => wednesday(weeks, 20, 60));
    const result = forecast({
      history: [...history, ...late],
      startedAt: null,
      now: time(TODAY, 30),
    })!;
    expect(minutes(result.p90At)).toBe(80);
  });

  it('shows none with fewer than ten runs like it', () => {
    expect(forecast({ history: history.slice(1) })).toBeUndefined();
    const others = history.map(run => ({
      ...run,
      localDate: addDays(run.localDate, 1),
    }));
    expect(forecast({ history: [...others, ...history.slice(1)] })).toBe(
      undefined,
    );
    expect(forecast({ history: [] })).toBeUndefined();
  });

  it('takes ends of months by themselves', () => {
    const closing = (date: string) => date <= '2026-09-10' || date === TODAY;
    expect(forecast({ monthEnd: closing })).toBeUndefined();
    const result = forecast({ monthEnd: () => true });
    expect(result).toMatchObject({ dayClass: 'month-end', runs: 10 });
  });

  it('never promises less the longer it takes, nor a finish in the past', () => {
    const elapsed = fc.integer({ min: 0, max: 300 });
    fc.assert(
      fc.property(elapsed, elapsed, fc.boolean(), (a, b, hasStarted) => {
        const [first, second] = [a, b]
          .sort((x, y) => x - y)
          .map(after => {
            const now = time(TODAY, 10 + after);
            const startedAt = hasStarted ? time(TODAY, 10) : null;
            const result = forecast({ now, startedAt })!;
            expect(result.p50At <= result.p90At).toBe(true);
            expect(result.p50At >= now).toBe(true);
            return result;
          });
        expect(second.p90At >= first.p90At).toBe(true);
      }),
    );
  });
});

describe('willMiss', () => {
  it.each([
    [100, 100, false],
    [101, 100, true],
  ])('done after %d minutes, due after %d', (p90, due, misses) => {
    expect(willMiss({ p90At: time(TODAY, p90) }, time(TODAY, due))).toBe(
      misses,
    );
  });
});

describe('scoreForecasts', () => {
  const kept = (
    p90: number,
    arrived: number | null | undefined,
  ): KeptForecast => ({
    dueAt: time(TODAY, 100),
    p90At: time(TODAY, p90),
    outcome:
      arrived === undefined
        ? undefined
        : {
            missed: arrived === null || arrived > 100,
            arrivedAt: arrived === null ? null : time(TODAY, arrived),
          },
  });

  it('compares what was foretold with what came', () => {
    expect(
      scoreForecasts([
        kept(90, 80),
        kept(90, 95),
        kept(120, 110),
        kept(120, null),
        kept(120, 90),
        kept(90, 130),
        kept(120, undefined),
      ]),
    ).toEqual({
      decided: 6,
      hits: 4,
      hitRate: 4 / 6,
      foretold: 2,
      unforeseen: 1,
      falseAlarms: 1,
      withinP90: 3 / 6,
    });
  });

  it('has no rate without outcomes', () => {
    expect(scoreForecasts([kept(90, undefined)])).toMatchObject({
      decided: 0,
      hitRate: null,
      withinP90: null,
    });
  });
});

describe('isMonthEnd', () => {
  it.each([
    ['the last business day', '2026-10-30', true],
    ['the one before', '2026-10-29', true],
    ['the third from the end', '2026-10-28', false],
    ['the weekend after', '2026-10-31', false],
    ['the first business day', '2026-11-02', true],
    ['the second', '2026-11-03', true],
    ['the third', '2026-11-04', false],
    ['the middle', TODAY, false],
  ])('%s', (_, date, expected) => {
    expect(isMonthEnd(date)).toBe(expected);
    expect(dayClassOf(date) === 'month-end').toBe(expected);
  });
});

describe('quantile', () => {
  it.each([
    [[5], 0.9, 5],
    [[3, 1, 2], 0.5, 2],
    [[1, 2, 3, 4], 0.5, 2],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9, 9],
    [[1, 1, 1, 9], 0.75, 1],
    [[0, 0], 0.5, 0],
  ])('of %j, %d is %d', (values, share, expected) => {
    expect(quantile(values, share)).toBe(expected);
  });

  it('is the nearest rank', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(50), { minLength: 1 }),
        fc.constantFrom(0.05, 0.5, 0.9),
        (values, share) => {
          const sorted = [...values].sort((a, b) => a - b);
          const rank = Math.max(1, Math.ceil(share * values.length - 1e-9));
          expect(quantile(values, share)).toBe(sorted[rank - 1]);
        },
      ),
    );
  });
});
