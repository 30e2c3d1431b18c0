import type { TaskReading, WantedTasks } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { slices } from '../database/slices';

/** A task that somebody needs to know about. @internal */
export type TaskWish = {
  externalPipelineId: number;
  environment: string;
  taskId: string;
  /** Of runs whose place in history is at or after this. */
  from: string;
};

/** What a task of a run came to. @internal */
export type RunTask = {
  state: TaskReading['state'];
  /** When it first delivered, ISO 8601 in UTC; null if it didn't, or was declared a success without a try. Never changes once set. */
  succeededAt: string | null;
  /** How often it was tried; null if its source doesn't say. */
  tries: number | null;
};

/** A run by what its pipeline and it are called. @internal */
export type RunName = { externalPipelineId: number; externalRunId: string };

/** A reading of a task whose run was found. @internal */
export type TaskToWrite = RunName & { reading: TaskReading };

/** Who promised nothing isn't asked for. */
const PROMISED = ['scheduled', 'dataset'];

/** Tasks of runs that somebody needs to know about, as all readings of them together say. @internal */
export interface RunTaskStore {
  /** Makes these the only wishes. Runs that are there already are asked for too. */
  setWishes(wishes: TaskWish[], tx: Knex): Promise<void>;
  /** Says that runs are new or changed, so that their tasks have to be read. */
  runsChanged(
    source: { id: string; environment: string },
    runs: RunName[],
    tx: Knex,
  ): Promise<void>;
  /** What a source has to read: the tasks of started runs that aren't settled, of runs due last first. */
  wanted(sourceId: string, limit: number, tx: Knex): Promise<WantedTasks[]>;
  /**
   * Writes readings. A first success never changes, and a task of a run that ended is settled.
   *
   * @returns the pipelines with a task that changed, each with the place in history of the oldest run
   */
  write(
    source: { id: string; environment: string },
    tasks: TaskToWrite[],
    tx: Knex,
  ): Promise<Map<number, string>>;
  /** What became of a task, by run. Runs of which nothing was read yet have no entry. */
  ofRuns(
    runIds: number[],
    taskId: string,
    tx: Knex,
  ): Promise<Map<number, RunTask>>;
}

/** {@link RunTaskStore} on the plugin's database. @internal */
export class DatabaseRunTaskStore implements RunTaskStore {
  async setWishes(wishes: TaskWish[], tx: Knex): Promise<void> {
    const known: TaskWish[] = (await tx('wanted_tasks')).map(toWish);
    const before = new Set(known.map(keyOf));
    const wanted = new Map(wishes.map(wish => [keyOf(wish), wish]));
    for (const gone of known.filter(wish => !wanted.has(keyOf(wish)))) {
      await tx('wanted_tasks').where(wishKey(gone)).delete();
      // What was read stays; what is still to be read isn't asked for any more.
      await tx('run_tasks')
        .where({ task_id: gone.taskId })
        .whereRaw('settled = false')
        .whereIn('run_id', runsOf(gone, tx).select('id'))
        .delete();
    }
    for (const wish of wanted.values()) {
      if (before.has(keyOf(wish))) continue;
      await tx('wanted_tasks').insert({ ...wishKey(wish), from_at: wish.from });
      const ids: number[] = await runsOf(wish, tx)
        .whereIn('run_type', PROMISED)
        .where('run_after', '>=', wish.from)
        .pluck('id');
      await ask(
        ids.map(id => ({ run_id: id, task_id: wish.taskId })),
        tx,
      );
    }
  }

  async runsChanged(
    source: { id: string; environment: string },
    runs: RunName[],
    tx: Knex,
  ): Promise<void> {
    const wishes: TaskWish[] = [];
    const pipelines = [...new Set(runs.map(run => run.externalPipelineId))];
    for await (const slice of slices(pipelines)) {
      const rows = await tx('wanted_tasks')
        .where({ environment: source.environment })
        .whereIn('external_pipeline_id', slice);
      wishes.push(...rows.map(toWish));
    }
    if (wishes.length === 0) return;
    const concerned = runs.filter(({ externalPipelineId }) =>
      wishes.some(wish => wish.externalPipelineId === externalPipelineId),
    );
    const found = await this.#find(source, concerned, tx);
    const asked = found
      .filter(run => PROMISED.includes(run.run_type))
      .flatMap(run =>
        wishes
          .filter(
            wish =>
              wish.externalPipelineId === run.external_pipeline_id &&
              wish.from <= run.run_after,
          )
          .map(wish => ({ run_id: run.id as number, task_id: wish.taskId })),
      );
    await ask(asked, tx);
  }

  async wanted(
    sourceId: string,
    limit: number,
    tx: Knex,
  ): Promise<WantedTasks[]> {
    const ids: number[] = await tx('run_tasks')
      .join('runs', 'runs.id', 'run_tasks.run_id')
      .whereRaw('run_tasks.settled = false')
      .where('runs.source_id', sourceId)
      .whereNotNull('runs.started_at')
      // It can't be asked about any more.
      .whereNot('runs.state', 'unknown')
      .groupBy('runs.id', 'runs.run_after')
      .orderBy('runs.run_after', 'desc')
      .orderBy('runs.id', 'desc')
      .limit(limit)
      .pluck('runs.id');
    const wanted = new Map<number, WantedTasks>();
    for await (const slice of slices(ids)) {
      const rows = await tx('run_tasks')
        .join('runs', 'runs.id', 'run_tasks.run_id')
        .join(
          'external_pipelines',
          'external_pipelines.id',
          'runs.external_pipeline_id',
        )
        .whereIn('run_id', slice)
        .whereRaw('run_tasks.settled = false')
        .orderBy(['run_id', 'task_id'])
        .select('run_id', 'task_id', 'external_id', 'external_run_id');
      for (const row of rows) {
        const run: WantedTasks = wanted.get(row.run_id) ?? {
          pipelineExternalId: row.external_id,
          runExternalId: row.external_run_id,
          taskIds: [],
        };
        run.taskIds.push(row.task_id);
        wanted.set(row.run_id, run);
      }
    }
    return ids.flatMap(id => wanted.get(id) ?? []);
  }

  async write(
    source: { id: string; environment: string },
    tasks: TaskToWrite[],
    tx: Knex,
  ): Promise<Map<number, string>> {
    const runs = new Map(
      (await this.#find(source, tasks, tx)).map(run => [
        `${run.external_pipeline_id} ${run.external_run_id}`,
        run,
      ]),
    );
    const known = await this.#known(
      tasks.flatMap(({ externalPipelineId, externalRunId, reading }) => {
        const run = runs.get(`${externalPipelineId} ${externalRunId}`);
        return run ? [[run.id, reading.taskId] as [number, string]] : [];
      }),
      tx,
    );
    const changed = new Map<number, string>();
    for (const { externalPipelineId, externalRunId, reading } of tasks) {
      const run = runs.get(`${externalPipelineId} ${externalRunId}`);
      const before = known.get(`${run?.id} ${reading.taskId}`);
      // Only what was asked for is kept.
      if (!run || !before || before.succeeded_at) continue;
      const key = { run_id: run.id, task_id: reading.taskId };
      const row = {
        state: reading.state,
        succeeded_at:
          reading.state === 'success' && reading.tries !== 0
            ? reading.endedAt
            : null,
        tries: reading.tries ?? null,
        settled:
          reading.state === 'success' ||
          run.state === 'success' ||
          run.state === 'failed',
      };
      await tx('run_tasks').where(key).update(row);
      if (before.state === row.state && before.tries === row.tries) continue;
      const oldest = changed.get(externalPipelineId) ?? run.run_after;
      changed.set(
        externalPipelineId,
        oldest < run.run_after ? oldest : run.run_after,
      );
    }
    return changed;
  }

  async ofRuns(
    runIds: number[],
    taskId: string,
    tx: Knex,
  ): Promise<Map<number, RunTask>> {
    const found = new Map<number, RunTask>();
    for await (const slice of slices(runIds)) {
      const rows = await tx('run_tasks')
        .where({ task_id: taskId })
        .whereIn('run_id', slice)
        .whereNotNull('state');
      for (const row of rows) {
        found.set(row.run_id, {
          state: row.state,
          succeededAt: row.succeeded_at,
          tries: row.tries,
        });
      }
    }
    return found;
  }

  async #known(
    keys: Array<[number, string]>,
    tx: Knex,
  ): Promise<Map<string, Record<string, any>>> {
    const known = new Map<string, Record<string, any>>();
    for await (const slice of slices(keys)) {
      const rows = await tx('run_tasks').whereIn(['run_id', 'task_id'], slice);
      for (const row of rows) known.set(`${row.run_id} ${row.task_id}`, row);
    }
    return known;
  }

  async #find(
    source: { id: string; environment: string },
    runs: RunName[],
    tx: Knex,
  ): Promise<Array<Record<string, any>>> {
    const found: Array<Record<string, any>> = [];
    for await (const slice of slices(runs)) {
      found.push(
        ...(await tx('runs')
          .where({ source_id: source.id, environment: source.environment })
          .whereIn(
            ['external_pipeline_id', 'external_run_id'],
            slice.map(run => [run.externalPipelineId, run.externalRunId]),
          )
          .select(
            'id',
            'external_pipeline_id',
            'external_run_id',
            'run_type',
            'run_after',
            'state',
          )),
      );
    }
    return found;
  }
}

/** Has tasks read, but for those that delivered: their first success stays. */
async function ask(
  rows: Array<{ run_id: number; task_id: string }>,
  tx: Knex,
): Promise<void> {
  for await (const slice of slices(rows)) {
    await tx('run_tasks')
      .insert(slice.map(row => ({ ...row, settled: false })))
      .onConflict(['run_id', 'task_id'])
      .merge(['settled'])
      .whereNull('run_tasks.succeeded_at');
  }
}

function runsOf(wish: TaskWish, tx: Knex): Knex.QueryBuilder {
  return tx('runs').where({
    external_pipeline_id: wish.externalPipelineId,
    environment: wish.environment,
  });
}

function wishKey({ environment, externalPipelineId, taskId }: TaskWish) {
  return {
    external_pipeline_id: externalPipelineId,
    environment,
    task_id: taskId,
  };
}

function keyOf(wish: TaskWish): string {
  return JSON.stringify(wishKey(wish));
}

function toWish(row: Record<string, any>): TaskWish {
  return {
    externalPipelineId: row.external_pipeline_id,
    environment: row.environment,
    taskId: row.task_id,
    from: row.from_at,
  };
}
