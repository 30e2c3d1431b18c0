import { changeSince, levelTrend, meanLevel, trendFrom } from './levelTrend';

const DAYS = [
  { date: '2026-11-01', pipelines: [4, 0, 0] },
  { date: '2026-11-02', pipelines: [0, 0, 0] },
  { date: '2026-11-03', pipelines: [1, 1, 2] },
];

describe('meanLevel', () => {
  it.each([
    [[4, 0, 0, 0], 0],
    [[0, 0, 0, 2], 3],
    [[1, 1, 1, 1], 1.5],
    [[0, 0], undefined],
    [[], undefined],
  ])('%j: %s', (pipelines, expected) => {
    expect(meanLevel(pipelines)).toBe(expected);
  });
});

it('levelTrend leaves out what is not known', () => {
  expect(levelTrend(DAYS).map(({ value }) => value)).toEqual([
    0,
    undefined,
    1.25,
  ]);
});

it('changeSince compares the last day with the first', () => {
  expect(changeSince(DAYS)).toEqual([-3, 1, 2]);
  expect(changeSince(DAYS.slice(0, 1))).toBeUndefined();
  expect(changeSince([])).toBeUndefined();
});

it('trendFrom leaves out earlier days', () => {
  expect(trendFrom(DAYS, '2026-11-02')).toHaveLength(2);
});
