import { dagUrl, runUrl, taskUrl } from './url';

const two = { uiUrl: 'https://a.example.com/airflow', major: 2 as const };
const three = { uiUrl: 'https://a.example.com/airflow', major: 3 as const };
const run = { dagId: 'd é', runId: 'manual__2026+00:00' };
const task = { ...run, taskId: 'group.load', mapIndex: 3 };

describe('pages of Airflow', () => {
  it.each([
    ['DAG, 2.x', dagUrl(two, 'd é'), '/dags/d%20%C3%A9/grid'],
    ['DAG, 3.x', dagUrl(three, 'd é'), '/dags/d%20%C3%A9'],
    [
      'run, 2.x',
      runUrl(two, run),
      '/dags/d%20%C3%A9/grid?dag_run_id=manual__2026%2B00%3A00',
    ],
    [
      'run, 3.x',
      runUrl(three, run),
      '/dags/d%20%C3%A9/runs/manual__2026%2B00%3A00',
    ],
    [
      'mapped task, 2.x',
      taskUrl(two, task),
      '/dags/d%20%C3%A9/grid?dag_run_id=manual__2026%2B00%3A00&task_id=group.load&map_index=3',
    ],
    [
      'mapped task, 3.x',
      taskUrl(three, task),
      '/dags/d%20%C3%A9/runs/manual__2026%2B00%3A00/tasks/group.load/mapped/3',
    ],
  ])('%s', (_, url, path) => {
    expect(url).toBe(`https://a.example.com/airflow${path}`);
  });
});
