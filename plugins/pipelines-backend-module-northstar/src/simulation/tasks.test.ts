import type {
  RunObservation,
  TaskObservation,
} from '@sluice/plugin-pipelines-node';
import { taskReadings } from './tasks';
import { Kept, newSources, NOW, sweepInto } from './testing';

jest.setTimeout(120_000);

const signal = new AbortController().signal;

const OK = ['success', 'COMPLETE'];
const BAD = ['failed', 'error', 'FAILED'];
const GOING = ['running', 'ACTIVE'];
const REST = ['upstream_failed', 'skipped', 'SKIPPED'];
const WAITING = ['scheduled', 'queued', 'PENDING'];

/** What the states of tasks have to look like, in order. */
const SHAPES: Record<string, RegExp> = {
  success: /^O+$/,
  failed: /^O*BR*$/,
  running: /^O*GW*$/,
  queued: /^W+$/,
};

function shapeOf(tasks: TaskObservation[]): string {
  return tasks
    .map(({ state }) => {
      if (OK.includes(state)) return 'O';
      if (BAD.includes(state)) return 'B';
      if (GOING.includes(state)) return 'G';
      if (REST.includes(state)) return 'R';
      return WAITING.includes(state) ? 'W' : `(${state})`;
    })
    .join('');
}

describe('tasks of a run', () => {
  it.each([
    'northstar-airflow-prod',
    'northstar-airflow-staging',
    'northstar-airflow-dev',
    'northstar-dbt-prod',
    'northstar-spark-prod',
  ])('%s: fit the run, whatever its state', async id => {
    const source = newSources({ historyDays: 12 })[id];
    const kept = await sweepInto(new Kept(), source, NOW);
    const failed = kept.sorted().filter(({ state }) => state === 'failed');
    const open = kept.sorted().filter(({ endedAt }) => !endedAt);
    const manual = kept.sorted().filter(({ runType }) => runType === 'manual');
    const runs = [
      ...failed.slice(0, 20),
      ...open,
      ...manual.slice(0, 5),
      ...kept.sorted().filter((_, place) => place % 197 === 0),
    ];
    expect(failed.length).toBeGreaterThan(0);
    for (const run of runs) {
      const tasks = await source.readTasks!(run, { signal });
      expect(shapeOf(tasks)).toMatch(SHAPES[run.state]);
      expect(spanOf(tasks, run)).toEqual(
        run.endedAt ? [run.startedAt, run.endedAt] : undefined,
      );
      expect(await source.readTasks!(run, { signal })).toEqual(tasks);
    }
  });

  it('are what the page of the DAG talks about', async () => {
    const source = newSources()['northstar-airflow-prod'];
    const kept = await sweepInto(new Kept(), source, NOW);
    const [run] = kept.of('finance_close_daily');
    const tasks = await source.readTasks!(run, { signal });
    expect(tasks.map(({ taskId }) => taskId)).toContain('post_journals');
  });

  it('can’t be asked of a consumer', () => {
    expect(newSources()['northstar-kafka-prod'].readTasks).toBeUndefined();
  });

  it.each([
    ['orders_ingest_hourly', 'nonsense'],
    ['orders_ingest_hourly', 'scheduled__2026-11-21T08:06:00+00:00'],
    ['no_such_dag', 'scheduled__2026-11-21T08:05:00+00:00'],
    ['orders_ingest_hourly', 'scheduled__2036-11-21T08:05:00+00:00'],
  ])('of %s, %s are not found', async (pipelineExternalId, externalId) => {
    const source = newSources()['northstar-airflow-prod'];
    await sweepInto(new Kept(), source, NOW);
    await expect(
      source.readTasks!({ pipelineExternalId, externalId }, { signal }),
    ).rejects.toThrow(/has no run/);
  });

  it('can be asked again in a few seconds where no sweep was yet', async () => {
    await expect(
      newSources()['northstar-dbt-prod'].readTasks!(
        { pipelineExternalId: 'x', externalId: 'y' },
        { signal },
      ),
    ).rejects.toThrow(/try again/);
  });
});

function spanOf(tasks: TaskObservation[], run: RunObservation) {
  if (!run.endedAt) return undefined;
  return [
    tasks[0].startedAt,
    tasks
      .map(({ endedAt }) => endedAt ?? '')
      .sort()
      .at(-1),
  ];
}

describe('taskReadings', () => {
  const run = { pipelineExternalId: 'p', runExternalId: 'r' };
  const task = (taskId: string, state: string, tryNumber = 1) => ({
    taskId,
    state,
    tryNumber,
    endedAt: '2026-11-21T05:00:00.000Z',
  });

  it('says what the tasks that are asked for came to', () => {
    expect(
      taskReadings(
        { ...run, taskIds: ['send', 'check', 'confirm', 'mail'] },
        'airflow-dag',
        [
          task('send', 'success'),
          task('check', 'failed', 3),
          task('confirm', 'scheduled', 0),
        ],
      ),
    ).toEqual([
      {
        ...run,
        taskId: 'send',
        state: 'success',
        endedAt: '2026-11-21T05:00:00.000Z',
        tries: 1,
      },
      { ...run, taskId: 'check', state: 'failed', tries: 3 },
      { ...run, taskId: 'confirm', state: 'open', tries: 0 },
      { ...run, taskId: 'mail', state: 'absent' },
    ]);
  });
});
