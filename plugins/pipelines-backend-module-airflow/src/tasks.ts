import type { TaskObservation } from '@sluice/plugin-pipelines-node';
import type { TaskBody } from './bodies';
import { instant } from './runs';
import { taskUrl } from './url';

/**
 * Tasks of a run in the order in which they started; those that haven't come last, by name.
 *
 * @internal
 */
export function readTasks(
  tasks: TaskBody[],
  context: { uiUrl: string; major: 2 | 3; dagId: string; runId: string },
): TaskObservation[] {
  return tasks.map(task => readTask(task, context)).sort(byStart);
}

function readTask(
  task: TaskBody,
  context: { uiUrl: string; major: 2 | 3; dagId: string; runId: string },
): TaskObservation {
  // −1 stands for a task that isn't mapped.
  const mapIndex =
    task.map_index !== undefined && task.map_index >= 0
      ? task.map_index
      : undefined;
  return {
    taskId: task.task_id,
    mapIndex,
    state: task.state ?? 'none',
    tryNumber: task.try_number ?? 0,
    operator: task.operator,
    startedAt: instant(task.start_date),
    endedAt: instant(task.end_date),
    durationSeconds: task.duration,
    url: taskUrl(context, { ...context, taskId: task.task_id, mapIndex }),
  };
}

function byStart(a: TaskObservation, b: TaskObservation): number {
  const started = (task: TaskObservation) => task.startedAt ?? '~';
  return (
    compare(started(a), started(b)) ||
    compare(a.taskId, b.taskId) ||
    (a.mapIndex ?? -1) - (b.mapIndex ?? -1)
  );
}

function compare(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
