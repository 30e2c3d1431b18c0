import fc from 'fast-check';
import type { SloWindow } from '@sluice/plugin-pipelines-common';
import { budget, type BudgetDay, budgetSeries } from './budget';
import { addDays } from './localTime';
import { windowOf } from './sloWindow';
import { emptyTally, type Tally } from './tally';

const day = (
  date: string,
  tally: Partial<Tally>,
  target: number = 99,
): BudgetDay => ({ date, target, tally: { ...emptyTally(), ...tally } });
const TODAY = '2026-11-21';
const NOW = new Date('2026-11-21T12:00:00Z');
const ROLLING: SloWindow = { type: 'rolling', days: 28 };
const MONTH: SloWindow = { type: 'calendar', unit: 'month', timezone: 'UTC' };

describe('budget', () => {
  it('adds up what counts and says what is left', () => {
    const days = [
      day('2026-11-20', { good: 180, bad: 1, rescued: 2, idle: 3 }),
      day(TODAY, { good: 118, bad: 1, unknown: 10, excluded: 4, pending: 5 }),
    ];
    expect(budget({ days })).toEqual({
      good: 298,
      bad: 2,
      unknown: 10,
      excluded: 4,
      pending: 5,
      idle: 3,
      rescued: 2,
      total: 300,
      allowed: 3,
      remaining: 1,
      remainingRatio: 1 / 3,
      missesLeft: 1,
      coverage: 300 / 310,
      established: true,
      attained: 29800 / 300,
    });
  });

  it.each([
    [99.9, 1_000, 1],
    [99.9, 3_000, 3],
    [99.5, 200, 1],
    [99, 100, 1],
    [95, 20, 1],
    [99.99, 10_000, 1],
    [99.999, 100_000, 1],
    [70, 10, 3],
    [90, 28, 2.8],
    [99.9, 999, 0.999],
    [99.9, 43_200, 43.2],
  ])('%d %% of %d allows exactly %d', (target, total, allowed) => {
    const result = budget({ days: [day(TODAY, { good: total }, target)] });
    expect(result.allowed).toBe(allowed);
    expect(result.missesLeft).toBe(Math.floor(allowed));
  });

  it('takes each day by the target that was in force on it', () => {
    const days = [
      day('2026-11-19', { good: 100 }, 99),
      day('2026-11-20', { good: 100 }, 95),
      day('2026-11-21', { good: 100 }, 99.5),
    ];
    expect(budget({ days }).allowed).toBe(6.5);
  });

  it.each([
    ['nothing is there', {}, null, false],
    ['only unknown', { unknown: 1 }, 0, false],
    ['95 % are known', { good: 18, bad: 1, unknown: 1 }, 0.95, true],
    ['less are known', { good: 94, unknown: 5 }, 94 / 99, false],
    [
      'pending and excluded are not due',
      { good: 1, pending: 9, excluded: 9 },
      1,
      true,
    ],
  ])(
    'claims something only if enough is known: %s',
    (_, tally, coverage, established) => {
      expect(budget({ days: [day(TODAY, tally)] })).toMatchObject({
        coverage,
        established,
      });
    },
  );

  it('has no shares while nothing counts', () => {
    expect(budget({ days: [] })).toMatchObject({
      total: 0,
      allowed: 0,
      remaining: 0,
      remainingRatio: null,
      attained: null,
      missesLeft: 0,
    });
  });

  it('goes below zero when it is overspent', () => {
    const days = [day(TODAY, { good: 26, bad: 2 }, 95)];
    expect(budget({ days })).toMatchObject({
      allowed: 1.4,
      remaining: -0.6,
      missesLeft: -1,
    });
  });

  it('counts only the days of the window', () => {
    const days = ['2026-10-24', '2026-10-25', '2026-11-01', TODAY].map(date =>
      day(date, { good: 1 }),
    );
    expect(budget({ days, window: ROLLING, now: NOW }).total).toBe(3);
    expect(budget({ days, window: MONTH, now: NOW }).total).toBe(2);
  });

  const anyDay = fc.record({
    date: fc.integer({ min: 0, max: 60 }).map(n => addDays('2026-09-22', n)),
    target: fc.constantFrom(90, 95, 99, 99.5, 99.9, 99.99),
    tally: fc.record({
      good: fc.integer({ min: 1, max: 2_000 }),
      bad: fc.nat(50),
      unknown: fc.nat(50),
      excluded: fc.nat(5),
      pending: fc.nat(5),
      idle: fc.nat(5),
      rescued: fc.nat(5),
    }),
  });
  const anyDays = fc.uniqueArray(anyDay, { selector: d => d.date });

  it('has no negative count, and each bad one leaves less', () => {
    fc.assert(
      fc.property(anyDays, fc.nat(), (days, pick) => {
        fc.pre(days.length > 0);
        const before = budget({ days });
        for (const key of Object.keys(emptyTally()) as Array<keyof Tally>) {
          expect(before[key]).toBeGreaterThanOrEqual(0);
        }
        expect(before.allowed).toBeGreaterThanOrEqual(0);
        const i = pick % days.length;
        const worse = days.map((d, at) =>
          at === i ? { ...d, tally: { ...d.tally, bad: d.tally.bad + 1 } } : d,
        );
        const after = budget({ days: worse });
        expect(after.remaining).toBeLessThan(before.remaining);
        expect(after.missesLeft).toBeLessThanOrEqual(before.missesLeft);
        // One that turns out bad instead of good costs a whole one.
        const turned = worse.map((d, at) =>
          at === i
            ? { ...d, tally: { ...d.tally, good: d.tally.good - 1 } }
            : d,
        );
        expect(budget({ days: turned }).remaining).toBeCloseTo(
          before.remaining - 1,
        );
      }),
    );
  });

  it('does not depend on the order of days', () => {
    fc.assert(
      fc.property(anyDays, days => {
        expect(budget({ days: [...days].reverse() })).toEqual(budget({ days }));
      }),
    );
  });

  describe('over time', () => {
    it('gets back what leaves a rolling window', () => {
      const window: SloWindow = { type: 'rolling', days: 2 };
      const days = [
        day('2026-11-18', { good: 8, bad: 2 }, 90),
        day('2026-11-19', { good: 10 }, 90),
        day('2026-11-20', { good: 9, bad: 1 }, 90),
      ];
      const series = budgetSeries({
        days,
        window,
        from: '2026-11-18',
        to: '2026-11-22',
      });
      expect(series.map(p => [p.date, p.allowed, p.remaining])).toEqual([
        ['2026-11-18', 1, -1],
        ['2026-11-19', 2, 0],
        ['2026-11-20', 2, 1],
        ['2026-11-21', 1, 0],
      ]);
    });

    it('starts again with a month', () => {
      const days = [
        day('2026-10-31', { good: 5, bad: 5 }, 90),
        day('2026-11-01', { good: 10 }, 90),
      ];
      const series = budgetSeries({
        days,
        window: MONTH,
        from: '2026-10-30',
        to: '2026-11-02',
      });
      expect(series.map(p => p.remaining)).toEqual([0, -4, 1]);
      expect(series.map(p => p.remainingRatio)).toEqual([null, -4, 1]);
    });

    it('is empty for an empty range', () => {
      expect(
        budgetSeries({ days: [], window: MONTH, from: TODAY, to: TODAY }),
      ).toEqual([]);
    });

    it('is the budget of the window on each date, as if counted from scratch', () => {
      fc.assert(
        fc.property(
          anyDays,
          fc.constantFrom(ROLLING, MONTH),
          (days, window) => {
            const series = budgetSeries({
              days,
              window,
              from: '2026-10-20',
              to: '2026-11-10',
            });
            expect(series).toHaveLength(21);
            for (const { date, remaining, allowed, bad } of series) {
              const { from } = windowOf(window, date);
              const counted = days.filter(
                d => d.date >= from && d.date <= date,
              );
              expect({ remaining, allowed, bad }).toEqual(
                (({ remaining: r, allowed: a, bad: b }) => ({
                  remaining: r,
                  allowed: a,
                  bad: b,
                }))(budget({ days: counted })),
              );
            }
          },
        ),
        { numRuns: 50 },
      );
    });
  });
});
