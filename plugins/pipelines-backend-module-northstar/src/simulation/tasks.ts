import type { PipelineType } from '@sluice/plugin-pipelines-common';
import type {
  TaskObservation,
  TaskReading,
  WantedTasks,
} from '@sluice/plugin-pipelines-node';
import { datasetTitle, type NorthstarPipeline } from '../fleet';
import { draws } from './draws';
import type { SimulatedRun } from './SimulatedRun';
import { iso, SECOND } from './time';

type Step = { taskId: string; operator: string };

/** DAGs whose tasks their pages talk about. */
const NAMED_TASKS: Record<string, string[]> = {
  finance_close_daily: [
    'wait_for_inputs',
    'post_journals',
    'revalue_open_items',
    'check_balances',
    'freeze',
  ],
  sales_forecast_weekly: ['read_history', 'fit', 'check_forecast', 'publish'],
  replenishment_orders: ['read_plan', 'build_orders', 'send', 'confirm'],
  audience_sync: [
    'read_audiences',
    'consent_filter',
    'send_to_email',
    'send_to_ads',
  ],
};

/** What each technology calls the states of a task. */
const STATES: Record<
  PipelineType,
  {
    done: string;
    failed: string;
    running: string;
    waiting: string;
    skipped: string;
  }
> = {
  'airflow-dag': {
    done: 'success',
    failed: 'failed',
    running: 'running',
    waiting: 'scheduled',
    skipped: 'upstream_failed',
  },
  'dbt-selection': {
    done: 'success',
    failed: 'error',
    running: 'running',
    waiting: 'queued',
    skipped: 'skipped',
  },
  'spark-job': {
    done: 'COMPLETE',
    failed: 'FAILED',
    running: 'ACTIVE',
    waiting: 'PENDING',
    skipped: 'SKIPPED',
  },
  'kafka-consumer': {
    done: 'stopped',
    failed: 'crashed',
    running: 'running',
    waiting: 'pending',
    skipped: 'pending',
  },
};

const lastWord = (title: string) =>
  title.replace(/\/$/, '').split(/[/.]/).at(-1)!.toLocaleLowerCase('en-US');

function stepsOf(pipeline: NorthstarPipeline): Step[] {
  switch (pipeline.type) {
    case 'airflow-dag':
      return (
        NAMED_TASKS[pipeline.name] ?? [
          ...pipeline.reads.map(
            key => `extract_${lastWord(datasetTitle(key))}`,
          ),
          'load',
          'check',
          'publish',
        ]
      ).map(taskId => ({
        taskId,
        operator: /^(load|publish|send)/.test(taskId)
          ? 'SQLExecuteQueryOperator'
          : 'PythonOperator',
      }));
    case 'dbt-selection':
      return pipeline.writes.map(key => ({
        taskId: datasetTitle(key),
        operator: /^dbt:(stg|int)_/.test(key) ? 'view' : 'table',
      }));
    case 'spark-job':
      return [
        ...pipeline.reads.map(key => `scan ${datasetTitle(key)}`),
        'exchange',
        'aggregate',
        ...pipeline.writes.map(key => `write ${datasetTitle(key)}`),
      ].map((name, at) => ({ taskId: `${at}: ${name}`, operator: 'stage' }));
    default:
      return [];
  }
}

/**
 * The tasks of a run as they are at `now`: they fill its time, and the one that failed it is where its time ends.
 *
 * @param options - `now` in milliseconds since 1970
 * @internal
 */
export function tasksOf(options: {
  seed: string;
  pipeline: NorthstarPipeline;
  run: SimulatedRun;
  now: number;
}): TaskObservation[] {
  const { seed, pipeline, run, now } = options;
  const steps = stepsOf(pipeline);
  const states = STATES[pipeline.type];
  const [where] = draws(seed, 'task', pipeline.name, run.externalId);
  const ran =
    run.outcome === 'failed'
      ? 1 + Math.floor(where * steps.length)
      : steps.length;

  const weights = steps
    .slice(0, ran)
    .map(({ taskId }) => 0.3 + draws(seed, run.externalId, taskId)[0]);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let passed = 0;

  return steps.map(({ taskId, operator }, at) => {
    const hasFailed = run.outcome === 'failed' && run.endAt <= now;
    if (at >= ran) {
      const state = hasFailed ? states.skipped : states.waiting;
      return { taskId, operator, state, tryNumber: 0 };
    }
    const length = run.endAt - run.startAt;
    const startAt = Math.round(run.startAt + (passed / total) * length);
    passed += weights[at];
    const endAt =
      at === ran - 1
        ? run.endAt
        : Math.round(run.startAt + (passed / total) * length);
    if (startAt > now) {
      return { taskId, operator, state: states.waiting, tryNumber: 0 };
    }
    const failsHere = run.outcome === 'failed' && at === ran - 1;
    // Airflow has tried three times before it calls a task failed.
    const tryNumber = failsHere && pipeline.type === 'airflow-dag' ? 3 : 1;
    if (endAt > now) {
      return {
        taskId,
        operator,
        state: states.running,
        tryNumber: 1,
        startedAt: iso(startAt),
      };
    }
    return {
      taskId,
      operator,
      state: failsHere ? states.failed : states.done,
      tryNumber,
      startedAt: iso(startAt),
      endedAt: iso(endAt),
      durationSeconds: Math.round((endAt - startAt) / SECOND),
    };
  });
}

/**
 * What some tasks of a run came to, for those who ask for them.
 *
 * @param tasks - all of the run, as {@link tasksOf} gives them
 * @internal
 */
export function taskReadings(
  { taskIds, ...run }: WantedTasks,
  type: PipelineType,
  tasks: TaskObservation[],
): TaskReading[] {
  const { done, failed, skipped } = STATES[type];
  return taskIds.map(taskId => {
    const task = tasks.find(own => own.taskId === taskId);
    if (!task) return { ...run, taskId, state: 'absent' };
    const { endedAt, state, tryNumber: tries } = task;
    if (state === done) {
      return { ...run, taskId, state: 'success', endedAt, tries };
    }
    const isOver = state === failed || state === skipped;
    return { ...run, taskId, state: isOver ? 'failed' : 'open', tries };
  });
}
