/*
 * What it costs to judge promises: all of them over the whole history, and one tick in which 1 % of the pipelines have a new run. The
 * rows that a tick reads and writes are the same at 28 days of history and at 365.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import knexFactory, { type Knex } from 'knex';
import { startPostgres } from '../../scripts/lib/postgres.mjs';
import { definitions, nightlyRun } from './history';
import { createSloPortal, type Counts } from './portal';

/** The midnight of Berlin before the morning of the tick. */
const MIDNIGHT = Date.parse('2026-11-20T23:00:00.000Z');
/** 06:10 in Berlin: the deadline of the day has just passed. */
const NOW = new Date('2026-11-21T05:10:00.000Z');
const BATCH = 400;
const MIGRATIONS = path.resolve(
  __dirname,
  '../../plugins/pipelines-backend/migrations',
);

const PIPELINES = Number(process.env.PIPELINES ?? 10_000);
/** Rows are compared at this size: a year of 10,000 pipelines would be 3.65 million runs, which say nothing more. */
const FLAT_PIPELINES = Math.min(PIPELINES, 1_000);

type Result = { fullMs: number; tickMs: number; tick: Counts };

async function measure(
  database: Knex,
  pipelines: number,
  days: number,
): Promise<Result> {
  await database.migrate.latest({ directory: MIGRATIONS });
  const portal = await createSloPortal({ database, pipelines, days, now: NOW });
  const changed = Math.ceil(pipelines / 100);
  await portal.deliver(history(pipelines, days, changed));

  const began = performance.now();
  await portal.takeInCatalog();
  const fullMs = performance.now() - began;
  // What the catalog has bound is marked to be judged again, which is no part of an ordinary tick.
  await portal.tick();
  const expected = pipelines * days;
  const verdicts = await portal.verdicts();
  if (verdicts < expected * 0.95) {
    throw new Error(`Only ${verdicts} verdicts of about ${expected}`);
  }

  await portal.deliver([
    {
      cursor: 'tick',
      runs: Array.from({ length: changed }, (_, i) =>
        nightlyRun(i, 0, MIDNIGHT),
      ),
    },
  ]);
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

/** All nights but the last one of those that change in the tick. */
function* history(pipelines: number, days: number, changed: number) {
  yield { cursor: 0, definitions: definitions(pipelines) };
  let runs = [];
  for (let ago = days; ago >= 0; ago--) {
    for (let index = 0; index < pipelines; index++) {
      if (ago === 0 && index < changed) continue;
      runs.push(nightlyRun(index, ago, MIDNIGHT));
      if (runs.length < BATCH) continue;
      yield { cursor: ago, runs };
      runs = [];
    }
  }
  yield { cursor: 'history', runs };
}

async function onSqlite<T>(work: (database: Knex) => Promise<T>): Promise<T> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-bench-'));
  const database = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: path.join(dir, 'slo.sqlite') },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  try {
    await database.raw('pragma journal_mode = wal');
    return await work(database);
  } finally {
    await database.destroy();
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

async function main() {
  const postgres = await startPostgres();
  let databases = 0;
  const onPostgres = async <T>(work: (database: Knex) => Promise<T>) => {
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
    for (const [name, on] of [
      ['SQLITE', onSqlite],
      ['POSTGRESQL', onPostgres],
    ] as const) {
      const rows: number[] = [];
      for (const days of [28, 365]) {
        const { tick } = await on(db => measure(db, FLAT_PIPELINES, days));
        rows.push(tick.read + tick.written);
        process.stdout.write(
          `${name}: a tick at ${FLAT_PIPELINES} pipelines x ${days} d reads ${tick.read} rows and writes ${tick.written}\n`,
        );
      }
      const growth = rows[1] / rows[0];
      process.stdout.write(`${name}: x ${growth.toFixed(2)} rows\n`);
      if (growth > 1.2) {
        process.exitCode = 1;
        process.stdout.write('The tick is not flat: more than x 1.2\n');
      }
      const { fullMs, tickMs, tick } = await on(db =>
        measure(db, PIPELINES, 28),
      );
      const ratio = fullMs / tickMs;
      if (ratio < 50) process.exitCode = 1;
      process.stdout.write(
        `${name}: ${PIPELINES} pipelines x 28 d, all ${(fullMs / 1000).toFixed(
          1,
        )} s, tick of 1 % ${tickMs.toFixed(0)} ms (${tick.read} rows read, ${
          tick.written
        } written)\n`,
      );
      lines.push(
        `SLO TICK ON ${name}: ours ${tickMs.toFixed(
          0,
        )} ms, peer ${fullMs.toFixed(
          0,
        )} ms (everything again), ratio ${ratio.toFixed(1)}`,
      );
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
