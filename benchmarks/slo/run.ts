/*
 * What it costs to judge promises: all of them over the whole history, and one tick in which 1 % of the pipelines have something new.
 * The rows that a tick reads and writes are the same at 28 days of history and at 365.
 */
import path from 'node:path';
import knexFactory, { type Knex } from 'knex';
import { startPostgres } from '../../scripts/lib/postgres.mjs';
import { onSqlite } from '../databases';
import { freeStatements } from './freeStatements';
import { createSloPortal, type Counts } from './portal';
import { deadlines } from './workloads/deadlines';
import { streams } from './workloads/streams';
import { NOW, type Workload } from './workloads/Workload';

const MIGRATIONS = path.resolve(
  __dirname,
  '../../plugins/pipelines-backend/migrations',
);

const DAYS = 28;
const YEAR_DAYS = 365;

type Result = { fullMs: number; tickMs: number; tick: Counts };

async function measure(
  workload: Workload,
  database: Knex,
  pipelines: number,
  days: number,
): Promise<Result> {
  await database.migrate.latest({ directory: MIGRATIONS });
  const entities = workload.entities(pipelines);
  const { technology } = workload;
  const portal = await createSloPortal({
    database,
    entities,
    technology,
    days,
    now: NOW,
  });
  const changed = Math.ceil(pipelines / 100);
  await portal.deliver(workload.history(pipelines, days, changed));

  const began = performance.now();
  await portal.takeInCatalog();
  const fullMs = performance.now() - began;
  // What the catalog has bound is marked to be judged again, which is no part of an ordinary tick.
  await portal.tick();
  await workload.check(database, pipelines, days);

  await portal.deliver([workload.tick(changed)]);
  const before = portal.counts();
  const tickBegan = performance.now();
  await portal.tick();
  const tickMs = performance.now() - tickBegan;
  const after = portal.counts();
  return {
    fullMs,
    tickMs,
    tick: {
      read: after.read - before.read,
      written: after.written - before.written,
    },
  };
}

type On = <T>(work: (database: Knex) => Promise<T>) => Promise<T>;

/** Whether a tick costs the same at a year of history, and all beside a tick. @returns the line to end with */
async function compare(
  workload: Workload,
  name: string,
  on: On,
): Promise<string> {
  const { flatPipelines } = workload;
  const pipelines = Number(process.env.PIPELINES ?? workload.pipelines);
  const title = `${workload.name} ON ${name}`;
  const rows: number[] = [];
  for (const days of [DAYS, YEAR_DAYS]) {
    const count = Math.min(pipelines, flatPipelines);
    const { tick } = await on(db => measure(workload, db, count, days));
    rows.push(tick.read + tick.written);
    process.stdout.write(
      `${title}: a tick at ${count} pipelines x ${days} d reads ${tick.read} rows and writes ${tick.written}\n`,
    );
  }
  const growth = rows[1] / rows[0];
  process.stdout.write(`${title}: x ${growth.toFixed(2)} rows\n`);
  if (growth > 1.2) {
    process.exitCode = 1;
    process.stdout.write('The tick is not flat: more than x 1.2\n');
  }
  const { fullMs, tickMs, tick } = await on(db =>
    measure(workload, db, pipelines, DAYS),
  );
  const ratio = fullMs / tickMs;
  if (ratio < 50) process.exitCode = 1;
  process.stdout.write(
    `${title}: ${pipelines} pipelines x ${DAYS} d, all ${(
      fullMs / 1000
    ).toFixed(1)} s, tick of 1 % ${tickMs.toFixed(0)} ms (${
      tick.read
    } rows read, ${tick.written} written)\n`,
  );
  return `SLO TICK, ${title}: ours ${tickMs.toFixed(
    0,
  )} ms, peer ${fullMs.toFixed(0)} ms (everything again), ratio ${ratio.toFixed(
    1,
  )}`;
}

/** What was typed behind the name: `deadlines`, `streams`, or nothing for both. */
function chosenWorkloads(words: string[]): Workload[] {
  const workloads = { deadlines, streams };
  const stranger = words.find(word => !(word in workloads));
  if (stranger) {
    throw new Error(
      `There is no workload ${stranger}, only ${Object.keys(workloads).join(
        ' and ',
      )}`,
    );
  }
  return Object.entries(workloads)
    .filter(([word]) => words.length === 0 || words.includes(word))
    .map(([, workload]) => workload);
}

async function main() {
  const workloads = chosenWorkloads(process.argv.slice(2));
  freeStatements();
  const postgres = await startPostgres();
  let databases = 0;
  const onPostgres: On = async work => {
    const connection = await postgres.createDatabase(
      `bench_slo_${++databases}`,
    );
    const database = knexFactory({ client: 'pg', connection });
    try {
      return await work(database);
    } finally {
      await database.destroy();
    }
  };
  const lines: string[] = [];
  try {
    for (const workload of workloads) {
      lines.push(
        await compare(workload, 'SQLITE', work => onSqlite('slo', work)),
      );
      lines.push(await compare(workload, 'POSTGRESQL', onPostgres));
    }
  } finally {
    await postgres.stop();
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

main().catch(error => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exit(1);
});
