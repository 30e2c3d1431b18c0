import { historyItem } from '../__testUtils__/promotions';
import { lanesOf } from './lanes';

const DAY = 24 * 3600_000;
const FROM = Date.parse('2026-11-11T00:00:00.000Z');
const options = {
  environments: ['staging', 'prod'],
  from: FROM,
  to: FROM + 10 * DAY,
};
const day = (number: number) => new Date(FROM + number * DAY).toISOString();

describe('lanesOf', () => {
  it('draws what ran where, the oldest first, cut to the period', () => {
    const lanes = lanesOf(
      [
        historyItem({ at: day(5) }),
        historyItem({ at: day(-3), until: day(5) }),
        historyItem({ at: day(-9), until: day(-3) }),
        historyItem({ environment: 'dev', at: day(2) }),
      ],
      options,
    );
    expect(
      lanes.map(({ bars, environment }) => [
        environment,
        bars.map(bar => [bar.from, bar.to]),
      ]),
    ).toEqual([
      ['staging', []],
      [
        'prod',
        [
          [0, 0.5],
          [0.5, 1],
        ],
      ],
      ['dev', [[0.2, 1]]],
    ]);
  });
});
