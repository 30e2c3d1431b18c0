import type { Knex } from 'knex';
import { slices } from '../database/slices';
import type { CheckResult } from './checks';
import type { Standing } from './levels';

/** Where one pipeline stands on one scorecard. @internal */
export type ResultRecord = {
  scorecardId: string;
  entityRef: string;
  /** Of the scorecard that it was checked by. */
  digest: string;
  /** Entity ref. */
  owner: string;
  standing: Standing;
  /** In the order of the scorecard. */
  checks: CheckResult[];
  levelSince: string;
  changedAt: string;
  /** When time alone may change it; null for never. */
  recheckAt: string | null;
};

/** Why a pipeline has another level: a check of which something else came. @internal */
export type LevelReason = {
  check: string;
  from: CheckResult['state'] | null;
  to: CheckResult['state'] | null;
  value?: CheckResult['value'];
};

/** A change of a level. @internal */
export type LevelChange = {
  scorecardId: string;
  entityRef: string;
  owner: string;
  at: string;
  from: string | undefined;
  to: string | undefined;
  /** Empty where the scorecard itself changed. */
  reasons: LevelReason[];
};

/** What came of scorecards. @internal */
export interface ResultStore {
  /** Of some pipelines, on all scorecards. Within a transaction they are locked until it ends. */
  of(entityRefs: readonly string[], db: Knex): Promise<ResultRecord[]>;
  /** Inserts or replaces. */
  put(results: readonly ResultRecord[], tx: Knex): Promise<void>;
  remove(
    results: ReadonlyArray<Pick<ResultRecord, 'scorecardId' | 'entityRef'>>,
    tx: Knex,
  ): Promise<void>;
  addChanges(changes: readonly LevelChange[], tx: Knex): Promise<void>;
  /** Since when pipelines have had their level, by entity ref. */
  setLevelSince(
    scorecardId: string,
    since: ReadonlyMap<string, string>,
    tx: Knex,
  ): Promise<void>;
  /** Pipelines of which time may have changed something, the longest due first. */
  due(at: string, limit: number, db: Knex): Promise<string[]>;
  /** All pipelines that stand anywhere. */
  entityRefs(db: Knex): Promise<string[]>;
}

/** {@link ResultStore} on SQLite and PostgreSQL. @internal */
export class DatabaseResultStore implements ResultStore {
  async of(entityRefs: readonly string[], db: Knex): Promise<ResultRecord[]> {
    const found: ResultRecord[] = [];
    for await (const slice of slices(entityRefs)) {
      const query = db('scorecard_results')
        .whereIn('entity_ref', slice)
        .orderBy(['entity_ref', 'scorecard_id']);
      const rows = await (db.isTransaction ? query.forUpdate() : query);
      found.push(...rows.map(toResult));
    }
    return found;
  }

  async put(results: readonly ResultRecord[], tx: Knex): Promise<void> {
    for await (const slice of slices(results)) {
      await tx('scorecard_results')
        .insert(
          slice.map(({ standing, ...result }) => ({
            scorecard_id: result.scorecardId,
            entity_ref: result.entityRef,
            digest: result.digest,
            owner: result.owner,
            level: standing.level ?? null,
            coverage: standing.coverage,
            next: standing.next ? JSON.stringify(standing.next) : null,
            checks: JSON.stringify(result.checks),
            level_since: result.levelSince,
            changed_at: result.changedAt,
            recheck_at: result.recheckAt,
          })),
        )
        .onConflict(['scorecard_id', 'entity_ref'])
        .merge();
    }
  }

  async remove(
    results: Parameters<ResultStore['remove']>[0],
    tx: Knex,
  ): Promise<void> {
    for (const { entityRef, scorecardId } of results) {
      await tx('scorecard_results')
        .where({ scorecard_id: scorecardId, entity_ref: entityRef })
        .delete();
    }
  }

  async addChanges(changes: readonly LevelChange[], tx: Knex): Promise<void> {
    for await (const slice of slices(changes)) {
      await tx('scorecard_changes').insert(
        slice.map(change => ({
          scorecard_id: change.scorecardId,
          entity_ref: change.entityRef,
          owner: change.owner,
          at: change.at,
          from_level: change.from ?? null,
          to_level: change.to ?? null,
          reasons: JSON.stringify(change.reasons),
        })),
      );
    }
  }

  async setLevelSince(
    scorecardId: string,
    since: ReadonlyMap<string, string>,
    tx: Knex,
  ): Promise<void> {
    for (const [entityRef, at] of since) {
      await tx('scorecard_results')
        .where({ scorecard_id: scorecardId, entity_ref: entityRef })
        .update({ level_since: at });
    }
  }

  async due(at: string, limit: number, db: Knex): Promise<string[]> {
    return db('scorecard_results')
      .where('recheck_at', '<=', at)
      .groupBy('entity_ref')
      .orderByRaw('min(recheck_at), entity_ref')
      .limit(limit)
      .pluck('entity_ref');
  }

  async entityRefs(db: Knex): Promise<string[]> {
    return db('scorecard_results')
      .distinct('entity_ref')
      .orderBy('entity_ref')
      .pluck('entity_ref');
  }
}

/** A result from its columns. @internal */
export function toResult(row: Record<string, any>): ResultRecord {
  const next = row.next ? JSON.parse(row.next) : undefined;
  return {
    scorecardId: row.scorecard_id,
    entityRef: row.entity_ref,
    digest: row.digest,
    owner: row.owner,
    standing: {
      level: row.level ?? undefined,
      coverage: row.coverage,
      ...(next && { next }),
    },
    checks: JSON.parse(row.checks),
    levelSince: row.level_since,
    changedAt: row.changed_at,
    recheckAt: row.recheck_at,
  };
}
