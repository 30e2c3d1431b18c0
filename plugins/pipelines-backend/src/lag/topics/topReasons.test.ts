import type { DeadLetter } from '@sluice/plugin-pipelines-node';
import { topReasons } from './topReasons';

const letter = (reason?: string, error?: string, at?: string): DeadLetter => ({
  partition: 0,
  offset: 1,
  convention: 'plain',
  reason,
  error,
  at,
  others: [],
});

describe('topReasons', () => {
  it('takes those for one that differ in numbers, ids and what they quote', () => {
    expect(
      topReasons([
        letter('no account'),
        letter('no schema 17', 'DataException', '2026-11-26T12:00:00.000Z'),
        letter('no schema 18', 'DataException', '2026-11-26T11:00:00.000Z'),
        letter('no schema 18', 'OtherException'),
        letter('order "a1" of 4bf92f35-77b3 is late'),
        letter('order "b2" of 00f067aa-0ba9 is late'),
        letter('order "c3" of 00f067aa-0ba9 is late'),
        letter(),
      ]),
    ).toEqual([
      { reason: 'order "a1" of 4bf92f35-77b3 is late', count: 3 },
      {
        reason: 'no schema 17',
        error: 'DataException',
        count: 2,
        newestAt: '2026-11-26T12:00:00.000Z',
      },
      { reason: 'no account', count: 1 },
      { reason: 'no schema 18', error: 'OtherException', count: 1 },
      { count: 1 },
    ]);
  });

  it('has none of none', () => {
    expect(topReasons([])).toEqual([]);
  });
});
