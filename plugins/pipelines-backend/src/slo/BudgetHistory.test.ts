import { BudgetHistory } from './BudgetHistory';
import { emptyTally } from './tally';

const day = (date: string, good: number, bad: number, unknown = 0) => ({
  date,
  ...emptyTally(),
  good,
  bad,
  unknown,
  missing: 0,
  rawBad: bad,
});

const slo = (id: number, window: object, target = 90) =>
  ({ id, definition: { target, window } } as any);

const rolling = { type: 'rolling', days: 10 };
const month = { type: 'calendar', unit: 'month', timezone: 'UTC' };

function historyOf(
  days: Record<number, ReturnType<typeof day>[]>,
  versions: Record<number, Array<{ validFrom: string; target: number }>> = {},
) {
  const asked: unknown[] = [];
  const history = new BudgetHistory({
    database: {} as any,
    store: {
      versionsOf: async (ids: readonly number[]) =>
        new Map(
          ids.map(id => [
            id,
            versions[id] ?? [{ validFrom: '2026-01-01', target: 90 }],
          ]),
        ) as any,
    },
    verdicts: {
      daysOf: async (_, range) => {
        asked.push(range);
        return new Map(
          Object.entries(days).map(([id, own]) => [
            Number(id),
            own.filter(({ date }) => date >= range.from && date < range.to),
          ]),
        ) as any;
      },
    },
  });
  return { asked, history };
}

describe('BudgetHistory', () => {
  it('sums up the days of the window that a day closes, and none after it', async () => {
    const days = [
      day('2026-10-01', 0, 9),
      day('2026-10-22', 10, 0),
      day('2026-10-31', 9, 1),
      day('2026-11-01', 0, 5),
    ];
    const { asked, history } = historyOf({ 1: days, 2: days });
    const found = await history.at(
      [slo(1, rolling), slo(2, month)],
      '2026-10-31',
    );
    expect(asked).toEqual([{ from: '2026-10-01', to: '2026-11-01' }]);
    // Ten days: twenty were due, two were allowed, one was bad.
    expect(found.get(1)).toMatchObject({
      status: 'met',
      target: 90,
      budget: { good: 19, bad: 1, remainingRatio: 0.5 },
    });
    // A calendar month takes in its first day, and only that.
    expect(found.get(2)).toMatchObject({
      status: 'exhausted',
      budget: { good: 19, bad: 10 },
    });
  });

  it('goes by the target that was in force then', async () => {
    const { history } = historyOf(
      { 1: [day('2026-10-31', 19, 1)] },
      {
        1: [
          { validFrom: '2026-01-01', target: 90 },
          { validFrom: '2026-11-05', target: 99 },
        ],
      },
    );
    expect(
      (await history.at([slo(1, rolling, 99)], '2026-10-31')).get(1),
    ).toMatchObject({ target: 90, budget: { remainingRatio: 0.5 } });
  });

  it('claims nothing of what was hardly known, or wasn’t there yet', async () => {
    const { history } = historyOf({ 1: [day('2026-10-31', 5, 0, 5)] });
    const found = await history.at(
      [slo(1, rolling), slo(2, rolling)],
      '2026-10-31',
    );
    for (const id of [1, 2]) {
      expect(found.get(id)).toMatchObject({
        status: 'unknown',
        budget: { established: false },
      });
    }
  });

  it('asks for nothing without an SLO', async () => {
    const { asked, history } = historyOf({});
    expect((await history.at([], '2026-10-31')).size).toBe(0);
    expect(asked).toEqual([]);
  });
});
