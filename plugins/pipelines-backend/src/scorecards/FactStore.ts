import type { FactReading } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { slices } from '../database/slices';

/** The last reading of each fact of each pipeline. @internal */
export interface FactStore {
  /** Of some pipelines, by entity ref and fact. */
  of(
    entityRefs: readonly string[],
    db: Knex,
  ): Promise<Map<string, Map<string, FactReading>>>;
  /** Inserts or replaces; `at`: when that was, ISO 8601 in UTC. */
  put(readings: readonly FactReading[], at: string, tx: Knex): Promise<void>;
  /** Forgets pipelines that aren't there any more. */
  remove(entityRefs: readonly string[], tx: Knex): Promise<void>;
}

/** {@link FactStore} on SQLite and PostgreSQL. @internal */
export class DatabaseFactStore implements FactStore {
  async of(
    entityRefs: readonly string[],
    db: Knex,
  ): Promise<Map<string, Map<string, FactReading>>> {
    const found = new Map<string, Map<string, FactReading>>();
    for await (const slice of slices(entityRefs)) {
      const rows: Array<Record<string, any>> = await db('facts').whereIn(
        'entity_ref',
        slice,
      );
      for (const row of rows) {
        const own = found.get(row.entity_ref) ?? new Map();
        found.set(row.entity_ref, own.set(row.fact, toReading(row)));
      }
    }
    return found;
  }

  async put(
    readings: readonly FactReading[],
    at: string,
    tx: Knex,
  ): Promise<void> {
    for await (const slice of slices(readings)) {
      await tx('facts')
        .insert(
          slice.map(reading => ({
            entity_ref: reading.entityRef,
            fact: reading.fact,
            state: reading.state,
            value:
              reading.state === 'known' ? JSON.stringify(reading.value) : null,
            reason: reading.state === 'known' ? null : reading.reason,
            at: reading.at,
            source: reading.source,
            evidence: reading.evidence
              ? JSON.stringify(reading.evidence)
              : null,
            changed_at: at,
          })),
        )
        .onConflict(['entity_ref', 'fact'])
        .merge();
    }
  }

  async remove(entityRefs: readonly string[], tx: Knex): Promise<void> {
    for await (const slice of slices(entityRefs)) {
      await tx('facts').whereIn('entity_ref', slice).delete();
    }
  }
}

function toReading(row: Record<string, any>): FactReading {
  const common = {
    entityRef: row.entity_ref,
    fact: row.fact,
    at: row.at,
    source: row.source,
    ...(row.evidence && { evidence: JSON.parse(row.evidence) }),
  };
  return row.state === 'known'
    ? { ...common, state: 'known', value: JSON.parse(row.value) }
    : { ...common, state: row.state, reason: row.reason };
}
