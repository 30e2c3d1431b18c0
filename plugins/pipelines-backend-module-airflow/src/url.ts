/**
 * Pages of Airflow's own UI, for people.
 */
type Airflow = { uiUrl: string; major: 2 | 3 };

const part = encodeURIComponent;

/** @internal */
export function dagUrl({ uiUrl, major }: Airflow, dagId: string): string {
  const page = `${uiUrl}/dags/${part(dagId)}`;
  return major === 2 ? `${page}/grid` : page;
}

/** @internal */
export function runUrl(
  { uiUrl, major }: Airflow,
  run: { dagId: string; runId: string },
): string {
  const page = `${uiUrl}/dags/${part(run.dagId)}`;
  return major === 2
    ? `${page}/grid?dag_run_id=${part(run.runId)}`
    : `${page}/runs/${part(run.runId)}`;
}

/** @internal */
export function taskUrl(
  airflow: Airflow,
  task: { dagId: string; runId: string; taskId: string; mapIndex?: number },
): string {
  const run = runUrl(airflow, task);
  if (airflow.major === 2) {
    const index =
      task.mapIndex === undefined ? '' : `&map_index=${task.mapIndex}`;
    return `${run}&task_id=${part(task.taskId)}${index}`;
  }
  const index = task.mapIndex === undefined ? '' : `/mapped/${task.mapIndex}`;
  return `${run}/tasks/${part(task.taskId)}${index}`;
}
