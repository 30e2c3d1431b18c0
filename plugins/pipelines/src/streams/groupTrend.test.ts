import { trendFigures, trendsByGroup } from './groupTrend';

describe('trendsByGroup', () => {
  it('tells of each group when it had how many messages left', () => {
    const trends = trendsByGroup({
      from: '2026-11-21T09:00:00.000Z',
      stepSeconds: 720,
      items: [
        { groupId: 7, lag: [4, null] },
        { groupId: 8, lag: [] },
      ],
    });
    expect([...trends]).toEqual([
      [
        7,
        [
          { at: '2026-11-21T09:00:00.000Z', value: 4 },
          { at: '2026-11-21T09:12:00.000Z', value: undefined },
        ],
      ],
      [8, []],
    ]);
  });
});

describe('trendFigures', () => {
  const of = (...values: Array<number | undefined>) =>
    trendFigures(values.map((value, i) => ({ at: `t${i}`, value })));

  it.each([
    [
      [undefined, 3, 9, undefined, 5, undefined],
      { first: 3, last: 5, most: 9 },
    ],
    [[0], { first: 0, last: 0, most: 0 }],
    [[undefined], undefined],
    [[], undefined],
  ])('says of %p %p', (values, figures) => {
    expect(of(...values)).toEqual(figures);
  });
});
