import { historyItem } from '../__testUtils__/promotions';
import { releaseDates } from './releaseDates';

describe('releaseDates', () => {
  it('are local, of one environment, without what ran before', () => {
    const dates = releaseDates(
      [
        historyItem({ at: '2026-11-20T23:30:00.000Z' }),
        historyItem({ at: '2026-11-20T12:00:00.000Z' }),
        historyItem({ at: '2026-11-19T12:00:00.000Z', environment: 'dev' }),
        historyItem({ at: '2026-11-01T12:00:00.000Z', origin: 'adoption' }),
      ],
      { environment: 'prod', zone: 'Europe/Berlin' },
    );
    expect([...dates].map(([date, items]) => [date, items.length])).toEqual([
      ['2026-11-20', 1],
      ['2026-11-21', 1],
    ]);
  });
});
