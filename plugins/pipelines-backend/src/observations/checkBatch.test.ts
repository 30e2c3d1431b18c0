import type { RunBatch } from '@sluice/plugin-pipelines-node';
import { checkBatch } from './checkBatch';

const NOW = new Date('2026-11-21T06:00:00.000Z');

const run = (options: object = {}) => ({
  pipelineExternalId: 'close_day',
  externalId: 'r1',
  state: 'success' as const,
  runType: 'scheduled' as const,
  runAfter: '2026-11-21T05:00:00Z',
  ...options,
});
const task = (options: object = {}) => ({
  pipelineExternalId: 'close_day',
  runExternalId: 'r1',
  taskId: 'load',
  state: 'success' as const,
  endedAt: '2026-11-21T05:30:00Z',
  ...options,
});

describe('checkBatch', () => {
  it('takes what can be stored and names the rest', () => {
    const batch: RunBatch = {
      cursor: 1,
      runs: [run(), run({ runAfter: 'at five' })],
      tasks: [task(), task({ taskId: '' })],
      definitions: [
        { externalId: 'close_day', type: 'airflow-dag', paused: false },
        { externalId: '', type: 'airflow-dag', paused: false },
      ],
      datasets: [
        { externalId: 'model.shop.orders', name: 'orders' },
        { externalId: 'model.shop.none', name: '' },
      ],
    };
    const { datasets, definitions, issues, runs, tasks } = checkBatch(
      batch,
      NOW,
    );
    expect(
      [runs, tasks, definitions, datasets].map(list => list.length),
    ).toEqual([1, 1, 1, 1]);
    expect(issues.map(issue => [issue.kind, issue.title])).toEqual([
      ['skipped-run', 'close_day r1'],
      ['skipped-run', 'close_day r1'],
      ['skipped-run', 'a pipeline without id'],
      ['skipped-reading', 'model.shop.none'],
    ]);
  });

  it('says which clock is ahead, and takes the row all the same', () => {
    const ahead = '2026-11-21T08:00:00Z';
    const checked = checkBatch(
      {
        cursor: 1,
        runs: [run({ endedAt: ahead })],
        tasks: [task({ endedAt: ahead })],
      },
      NOW,
    );
    expect([checked.runs.length, checked.tasks.length]).toEqual([1, 1]);
    expect(checked.issues.map(issue => issue.kind)).toEqual([
      'clock-skew',
      'clock-skew',
    ]);
  });

  it('finds nothing in an empty batch', () => {
    expect(checkBatch({ cursor: 1 }, NOW)).toEqual({
      runs: [],
      tasks: [],
      definitions: [],
      datasets: [],
      issues: [],
    });
  });
});
