import fc from 'fast-check';
import type { SloWindow } from '@sluice/plugin-pipelines-common';
import type { BudgetDay } from './budget';
import { exhaustionForecast } from './exhaustion';
import { addDays } from './localTime';
import { emptyTally } from './tally';

const TODAY = '2026-11-21';
const ROLLING: SloWindow = { type: 'rolling', days: 28 };
const MONTH: SloWindow = { type: 'calendar', unit: 'month', timezone: 'UTC' };

/** 28 days with so many of 100 bad, the last number is today's. */
const days = (...bad: number[]): BudgetDay[] =>
  Array.from({ length: 28 }, (_, i) => {
    const spent = bad[bad.length - 28 + i] ?? 0;
    return {
      date: addDays(TODAY, i - 27),
      target: 99,
      tally: { ...emptyTally(), good: 100 - spent, bad: spent },
    };
  });
const forecast = (window: SloWindow, ...bad: number[]) =>
  exhaustionForecast({ days: days(...bad), window, today: TODAY });

describe('exhaustionForecast', () => {
  it('goes on with the burn of the last seven days', () => {
    // 28 allowed, 21 spent at 3 a day: the window keeps its 100 a day, so after 7/3 days the 28 are spent, after 3 overspent.
    expect(forecast(ROLLING, 3, 3, 3, 3, 3, 3, 3)).toEqual({
      date: '2026-11-24',
      inDays: 3,
      badPerDay: 3,
    });
  });

  it('gives back what leaves the window', () => {
    // 24 spent long ago leave as the next day comes.
    const old = [24, ...Array(20).fill(0)];
    expect(forecast(ROLLING, ...old, 0, 0, 0, 0, 1, 1, 1)).toBeUndefined();
  });

  it.each<[string, SloWindow, number[]]>([
    ['nothing was bad', ROLLING, []],
    ['two misses are no trend', ROLLING, [1, 0, 1]],
    ['one bad day is no trend', ROLLING, [20, 0]],
    ['it is spent already', ROLLING, [20, 20]],
    ['it lasts for the window', ROLLING, [1, 1, 1, 0, 0, 0, 0]],
    ['the month ends before', MONTH, [1, 1, 1, 1, 2, 2, 2]],
    ['it was bad long ago', ROLLING, [9, 9, 0, 0, 0, 0, 0, 0, 0]],
  ])('means nothing: %s', (_, window, bad) => {
    expect(forecast(window, ...bad)).toBeUndefined();
  });

  it('counts the days of a month from its first', () => {
    // 21 allowed so far and 1 more each day; 18 spent at 18/7 a day.
    expect(forecast(MONTH, 3, 3, 3, 3, 3, 3, 0)).toMatchObject({
      inDays: 2,
      date: '2026-11-23',
    });
  });

  it('comes no later with more that is bad', () => {
    const recent = fc.array(fc.nat(4), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(recent, fc.nat(6), (bad, i) => {
        const before = forecast(ROLLING, ...bad);
        const after = forecast(
          ROLLING,
          ...bad.map((n, at) => (at === i ? n + 1 : n)),
        );
        expect(after?.inDays ?? 0).toBeLessThanOrEqual(
          before && after ? before.inDays : Infinity,
        );
      }),
      { numRuns: 50 },
    );
  });
});
