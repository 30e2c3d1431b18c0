import type { StoredTest } from '../observations';
import { testChanges } from './testChanges';

const window = {
  from: '2026-11-20T00:00:00.000Z',
  before: '2026-11-21T00:00:00.000Z',
};
const results = (...states: Array<[string, StoredTest['state']]>) =>
  states.map(([time, state]) => ({
    test: 'unique_order_id',
    at: `2026-11-${time}:00.000Z`,
    state,
    failures: state === 'fail' ? 12 : undefined,
  }));

describe('testChanges', () => {
  it.each<[string, Array<[string, StoredTest['state']]>, string[]]>([
    [
      'began to fail',
      [
        ['19T04:00', 'pass'],
        ['20T04:00', 'fail'],
      ],
      ['20T04:00'],
    ],
    [
      'warned before',
      [
        ['19T04:00', 'warn'],
        ['20T04:00', 'fail'],
      ],
      ['20T04:00'],
    ],
    [
      'had failed before',
      [
        ['19T04:00', 'fail'],
        ['20T04:00', 'fail'],
      ],
      [],
    ],
    ['ran for the first time', [['20T04:00', 'fail']], ['20T04:00']],
    [
      "couldn't run in between",
      [
        ['19T04:00', 'fail'],
        ['20T02:00', 'error'],
        ['20T04:00', 'fail'],
      ],
      [],
    ],
    [
      'failed twice, well in between',
      [
        ['20T01:00', 'fail'],
        ['20T02:00', 'pass'],
        ['20T04:00', 'fail'],
      ],
      ['20T01:00', '20T04:00'],
    ],
    ['failed afterwards', [['21T04:00', 'fail']], []],
  ])('a test that %s', (_, states, expected) => {
    expect(testChanges(results(...states), window).map(c => c.at)).toEqual(
      expected.map(time => `2026-11-${time}:00.000Z`),
    );
  });

  it('names the test and how many rows failed', () => {
    const [change] = testChanges(results(['20T04:00', 'fail']), window);
    expect(change.reason).toMatchObject({
      code: 'test-failing',
      name: 'unique_order_id',
      count: 12,
    });
  });
});
