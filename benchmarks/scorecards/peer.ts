import { JsonRulesEngineFactChecker } from '@backstage-community/plugin-tech-insights-backend-module-jsonfc';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { Check } from './workload';

/*
 * Tech Insights' way: a row of facts for each entity and retriever, read for each entity when its checks are run by the published checker. Its store isn't
 * exported by its backend, so this one answers with the same two queries, from an indexed table of the same shape.
 */

const RETRIEVER = 'bench';
const TABLE = 'tech_insights_facts';

const silent: LoggerService = {
  error: message => process.stderr.write(`${message}\n`),
  warn: message => process.stderr.write(`${message}\n`),
  info() {},
  debug() {},
  child: () => silent,
};

/** Writes the facts of each entity as one row. */
export async function fillPeer(
  database: Knex,
  entities: ReadonlyArray<{ entityRef: string; facts: Record<string, number> }>,
  at: string,
): Promise<void> {
  await database.schema.createTable(TABLE, table => {
    table.string('id').notNullable();
    table.string('version').notNullable();
    table.string('entity').notNullable();
    table.string('timestamp').notNullable();
    table.text('facts').notNullable();
    table.index(['id', 'entity']);
    table.index(['id', 'entity', 'timestamp']);
  });
  for (let start = 0; start < entities.length; start += 200) {
    await database(TABLE).insert(
      entities.slice(start, start + 200).map(({ entityRef, facts }) => ({
        id: RETRIEVER,
        version: '1.0.0',
        entity: entityRef,
        timestamp: at,
        facts: JSON.stringify(facts),
      })),
    );
  }
}

/** Runs all checks of an entity. @returns how many passed */
export function createPeer(
  database: Knex,
  checks: readonly Check[],
): (entityRef: string) => Promise<number> {
  const schema = Object.fromEntries(
    checks.map(({ fact }) => [fact, { type: 'float', description: fact }]),
  );
  const checker = new JsonRulesEngineFactChecker({
    checks: checks.map(({ atLeast, fact, id }) => ({
      id,
      name: id,
      type: 'json-rules-engine',
      description: id,
      factIds: [RETRIEVER],
      rule: {
        conditions: {
          all: [{ fact, operator: 'greaterThanInclusive', value: atLeast }],
        },
      },
    })),
    repository: {
      async getLatestFactsByIds(ids: string[], entity: string) {
        const rows = await database(TABLE)
          .where({ entity })
          .whereIn('id', ids)
          .join(
            database(TABLE)
              .max('timestamp as maxTimestamp')
              .column('id as subId')
              .where({ entity })
              .whereIn('id', ids)
              .groupBy('id')
              .as('subQ'),
            { [`${TABLE}.id`]: 'subQ.subId', timestamp: 'subQ.maxTimestamp' },
          );
        return Object.fromEntries(
          rows.map(row => [
            row.id,
            { id: row.id, entity: row.entity, facts: JSON.parse(row.facts) },
          ]),
        );
      },
      async getLatestSchemas() {
        return [schema];
      },
    } as never,
    logger: silent,
  });
  return async entityRef => {
    const results = await checker.runChecks(entityRef);
    return results.filter(each => each.result).length;
  };
}
