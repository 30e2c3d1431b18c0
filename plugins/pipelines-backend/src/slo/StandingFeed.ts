import type { Knex } from 'knex';
import { slices } from '../database/slices';
import type { SloRecord } from './sloRecords';
import { toSlo } from './SloStore';

/** A miss that never came is looked at for so long; after that its verdict is final. In milliseconds. */
const OPEN_MISS_MS = 72 * 3600_000;

/** An SLO that stands otherwise than when alerts last looked. @internal */
export type StandingMark = { sloId: number; markedAt: string };

/** Data that was due, and still isn't there. @internal */
export type OpenMiss = {
  pipelineId: number;
  occurrence: string;
  dueAt: string;
  /** Why, as the verdict says it. */
  reason: string;
};

/** Data that came too late, or never did. @internal */
export type PastMiss = OpenMiss & {
  sloId: number;
  /** When it came, or when the next one was in time; null if neither has happened. */
  overAt: string | null;
};

/** Where an SLO stands, with the pipelines that it is about. @internal */
export type StandingFacts = {
  slo: SloRecord;
  pipelineIds: number[];
  /** The last one of each pipeline, unless something came after it. */
  misses: OpenMiss[];
  /** The pipelines whose kept forecast is that they miss what is due next; empty where none is kept. */
  foretold: number[];
};

/** What alerts ask of SLOs: which changed, and where those stand. @internal */
export class StandingFeed {
  readonly #database: Knex;
  readonly #now: () => Date;

  constructor(options: { database: Knex; now: () => Date }) {
    this.#database = options.database;
    this.#now = options.now;
  }

  /** SLOs that stand otherwise than when alerts last looked, the oldest change first. */
  async changed(limit: number): Promise<StandingMark[]> {
    const rows = await this.#database('slos')
      .whereNotNull('to_alert_at')
      .orderBy('to_alert_at')
      .limit(limit)
      .select('id', 'to_alert_at');
    return rows.map(row => ({ sloId: row.id, markedAt: row.to_alert_at }));
  }

  /** Says that alerts are true to these; one that changed since keeps its mark. */
  async takenIn(marks: StandingMark[]): Promise<void> {
    const byTime = new Map<string, number[]>();
    for (const { markedAt, sloId } of marks) {
      byTime.set(markedAt, [...(byTime.get(markedAt) ?? []), sloId]);
    }
    for (const [markedAt, ids] of byTime) {
      await this.#database('slos')
        .whereIn('id', ids)
        .where('to_alert_at', markedAt)
        .update({ to_alert_at: null });
    }
  }

  /** How many SLOs are in force, if there is one, all were judged, and alerts are true to what changed before `since`. */
  async settled(since: string): Promise<number | undefined> {
    const inForce = () => this.#database('slos').whereNull('removed_at');
    const open = await inForce()
      .where(query =>
        query.where('recheck_at', '').orWhere('to_alert_at', '<', since),
      )
      .first('id');
    if (open) return undefined;
    const row = await inForce().count({ count: '*' }).first();
    return Number(row?.count ?? 0) || undefined;
  }

  /** Where these stand. Those that are no longer in force are left out. @param sloIds - at most 400 */
  async facts(sloIds: number[]): Promise<StandingFacts[]> {
    const rows = await this.#database('slos')
      .whereIn('id', sloIds)
      .whereNull('removed_at')
      .orderBy('id');
    const slos = rows.map(toSlo);
    const ids = slos.map(slo => slo.id);
    const [members, misses, foretold] = [
      await this.#members(ids),
      await this.#misses(ids),
      await this.#foretold(slos),
    ];
    return slos.map(slo => ({
      slo,
      pipelineIds: members.get(slo.id) ?? [],
      misses: misses.get(slo.id) ?? [],
      foretold: foretold.get(slo.id) ?? [],
    }));
  }

  /** What was missed of deadlines that were due in [from, to), the newest first. */
  async pastMisses(period: {
    from: string;
    to: string;
    limit: number;
  }): Promise<PastMiss[]> {
    const rows = await this.#database('slo_verdicts as v')
      .join('slos', 'slos.id', 'v.slo_id')
      .where('slos.kind', 'deadline')
      .whereNull('slos.removed_at')
      .whereIn('v.state', ['LATE', 'MISSING'])
      .where('v.due_at', '>=', period.from)
      .where('v.due_at', '<', period.to)
      .orderBy('v.due_at', 'desc')
      .orderBy('v.id', 'desc')
      .limit(period.limit)
      .select('v.*');
    const misses: PastMiss[] = [];
    for (const row of rows) {
      misses.push({
        ...toMiss(row),
        sloId: row.slo_id,
        overAt: row.arrived_at ?? (await this.#nextArrival(row)),
      });
    }
    return misses;
  }

  /** What these pipelines missed of what was due since a time, of every kind of SLO that has occurrences, the oldest first. */
  async missesOf(
    pipelineIds: number[],
    since: string,
  ): Promise<Array<OpenMiss & { sloId: number; slo: string }>> {
    const misses: Array<OpenMiss & { sloId: number; slo: string }> = [];
    for await (const slice of slices(pipelineIds, 100)) {
      const rows = await this.#database('slo_verdicts as v')
        .join('slos', 'slos.id', 'v.slo_id')
        .whereNull('slos.removed_at')
        .whereIn('v.pipeline_id', slice)
        .whereIn('v.state', ['LATE', 'MISSING'])
        .where('v.due_at', '>=', since)
        .orderBy('v.due_at')
        .limit(100)
        .select('v.*', 'slos.name as slo_name');
      misses.push(
        ...rows.map(row => ({
          ...toMiss(row),
          sloId: row.slo_id,
          slo: row.slo_name,
        })),
      );
    }
    return misses;
  }

  async #nextArrival(row: Record<string, any>): Promise<string | null> {
    const next = await this.#database('slo_verdicts')
      .where({ slo_id: row.slo_id, pipeline_id: row.pipeline_id })
      .where('due_at', '>', row.due_at)
      .whereNotNull('arrived_at')
      .orderBy('due_at')
      .first('arrived_at');
    return next?.arrived_at ?? null;
  }

  async #members(sloIds: number[]): Promise<Map<number, number[]>> {
    const rows = await this.#database('slo_members')
      .whereIn('slo_id', sloIds)
      .orderBy(['slo_id', 'pipeline_id'])
      .select('slo_id', 'pipeline_id');
    const members = new Map<number, number[]>();
    for (const row of rows) {
      const own = members.get(row.slo_id) ?? [];
      own.push(row.pipeline_id);
      members.set(row.slo_id, own);
    }
    return members;
  }

  async #misses(sloIds: number[]): Promise<Map<number, OpenMiss[]>> {
    const misses = new Map<number, OpenMiss[]>();
    const since = new Date(this.#now().getTime() - OPEN_MISS_MS).toISOString();
    for await (const slice of slices(sloIds, 100)) {
      const rows = await this.#database('slo_verdicts')
        .whereIn('slo_id', slice)
        .whereRaw('final = false')
        .where('state', 'MISSING')
        .where('due_at', '>=', since)
        .orderBy(['slo_id', 'due_at']);
      // The last one of a pipeline counts.
      const last = new Map(
        rows.map(row => [`${row.slo_id} ${row.pipeline_id}`, row]),
      );
      for (const row of last.values()) {
        if (await this.#nextArrival(row)) continue;
        const own = misses.get(row.slo_id) ?? [];
        own.push(toMiss(row));
        misses.set(row.slo_id, own);
      }
    }
    return misses;
  }

  async #foretold(slos: SloRecord[]): Promise<Map<number, number[]>> {
    const foretold = new Map<number, number[]>();
    for (const { id, standing } of slos) {
      const { next } = standing ?? {};
      if (!next?.willMiss) continue;
      const ids = await this.#database('slo_forecasts')
        .where({ slo_id: id, due_at: next.dueAt })
        .whereRaw('p90_at > due_at')
        .orderBy('pipeline_id')
        .pluck('pipeline_id');
      foretold.set(id, ids);
    }
    return foretold;
  }
}

function toMiss(row: Record<string, any>): OpenMiss {
  return {
    pipelineId: row.pipeline_id,
    occurrence: row.occurrence,
    dueAt: row.due_at,
    reason: JSON.parse(row.evidence).reason,
  };
}
