import type { Knex } from 'knex';
import { slices } from '../database/slices';
import type { Condition } from './alertRecords';

/** Never by time alone. */
const NEVER = '~';
/** SQLite takes at most 32,766 values a statement; a condition has 8. */
const SLICE_CONDITIONS = 200;

/** A condition with the key of the alert that it belongs to; "" before it has one. @internal */
export type KeyedCondition = Condition & { key: string };

/** What is wrong now. @internal */
export class ConditionStore {
  /** Those that were found in these. */
  async ofOrigins(origins: string[], tx: Knex): Promise<KeyedCondition[]> {
    return this.#find('origin', origins, tx);
  }

  /** All of these pipelines. */
  async ofPipelines(ids: number[], tx: Knex): Promise<KeyedCondition[]> {
    return this.#find('pipeline_id', ids, tx);
  }

  /** All that belong to these alerts. */
  async ofKeys(keys: string[], tx: Knex): Promise<KeyedCondition[]> {
    return this.#find('alert_key', keys, tx);
  }

  /** Inserts or replaces by id. */
  async put(conditions: KeyedCondition[], tx: Knex): Promise<void> {
    for await (const slice of slices(conditions, SLICE_CONDITIONS)) {
      await tx('alert_conditions')
        .insert(
          slice.map(({ key, ...condition }) => ({
            id: condition.id,
            origin: condition.origin,
            alert_key: key,
            kind: condition.kind,
            pipeline_id: condition.pipelineId,
            since: condition.since,
            condition: JSON.stringify(condition),
            recheck_at: condition.recheckAt ?? NEVER,
          })),
        )
        .onConflict('id')
        .merge();
    }
  }

  async remove(ids: string[], tx: Knex): Promise<void> {
    for await (const slice of slices(ids)) {
      await tx('alert_conditions').whereIn('id', slice).delete();
    }
  }

  /** Where something was found that time alone may have changed, what waits longest first. */
  async originsToRecheck(
    now: string,
    limit: number,
    tx: Knex,
  ): Promise<string[]> {
    const rows = await tx('alert_conditions')
      .where('recheck_at', '<=', now)
      .groupBy('origin')
      .orderByRaw('min(recheck_at)')
      .limit(limit)
      .select('origin');
    return rows.map(row => row.origin);
  }

  /** Sources in which something was found. */
  async sourceOrigins(tx: Knex): Promise<string[]> {
    return tx('alert_conditions')
      .where('kind', 'source-unreadable')
      .distinct('origin')
      .orderBy('origin')
      .pluck('origin');
  }

  async #find(
    column: string,
    values: Array<string | number>,
    tx: Knex,
  ): Promise<KeyedCondition[]> {
    const found: KeyedCondition[] = [];
    for await (const slice of slices(values)) {
      const rows = await tx('alert_conditions')
        .whereIn(column, slice)
        .orderBy('id');
      found.push(
        ...rows.map(row => ({
          ...JSON.parse(row.condition),
          key: row.alert_key,
        })),
      );
    }
    return found;
  }
}
