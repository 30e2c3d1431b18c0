import { chartSeries, countOver, type ChartRun } from './chartSeries';

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

describe('countOver', () => {
  it('counts what took longer, not what took exactly as long', () => {
    expect(countOver(runs, 600)).toBe(1);
  });
});
