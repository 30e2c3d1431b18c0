import type { RunState } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { slices } from '../database/slices';
import { mergeRun, sameRun } from './mergeRun';
import type { RunReading, StoredRun } from './runRecords';
import { fromRow, RUN_COLUMNS, toRow } from './runRow';
import type { RunName } from './RunTaskStore';

/** A reading together with what it is of. @internal */
export type RunToWrite = { externalPipelineId: number; run: RunReading };

/** Which runs to read. @internal */
export type RunFilter = {
  externalPipelineIds: number[];
  environment?: string;
  states?: RunState[];
};

/** What the last days of a pipeline's runs in one environment come to. @internal */
export type EndedRun = Pick<
  StoredRun,
  'state' | 'runType' | 'durationMs' | 'doneAfterMs'
>;

/** Runs, as all readings of them together say. @internal */
export interface RunStore {
  /**
   * Inserts or updates by (source, environment, pipeline, run id). A first success never changes, and an older reading never
   * overwrites a newer one.
   *
   * @returns the pipelines with a run that changed, each with the place in history of the oldest of them, and the runs that did
   */
  upsert(
    source: { id: string; environment: string },
    runs: RunToWrite[],
    tx: Knex,
  ): Promise<{ changedPipelines: Map<number, string>; changed: RunName[] }>;
  /** Newest first. `after` is the place of the last run of the page before, `notAfter` leaves out what lies ahead. */
  newest(
    filter: RunFilter,
    page: {
      limit: number;
      after?: { runAfter: string; id: number };
      notAfter?: string;
    },
    tx: Knex,
  ): Promise<StoredRun[]>;
  /** The runs whose place in history is in (after, through], oldest first. */
  placed(
    filter: { externalPipelineIds: number[]; environment: string },
    period: { after: string; through: string },
    tx: Knex,
  ): Promise<StoredRun[]>;
  /** The place in history of the oldest run. */
  firstPlace(
    filter: { externalPipelineIds: number[]; environment: string },
    tx: Knex,
  ): Promise<string | undefined>;
  count(filter: RunFilter, tx: Knex): Promise<number>;
  find(id: number, tx: Knex): Promise<StoredRun | undefined>;
  /** The newest run that ended, and isn't among the newest. */
  lastEnded(
    filter: { externalPipelineIds: number[]; environment: string },
    notAfter: string,
    tx: Knex,
  ): Promise<StoredRun | undefined>;
  /** Runs that ended between two times. */
  ended(
    filter: { externalPipelineIds: number[]; environment: string },
    period: { from: string; to: string },
    tx: Knex,
  ): Promise<EndedRun[]>;
  /** Deletes runs due before `before`, but for the newest `keep` of a pipeline in an environment. @returns how many, at most `limit` */
  deleteOld(
    options: {
      externalPipelineId: number;
      before: string;
      keep: number;
      limit: number;
    },
    tx: Knex,
  ): Promise<number>;
}

const NATURAL_KEY = [
  'source_id',
  'environment',
  'external_pipeline_id',
  'external_run_id',
];

/** {@link RunStore} on the plugin's database. @internal */
export class DatabaseRunStore implements RunStore {
  async upsert(
    source: { id: string; environment: string },
    runs: RunToWrite[],
    tx: Knex,
  ) {
    const changedPipelines = new Map<number, string>();
    const changed: RunName[] = [];
    // Of two readings of a run in one batch the later one counts; one statement can't write a row twice.
    const unique = new Map(runs.map(r => [keyOf(r), r]));
    for await (const slice of slices([...unique.values()])) {
      const known = await this.#known(source, slice, tx);
      const write = [];
      const confirmed: number[] = [];
      for (const { externalPipelineId, run } of slice) {
        const previous = known.get(
          `${externalPipelineId} ${run.externalRunId}`,
        );
        const merged = mergeRun(previous, run);
        if (merged === previous) continue;
        if (previous && sameRun(previous, merged)) {
          confirmed.push(previous.id);
          continue;
        }
        write.push({
          source_id: source.id,
          environment: source.environment,
          external_pipeline_id: externalPipelineId,
          ...toRow(merged),
        });
        changed.push({ externalPipelineId, externalRunId: run.externalRunId });
        const oldest = [
          changedPipelines.get(externalPipelineId),
          previous?.runAfter,
          merged.runAfter,
        ].filter(place => place !== undefined);
        changedPipelines.set(externalPipelineId, oldest.sort()[0]);
      }
      if (write.length > 0) await this.#write(write, tx);
      if (confirmed.length > 0) {
        await tx('runs')
          .whereIn('id', confirmed)
          .update({ observed_at: slice[0].run.observedAt });
      }
    }
    return { changedPipelines, changed };
  }

  async #known(
    source: { id: string; environment: string },
    runs: RunToWrite[],
    tx: Knex,
  ): Promise<Map<string, StoredRun>> {
    // Pairs, not two lists: of two lists SQLite would look up every combination.
    const rows = await tx('runs')
      .where({ source_id: source.id, environment: source.environment })
      .whereIn(
        ['external_pipeline_id', 'external_run_id'],
        runs.map(r => [r.externalPipelineId, r.run.externalRunId]),
      );
    return new Map(
      rows.map(row => [
        `${row.external_pipeline_id} ${row.external_run_id}`,
        fromRow(row),
      ]),
    );
  }

  /** The guards repeat what mergeRun decided, for a replica that writes the same run at the same time. */
  async #write(rows: object[], tx: Knex): Promise<void> {
    const update = Object.fromEntries(
      RUN_COLUMNS.filter(c => !NATURAL_KEY.includes(c)).map(column => [
        column,
        column === 'first_success_at' || column === 'first_started_at'
          ? tx.raw('coalesce(runs.??, excluded.??)', [column, column])
          : tx.raw('excluded.??', [column]),
      ]),
    );
    await tx('runs')
      .insert(rows)
      .onConflict(NATURAL_KEY)
      .merge(update)
      .whereRaw('excluded.observed_at >= runs.observed_at');
  }

  async newest(
    filter: RunFilter,
    page: {
      limit: number;
      after?: { runAfter: string; id: number };
      notAfter?: string;
    },
    tx: Knex,
  ): Promise<StoredRun[]> {
    const query = filtered(filter, tx);
    if (page.after) {
      const { runAfter, id } = page.after;
      query.whereRaw('(run_after, id) < (?, ?)', [runAfter, id]);
    }
    if (page.notAfter) query.where('run_after', '<=', page.notAfter);
    const rows = await query
      .orderBy('run_after', 'desc')
      .orderBy('id', 'desc')
      .limit(page.limit);
    return rows.map(fromRow);
  }

  async placed(
    filter: { externalPipelineIds: number[]; environment: string },
    period: { after: string; through: string },
    tx: Knex,
  ): Promise<StoredRun[]> {
    const rows = await filtered(filter, tx)
      .where('run_after', '>', period.after)
      .where('run_after', '<=', period.through)
      .orderBy('run_after')
      .orderBy('id');
    return rows.map(fromRow);
  }

  async firstPlace(
    filter: { externalPipelineIds: number[]; environment: string },
    tx: Knex,
  ): Promise<string | undefined> {
    const row = await filtered(filter, tx)
      .orderBy('run_after')
      .first('run_after');
    return row?.run_after;
  }

  async count(filter: RunFilter, tx: Knex): Promise<number> {
    const row = await filtered(filter, tx).count({ count: '*' }).first();
    return Number(row?.count ?? 0);
  }

  async find(id: number, tx: Knex): Promise<StoredRun | undefined> {
    const row = await tx('runs').where({ id }).first();
    return row && fromRow(row);
  }

  async lastEnded(
    filter: { externalPipelineIds: number[]; environment: string },
    notAfter: string,
    tx: Knex,
  ): Promise<StoredRun | undefined> {
    const row = await filtered(filter, tx)
      .whereIn('state', ['success', 'failed'])
      .where('run_after', '<=', notAfter)
      .orderBy('run_after', 'desc')
      .orderBy('id', 'desc')
      .first();
    return row && fromRow(row);
  }

  async ended(
    filter: { externalPipelineIds: number[]; environment: string },
    period: { from: string; to: string },
    tx: Knex,
  ): Promise<EndedRun[]> {
    const rows = await filtered(filter, tx)
      .whereBetween('ended_at', [period.from, period.to])
      .select('state', 'run_type', 'duration_ms', 'done_after_ms');
    return rows.map((row: Record<string, any>) => ({
      state: row.state,
      runType: row.run_type,
      durationMs: row.duration_ms,
      doneAfterMs: row.done_after_ms,
    }));
  }

  async deleteOld(
    options: {
      externalPipelineId: number;
      before: string;
      keep: number;
      limit: number;
    },
    tx: Knex,
  ): Promise<number> {
    const { externalPipelineId, before, keep, limit } = options;
    const environments = await tx('runs')
      .where({ external_pipeline_id: externalPipelineId })
      .where('run_after', '<', before)
      .distinct('environment');
    let deleted = 0;
    for (const { environment } of environments) {
      const place = { external_pipeline_id: externalPipelineId, environment };
      const oldestKept = await tx('runs')
        .where(place)
        .orderBy('run_after', 'desc')
        .orderBy('id', 'desc')
        .offset(keep - 1)
        .first('run_after', 'id');
      if (!oldestKept) continue;
      const ids = await tx('runs')
        .where(place)
        .where('run_after', '<', before)
        .whereRaw('(run_after, id) < (?, ?)', [
          oldestKept.run_after,
          oldestKept.id,
        ])
        .limit(limit - deleted)
        .pluck('id');
      if (ids.length > 0) {
        await tx('run_tasks').whereIn('run_id', ids).delete();
        await tx('runs').whereIn('id', ids).delete();
      }
      deleted += ids.length;
      if (deleted >= limit) break;
    }
    return deleted;
  }
}

function keyOf({ externalPipelineId, run }: RunToWrite): string {
  return `${externalPipelineId} ${run.externalRunId}`;
}

function filtered(filter: RunFilter, tx: Knex): Knex.QueryBuilder {
  const query = tx('runs').whereIn(
    'external_pipeline_id',
    filter.externalPipelineIds,
  );
  if (filter.environment) query.where('environment', filter.environment);
  if (filter.states?.length) query.whereIn('state', filter.states);
  return query;
}
