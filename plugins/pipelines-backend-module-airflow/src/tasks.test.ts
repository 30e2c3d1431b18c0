import { recordedBody } from './__testUtils__/fixtures';
import { readTasks } from './tasks';

const context = {
  uiUrl: 'https://airflow.example.com',
  dagId: 'always_fails',
  runId: 'lab-fail-1',
};

describe('readTasks', () => {
  it.each([
    [
      2 as const,
      'v1' as const,
      '2026-11-21T06:59:36.176Z',
      2.306051,
      'https://airflow.example.com/dags/always_fails/grid?dag_run_id=lab-fail-1&task_id=boom',
    ],
    [
      3 as const,
      'v2' as const,
      '2026-11-21T07:12:14.783Z',
      12.949394,
      'https://airflow.example.com/dags/always_fails/runs/lab-fail-1/tasks/boom',
    ],
  ])('reads a task of %i.x', (major, version, startedAt, seconds, url) => {
    const { task_instances: tasks } = recordedBody(version, 'taskInstances');
    expect(readTasks(tasks, { ...context, major })).toEqual([
      expect.objectContaining({
        taskId: 'boom',
        mapIndex: undefined,
        state: 'failed',
        tryNumber: 1,
        operator: 'PythonOperator',
        startedAt,
        durationSeconds: seconds,
        url,
      }),
    ]);
  });

  it('sorts by start, those that haven’t started last, mapped ones by index', () => {
    const task = (task_id: string, map_index: number, start_date?: string) =>
      ({ task_id, map_index, start_date } as any);
    const tasks = readTasks(
      [
        task('notify', -1),
        task('load', 1),
        task('load', 0),
        task('clean', -1, '2026-11-21T07:02:00Z'),
        task('extract', -1, '2026-11-21T07:00:00Z'),
      ],
      { ...context, major: 3 },
    );
    expect(tasks.map(({ taskId, mapIndex }) => [taskId, mapIndex])).toEqual([
      ['extract', undefined],
      ['clean', undefined],
      ['load', 0],
      ['load', 1],
      ['notify', undefined],
    ]);
    expect(tasks[2]).toMatchObject({ state: 'none', tryNumber: 0 });
  });
});
