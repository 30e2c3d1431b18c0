import {
  chartReach,
  chartSeries,
  countOver,
  type ChartRun,
} from './chartSeries';

const runs: ChartRun[] = [
  { id: '1', state: 'success', durationSeconds: 600 },
  { id: '2', state: 'failed', durationSeconds: 60 },
  { id: '3', state: 'success', durationSeconds: 3600 },
  { id: '4', state: 'running' },
];

describe('chartSeries', () => {
  it('gives each run one value, in the series of its state', () => {
    expect(chartSeries(runs)).toEqual([
      { state: 'success', minutes: [10, null, 60, null] },
      { state: 'failed', minutes: [null, 1, null, null] },
      { state: 'running', minutes: [null, null, null, 0] },
    ]);
  });

  it('has no series without runs', () => {
    expect(chartSeries([])).toEqual([]);
  });
});

describe('chartReach', () => {
  it.each([
    ['the promise, above the runs', 5400, { seconds: 5400, showsTarget: true }],
    ['the longest run, above it', 1800, { seconds: 3600, showsTarget: true }],
    [
      'the longest run, far below it',
      20_000,
      { seconds: 3600, showsTarget: false },
    ],
  ])('reaches to %s', (_, targetSeconds, expected) => {
    expect(chartReach(runs, targetSeconds)).toEqual(expected);
  });

  it('reaches to the promise while no run has a duration', () => {
    expect(chartReach([{ id: '1', state: 'queued' }], 2700)).toEqual({
      seconds: 2700,
      showsTarget: true,
    });
  });
});

describe('countOver', () => {
  it('counts what took longer, not what took exactly as long', () => {
    expect(countOver(runs, 600)).toBe(1);
  });
});
