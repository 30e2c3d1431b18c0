import type { SloDay } from '@sluice/plugin-pipelines-common';
import { budgetPoints } from './budgetPoints';

const day = (date: string, remaining: number | undefined) =>
  ({ date, remaining } as SloDay);

describe('budgetPoints', () => {
  it('has every date of the window, and stays as it was where nothing was due', () => {
    expect(
      budgetPoints({
        days: [
          day('2026-11-18', 2),
          day('2026-11-20', 1),
          day('2026-11-21', undefined),
          day('2026-11-23', -1),
        ],
        from: '2026-11-19',
        to: '2026-11-22',
      }),
    ).toEqual([
      { date: '2026-11-19', remaining: null },
      { date: '2026-11-20', remaining: 1 },
      { date: '2026-11-21', remaining: 1 },
      { date: '2026-11-22', remaining: 1 },
    ]);
  });

  it('has one point for a window that begins today, and none for one that begins tomorrow', () => {
    const of = (from: string) =>
      budgetPoints({ days: [], from, to: '2026-11-21' });
    expect(of('2026-11-21')).toHaveLength(1);
    expect(of('2026-11-22')).toEqual([]);
  });
});
