import type { TaskReading, WantedTasks } from '@sluice/plugin-pipelines-node';
import type { AirflowApi } from './AirflowApi';
import type { TaskBody } from './bodies';
import { isAirflowFailure } from './errors';
import { instant } from './runs';

/** So many runs are asked for in one request: their ids are its body. */
const RUNS_PER_REQUEST = 50;
/** An Airflow that can't be asked for many at once is asked for so many runs in a sweep, one by one. */
const RUNS_ONE_BY_ONE = 20;

/** These won't become a success by themselves. The others may: a task is retried, deferred, or waits for its turn. */
const ENDED_WITHOUT_SUCCESS = new Set([
  'failed',
  'upstream_failed',
  'skipped',
  'removed',
]);

/**
 * Reads the tasks that somebody asked for, many runs in one request.
 *
 * @param wanted - runs with the ids of their tasks
 * @returns a reading a task; runs that Airflow no longer has are left out
 * @throws AirflowError
 * @internal
 */
export async function* readWantedTasks(options: {
  api: AirflowApi;
  wanted: WantedTasks[];
  signal: AbortSignal;
}): AsyncGenerator<TaskReading[]> {
  const { api, signal, wanted } = options;
  for (let at = 0; at < wanted.length; at += RUNS_PER_REQUEST) {
    signal.throwIfAborted();
    const part = wanted.slice(at, at + RUNS_PER_REQUEST);
    try {
      const instances = await api.taskInstances(
        {
          dagIds: unique(part.map(run => run.pipelineExternalId)),
          runIds: unique(part.map(run => run.runExternalId)),
          taskIds: unique(part.flatMap(run => run.taskIds)),
        },
        { signal },
      );
      yield part.flatMap(run =>
        readingsOf(
          run,
          instances.filter(
            ({ dag_id: dagId, dag_run_id: runId }) =>
              dagId === run.pipelineExternalId && runId === run.runExternalId,
          ),
        ),
      );
    } catch (error) {
      if (!isAirflowFailure(error, 'rejected')) throw error;
      yield* oneByOne({ api, signal, wanted: wanted.slice(at) });
      return;
    }
  }
}

/** For Airflow before 2.9, which knows no list of the runs whose tasks are asked for. */
async function* oneByOne(options: {
  api: AirflowApi;
  wanted: WantedTasks[];
  signal: AbortSignal;
}): AsyncGenerator<TaskReading[]> {
  const { api, signal, wanted } = options;
  for (const run of wanted.slice(0, RUNS_ONE_BY_ONE)) {
    signal.throwIfAborted();
    try {
      const { pipelineExternalId: dagId, runExternalId: runId } = run;
      yield readingsOf(run, await api.tasks({ dagId, runId }, { signal }));
    } catch (error) {
      // It was deleted meanwhile; the others are still there.
      if (!isAirflowFailure(error, 'not-found')) throw error;
    }
  }
}

/**
 * What the tasks of a run that are asked for came to.
 *
 * A mapped task is done when its last instance is. One without an instance isn't part of the run.
 *
 * @internal
 */
export function readingsOf(
  { taskIds, ...run }: WantedTasks,
  instances: TaskBody[],
): TaskReading[] {
  return taskIds.map(taskId => {
    const own = instances.filter(({ task_id: id }) => id === taskId);
    const tries = own.reduce((sum, { try_number: n }) => sum + (n ?? 0), 0);
    const reading = { ...run, taskId };
    if (own.length === 0) return { ...reading, state: 'absent' };
    const states = own.map(({ state }) => state ?? 'none');
    if (states.some(state => ENDED_WITHOUT_SUCCESS.has(state))) {
      return { ...reading, state: 'failed', tries };
    }
    const ends = own.flatMap(({ end_date: end }) => instant(end) ?? []).sort();
    // A success without an end says nothing of when: it is looked at again.
    return states.every(state => state === 'success') &&
      ends.length === own.length
      ? { ...reading, state: 'success', endedAt: ends.at(-1), tries }
      : { ...reading, state: 'open', tries };
  });
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
