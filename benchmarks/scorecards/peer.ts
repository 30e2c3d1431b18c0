import { initializePersistenceContext } from '@backstage-community/plugin-tech-insights-backend';
import { JsonRulesEngineFactChecker } from '@backstage-community/plugin-tech-insights-backend-module-jsonfc';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { DateTime } from 'luxon';
import type { Check } from './workload';

/*
 * Tech Insights as it is published: its backend's store in a database of its own, with a row of facts for each entity and retriever, and its checker, which
 * reads them for each entity whose checks are run. All facts are of one retriever, so that it reads one row for all checks: fewer than where each source has one.
 */

const RETRIEVER = { id: 'bench', version: '1.0.0' };
const AT_ONCE = 1000;

const silent: LoggerService = {
  error: message => process.stderr.write(`${message}\n`),
  warn: message => process.stderr.write(`${message}\n`),
  info() {},
  debug() {},
  child: () => silent,
};

/**
 * Fills its store with the facts of each entity.
 *
 * @param database - an empty one: its tables have names that ours have too
 * @param at - the time of the facts, ISO 8601
 * @returns what runs all checks of an entity and says how many passed
 */
export async function createPeer(
  database: Knex,
  of: {
    entities: ReadonlyArray<{
      entityRef: string;
      facts: Record<string, number>;
    }>;
    checks: readonly Check[];
    at: string;
  },
): Promise<(entityRef: string) => Promise<number>> {
  const { at, checks, entities } = of;
  const { techInsightsStore } = await initializePersistenceContext(
    { getClient: async () => database },
    { logger: silent },
  );
  await techInsightsStore.insertFactSchema({
    ...RETRIEVER,
    schema: Object.fromEntries(
      checks.map(({ fact }) => [fact, { type: 'float', description: fact }]),
    ),
  });
  for (let start = 0; start < entities.length; start += AT_ONCE) {
    await techInsightsStore.insertFacts({
      id: RETRIEVER.id,
      facts: entities
        .slice(start, start + AT_ONCE)
        .map(({ entityRef, facts }) => ({
          entity: parseEntityRef(entityRef),
          facts,
          timestamp: DateTime.fromISO(at),
        })),
    });
  }
  const checker = new JsonRulesEngineFactChecker({
    checks: checks.map(({ atLeast, fact, id }) => ({
      id,
      name: id,
      type: 'json-rules-engine',
      description: id,
      factIds: [RETRIEVER.id],
      rule: {
        conditions: {
          all: [{ fact, operator: 'greaterThanInclusive', value: atLeast }],
        },
      },
    })),
    repository: techInsightsStore,
    logger: silent,
  });
  return async entityRef => {
    const results = await checker.runChecks(entityRef);
    return results.filter(each => each.result).length;
  };
}
