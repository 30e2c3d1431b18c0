import type { VerdictState } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { slices } from '../database/slices';
import type { SloDay, VerdictRecord, VerdictToPut } from './sloRecords';
import { emptyTally, missingOf, tallyOf } from './tally';

/** SQLite takes at most 32,766 values a statement; a verdict has 13. */
const SLICE_VERDICTS = 200;

/** Verdicts, and what they add up to by day. @internal */
export interface VerdictStore {
  /** The verdicts on one pipeline that are due in [from, to], oldest first. */
  between(
    member: { sloId: number; pipelineId: number },
    period: { from: string; to: string },
    tx: Knex,
  ): Promise<VerdictRecord[]>;
  find(
    key: { sloId: number; pipelineId: number; occurrence: string },
    tx: Knex,
  ): Promise<VerdictRecord | undefined>;
  /** When the oldest verdict that may still change is due. */
  oldestOpen(
    member: { sloId: number; pipelineId: number },
    tx: Knex,
  ): Promise<string | undefined>;
  /** The verdict of an SLO that time may still change and is due first; with `after`, of those due after it. */
  firstOpen(
    sloId: number,
    tx: Knex,
    after?: string,
  ): Promise<VerdictRecord | undefined>;
  /** Inserts or updates by (SLO, pipeline, occurrence). */
  upsert(verdicts: VerdictToPut[], tx: Knex): Promise<void>;
  /** Takes back verdicts on what turned out not to be an occurrence. */
  delete(ids: number[], tx: Knex): Promise<void>;
  /** Deletes the verdicts of an SLO that were due before a time; what they add up to by day stays. @returns how many */
  deleteOld(sloId: number, before: string, tx: Knex): Promise<number>;
  /** Adds the verdicts of these days up again. */
  refold(sloId: number, dates: string[], tx: Knex): Promise<void>;
  /** The days from `from` up to but not including `to`, oldest first; days without verdicts are left out. */
  days(
    sloId: number,
    range: { from: string; to: string },
    tx: Knex,
  ): Promise<SloDay[]>;
  /** As {@link days}, of several SLOs, by their ids. Those without a day are left out. */
  daysOf(
    sloIds: readonly number[],
    range: { from: string; to: string },
    tx: Knex,
  ): Promise<Map<number, SloDay[]>>;
  /** How many good ones, due at `since` or later and of local dates from `from` on, were done less than so many seconds before they were due. */
  countGoodWithin(
    sloId: number,
    limit: { since: string; from: string; seconds: number },
    tx: Knex,
  ): Promise<number>;
  /** Verdicts of an SLO, the one due last first. */
  newest(
    filter: { sloId: number; pipelineIds: number[]; states?: VerdictState[] },
    page: {
      limit: number;
      after?: { dueAt: string; id: number };
      from?: string;
      to?: string;
    },
    tx: Knex,
  ): Promise<VerdictRecord[]>;
}

/** {@link VerdictStore} on the plugin's database. @internal */
export class DatabaseVerdictStore implements VerdictStore {
  async between(
    member: { sloId: number; pipelineId: number },
    period: { from: string; to: string },
    tx: Knex,
  ) {
    const rows = await tx('slo_verdicts')
      .where({ slo_id: member.sloId, pipeline_id: member.pipelineId })
      .whereBetween('due_at', [period.from, period.to])
      .orderBy(['due_at', 'id']);
    return rows.map(toVerdict);
  }

  async find(
    key: { sloId: number; pipelineId: number; occurrence: string },
    tx: Knex,
  ) {
    const row = await tx('slo_verdicts')
      .where({
        slo_id: key.sloId,
        pipeline_id: key.pipelineId,
        occurrence: key.occurrence,
      })
      .first();
    return row && toVerdict(row);
  }

  async oldestOpen(
    member: { sloId: number; pipelineId: number },
    tx: Knex,
  ): Promise<string | undefined> {
    const row = await tx('slo_verdicts')
      .where({ slo_id: member.sloId, pipeline_id: member.pipelineId })
      .whereRaw('final = false')
      .orderBy('due_at')
      .first('due_at');
    return row?.due_at;
  }

  async firstOpen(sloId: number, tx: Knex, after: string = '') {
    const row = await tx('slo_verdicts')
      .where({ slo_id: sloId })
      .where('due_at', '>', after)
      // A missing one changes by an observation alone.
      .whereIn('state', ['PENDING', 'UNKNOWN'])
      .whereRaw('final = false')
      .orderBy(['due_at', 'id'])
      .first();
    return row && toVerdict(row);
  }

  async upsert(verdicts: VerdictToPut[], tx: Knex) {
    for await (const slice of slices(verdicts, SLICE_VERDICTS)) {
      await tx('slo_verdicts')
        .insert(slice.map(toRow))
        .onConflict(['slo_id', 'pipeline_id', 'occurrence'])
        .merge();
    }
  }

  async delete(ids: number[], tx: Knex) {
    for await (const slice of slices(ids)) {
      await tx('slo_verdicts').whereIn('id', slice).delete();
    }
  }

  async deleteOld(sloId: number, before: string, tx: Knex): Promise<number> {
    return tx('slo_verdicts')
      .where({ slo_id: sloId })
      .where('due_at', '<', before)
      .delete();
  }

  async refold(sloId: number, dates: string[], tx: Knex) {
    for await (const slice of slices(dates)) {
      const counts: Array<Record<string, any>> = await tx('slo_verdicts')
        .where({ slo_id: sloId })
        .whereIn('local_date', slice)
        .groupBy('local_date', 'state', 'raw_state', 'rescued')
        .select('local_date', 'state', 'raw_state', 'rescued')
        .count({ count: '*' });
      const groups = counts.map(row => ({
        localDate: row.local_date,
        state: row.state,
        rawState: row.raw_state,
        rescued: Boolean(row.rescued),
        count: Number(row.count),
      }));
      const adjusted = tallyOf(groups);
      const missing = missingOf(groups);
      const raw = tallyOf(groups, 'raw');
      await tx('slo_days')
        .insert(
          slice.map(date => ({
            slo_id: sloId,
            local_date: date,
            ...(adjusted.get(date) ?? emptyTally()),
            missing: missing.get(date) ?? 0,
            raw_bad: raw.get(date)?.bad ?? 0,
          })),
        )
        .onConflict(['slo_id', 'local_date'])
        .merge();
    }
  }

  async countGoodWithin(
    sloId: number,
    limit: { since: string; from: string; seconds: number },
    tx: Knex,
  ) {
    const row = await tx('slo_verdicts')
      .where({ slo_id: sloId, state: 'GOOD' })
      .where('due_at', '>=', limit.since)
      .where('local_date', '>=', limit.from)
      .where('margin_seconds', '<', limit.seconds)
      .count({ count: '*' })
      .first();
    return Number(row?.count ?? 0);
  }

  async days(sloId: number, range: { from: string; to: string }, tx: Knex) {
    return (await this.daysOf([sloId], range, tx)).get(sloId) ?? [];
  }

  async daysOf(
    sloIds: readonly number[],
    range: { from: string; to: string },
    tx: Knex,
  ) {
    const found = new Map<number, SloDay[]>();
    for await (const slice of slices(sloIds)) {
      const rows: Array<Record<string, any>> = await tx('slo_days')
        .whereIn('slo_id', slice)
        .where('local_date', '>=', range.from)
        .where('local_date', '<', range.to)
        .orderBy('local_date');
      for (const row of rows) {
        const days = found.get(row.slo_id) ?? [];
        days.push(toDay(row));
        found.set(row.slo_id, days);
      }
    }
    return found;
  }

  async newest(
    filter: { sloId: number; pipelineIds: number[]; states?: VerdictState[] },
    page: {
      limit: number;
      after?: { dueAt: string; id: number };
      from?: string;
      to?: string;
    },
    tx: Knex,
  ) {
    const query = tx('slo_verdicts')
      .where({ slo_id: filter.sloId })
      .whereIn('pipeline_id', filter.pipelineIds);
    if (filter.states?.length) query.whereIn('state', filter.states);
    if (page.from) query.where('due_at', '>=', page.from);
    if (page.to) query.where('due_at', '<', page.to);
    if (page.after) {
      query.whereRaw('(due_at, id) < (?, ?)', [
        page.after.dueAt,
        page.after.id,
      ]);
    }
    const rows = await query
      .orderBy('due_at', 'desc')
      .orderBy('id', 'desc')
      .limit(page.limit);
    return rows.map(toVerdict);
  }
}

function toRow(verdict: VerdictToPut) {
  return {
    slo_id: verdict.sloId,
    pipeline_id: verdict.pipelineId,
    occurrence: verdict.occurrence,
    due_at: verdict.dueAt,
    local_date: verdict.localDate,
    state: verdict.state,
    raw_state: verdict.rawState,
    arrived_at: verdict.arrivedAt,
    margin_seconds: verdict.marginSeconds,
    rescued: verdict.rescued,
    final: verdict.final,
    evidence: JSON.stringify(verdict.evidence),
  };
}

function toVerdict(row: Record<string, any>): VerdictRecord {
  return {
    id: row.id,
    sloId: row.slo_id,
    pipelineId: row.pipeline_id,
    occurrence: row.occurrence,
    dueAt: row.due_at,
    localDate: row.local_date,
    state: row.state,
    rawState: row.raw_state,
    arrivedAt: row.arrived_at,
    marginSeconds: row.margin_seconds,
    rescued: Boolean(row.rescued),
    final: Boolean(row.final),
    evidence: JSON.parse(row.evidence),
  };
}

function toDay(row: Record<string, any>): SloDay {
  return {
    date: row.local_date,
    good: row.good,
    bad: row.bad,
    missing: row.missing,
    rawBad: row.raw_bad,
    unknown: row.unknown,
    excluded: row.excluded,
    pending: row.pending,
    idle: row.idle,
    rescued: row.rescued,
  };
}
