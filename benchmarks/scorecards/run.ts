/*
 * What it costs to check pipelines: all of them, beside Tech Insights' published checker on the same facts in its published store; and one changed fact, which
 * may touch no row but those of its own pipeline.
 */
import path from 'node:path';
import { scorecardSchema } from '@sluice/plugin-pipelines-node/documents';
import type { Knex } from 'knex';
import { DatabaseFactStore } from '../../plugins/pipelines-backend/src/scorecards/FactStore';
import { DatabaseResultStore } from '../../plugins/pipelines-backend/src/scorecards/ResultStore';
import { ScorecardEvaluator } from '../../plugins/pipelines-backend/src/scorecards/ScorecardEvaluator';
import { onPostgres, onSqlite, type OpenAnother } from '../databases';
import { freeStatements } from '../slo/freeStatements';
import { createPeer } from './peer';
import {
  AT,
  CHECKS,
  checks,
  pipelines,
  readingsOf,
  scorecard,
} from './workload';

const MIGRATIONS = path.resolve(
  __dirname,
  '../../plugins/pipelines-backend/migrations',
);
const PIPELINES = Number(process.env.PIPELINES ?? 10_000);
/** One changed fact: the row of the fact, of the result, and of the change of level. */
const OWN_ROWS = 3;

/** Counts the rows that statements answer with, and how many write. */
function countRows(database: Knex) {
  const counts = { read: 0, written: 0 };
  database.on('query-response', (response, query) => {
    const isRead = /^\s*(select|with)/i.test(query.sql);
    if (isRead) {
      counts.read += Array.isArray(response)
        ? response.length
        : response?.rowCount ?? 0;
      return;
    }
    if (!/^\s*(insert|update|delete)/i.test(query.sql)) return;
    counts.written += rowsWritten(response, query);
  });
  return counts;
}

/** SQLite doesn't say how many rows an insert wrote; how many it was given is known. */
function rowsWritten(
  response: { rowCount?: number; changes?: number } | undefined,
  query: { sql: string },
): number {
  const own = response?.rowCount ?? response?.changes;
  if (typeof own === 'number') return own;
  return /^\s*insert/i.test(query.sql)
    ? 1 + (query.sql.match(/union all select|\), \(/gi)?.length ?? 0)
    : 1;
}

async function measure(
  title: string,
  database: Knex,
  openAnother: OpenAnother,
): Promise<string> {
  await database.migrate.latest({ directory: MIGRATIONS });
  const all = pipelines(PIPELINES);
  const refs = all.map(({ entityRef }) => entityRef);
  const facts = new DatabaseFactStore();
  const evaluator = new ScorecardEvaluator({
    database,
    facts,
    results: new DatabaseResultStore(),
    scorecards: async () => [
      { scorecard: scorecardSchema.parse(scorecard), digest: 'd'.repeat(64) },
    ],
    subjects: async some =>
      some.map(entityRef => ({
        entityRef,
        type: 'airflow-dag',
        tier: 1,
        lifecycle: 'production',
        classification: [],
        owner: 'group:default/bench',
      })),
    exemptions: async () => [],
    onMoved: async () => {},
    now: () => new Date(AT),
  });
  for (let start = 0; start < all.length; start += 200) {
    const readings = readingsOf(all.slice(start, start + 200));
    await database.transaction(tx => facts.put(readings, AT, tx));
  }
  const runChecks = await createPeer(await openAnother('tech_insights'), {
    entities: all,
    checks,
    at: AT,
  });

  const memoryBefore = process.memoryUsage().rss;
  let began = performance.now();
  await evaluator.check(refs);
  const oursMs = performance.now() - began;
  // What was filled in before, and the peer of the database before, have left theirs.
  const grown = Math.round(
    (process.memoryUsage().rss - memoryBefore) / 2 ** 20,
  );

  let passed = 0;
  began = performance.now();
  for (const ref of refs) passed += await runChecks(ref);
  const peerMs = performance.now() - began;

  const rows: Array<{ checks: string }> = await database(
    'scorecard_results',
  ).select('checks');
  const ours = rows
    .flatMap(row => JSON.parse(row.checks) as Array<{ state: string }>)
    .filter(({ state }) => state === 'passed').length;
  if (ours !== passed || rows.length !== PIPELINES) {
    throw new Error(
      `Ours has ${ours} checks passed of ${rows.length} pipelines, the peer ${passed}`,
    );
  }

  // The first check decides on a level: it is turned round.
  const [{ entityRef, facts: known }] = all;
  const [changed] = readingsOf([
    { entityRef, facts: { [checks[0].fact]: 1 - known[checks[0].fact] } },
  ]);
  const counts = countRows(database);
  began = performance.now();
  await evaluator.takeIn([changed]);
  const oneMs = performance.now() - began;
  const { read, written } = counts;
  await evaluator.takeIn([changed]);
  const again = counts.written - written;
  process.stdout.write(
    `${title}: ${grown} MB more while all were checked; one changed fact ${oneMs.toFixed(
      1,
    )} ms, ${read} rows read, ${written} written; the same again ${again} written\n`,
  );
  if (written > OWN_ROWS || again > 0 || read > 3 * CHECKS) {
    process.exitCode = 1;
    process.stdout.write(
      `${title}: it touched more than the rows of its own pipeline\n`,
    );
  }
  return `SCORECARDS ON ${title}, ${PIPELINES} pipelines x ${CHECKS} checks: ours ${oursMs.toFixed(
    0,
  )} ms, peer ${peerMs.toFixed(0)} ms (which keeps no results), ratio ${(
    peerMs / oursMs
  ).toFixed(2)}`;
}

async function main() {
  freeStatements();
  const lines = [
    await onSqlite('scorecards', (...on) => measure('SQLITE', ...on)),
    await onPostgres('scorecards', (...on) => measure('POSTGRESQL', ...on)),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

main().catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exit(1);
});
