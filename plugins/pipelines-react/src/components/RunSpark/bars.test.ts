import { barHeights, countRuns } from './bars';

describe('barHeights', () => {
  it('follows the duration of what succeeded, and lets a failure stand out however short it was', () => {
    expect(
      barHeights([
        { state: 'success', durationSeconds: 100 },
        { state: 'success', durationSeconds: 0 },
        { state: 'failed', durationSeconds: 1 },
        { state: 'unknown', durationSeconds: 9000 },
        { state: 'running' },
      ]),
    ).toEqual([0.95, 0.25, 1, 0.5, 0.5]);
  });

  it('gives runs without a duration one height', () => {
    expect(barHeights([{ state: 'success' }, { state: 'success' }])).toEqual([
      0.6, 0.6,
    ]);
  });

  it('has nothing to say about nothing', () => {
    expect(barHeights([])).toEqual([]);
  });
});

describe('countRuns', () => {
  it('counts only ended runs as finished', () => {
    expect(
      countRuns([
        { state: 'success' },
        { state: 'success' },
        { state: 'failed' },
        { state: 'unknown' },
        { state: 'running' },
        { state: 'queued' },
      ]),
    ).toEqual({ succeeded: 2, failed: 1, finished: 3, unknown: 1, open: 2 });
  });
});
