/*
 * Kills the workers of the promotion engine again and again while people ask, vote and change their minds, and looks afterwards whether anything happened
 * twice, or not at all, or got stuck. See docs/decisions/0037.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import knexFactory, { type Knex } from 'knex';
import { BOUNDARIES, USUAL_BOUNDARIES } from './boundaries';
import { driveUnit, openOf, type Asked } from './driveUnit';
import { createEngine } from './engine';
import { judge, type Check } from './judge';
import { LoggedDeployer } from './LoggedDeployer';
import { AT_RANDOM, Replicas } from './Replicas';
import { TargetLog } from './TargetLog';
import { whileDown } from './whileDown';
import { unitName } from './world';

const ROOT = path.resolve(__dirname, '..');
const MIGRATIONS = path.join(ROOT, 'plugins/pipelines-backend/migrations');
const REPLICAS = 2;
const UNITS = 12;
const TIMES = { pollSeconds: 1, leaseSeconds: 2 };
/** After the last kill everything has to be over within this. */
const SETTLE_MS = 90_000;
/** Other databases, which the backend can be run on, and which aren't installed. */
const NOT_BUNDLED = [
  ...['better-sqlite3', 'sqlite3', 'mysql', 'mysql2', 'mariadb/callback'],
  ...['tedious', 'oracledb', 'pg-native', 'pg-query-stream'],
];

const say = (text: string) => process.stdout.write(`${text}\n`);

const isShort = process.argv.includes('--short');
/** What has to be reached: kills in all, and at each boundary. */
const WANTED = isShort
  ? { kills: 40, each: 1, boundaries: USUAL_BOUNDARIES, minutes: 4 }
  : { kills: 1000, each: 10, boundaries: BOUNDARIES, minutes: 90 };

/** One file with all that the replica needs, so that it starts in no time. */
async function compile(dir: string): Promise<string> {
  const outfile = path.join(dir, 'replica.cjs');
  await build({
    entryPoints: [path.join(__dirname, 'replica.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    mainFields: ['main'],
    external: NOT_BUNDLED,
    logLevel: 'error',
    absWorkingDir: ROOT,
  });
  return outfile;
}

async function main(): Promise<Check[]> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-chaos-'));
  process.once('exit', () => fs.rmSync(dir, { recursive: true, force: true }));
  const stderrFile = path.join(ROOT, '.sluice/logs/chaos.log');
  fs.mkdirSync(path.dirname(stderrFile), { recursive: true });
  fs.writeFileSync(stderrFile, '');
  const program = await compile(dir);
  const connection = process.env.SLUICE_CHAOS_DATABASE;
  if (!connection) throw new Error('Start it with npm run chaos');
  const database = knexFactory({ client: 'pg', connection });
  const units = Array.from({ length: UNITS }, (_, i) => unitName(i));
  const log = new TargetLog(path.join(dir, 'targets'));
  const graveDir = path.join(dir, 'graves');
  fs.mkdirSync(graveDir);
  const replicas = new Replicas({
    program,
    stderrFile,
    connection,
    logDir: path.join(dir, 'targets'),
    units,
    times: TIMES,
    wanted: WANTED.boundaries,
    graveDir,
    count: REPLICAS,
  });
  const asked: Asked = {
    promotions: new Map(),
    refusals: new Map(),
    faults: [],
  };
  let isOver = false;
  try {
    await database.migrate.latest({ directory: MIGRATIONS });
    const began = Date.now();
    replicas.start();
    const drivers = units.map((_, index) =>
      driveUnit({ index, replicas, database, asked, isOver: () => isOver }),
    );
    const lacking = () =>
      WANTED.boundaries.filter(
        each => (replicas.kills.get(each) ?? 0) < WANTED.each,
      );
    let told = 0;
    while (
      (replicas.total < WANTED.kills || lacking().length > 0) &&
      Date.now() - began < WANTED.minutes * 60_000
    ) {
      await sleep(200);
      if (Date.now() - told > 15_000) {
        told = Date.now();
        say(
          `${Math.round((told - began) / 1000)} s: ${replicas.total} kills, ${
            asked.promotions.size
          } promotions asked for, ${lacking().length} boundaries to go`,
        );
      }
    }
    isOver = true;
    replicas.spare();
    const killingSeconds = (Date.now() - began) / 1000;
    await Promise.all(drivers);
    const deadline = Date.now() + SETTLE_MS;
    // What waits for people would wait for ever: they take it back.
    for (const each of await openOf(undefined, database)) {
      if (each.state !== 'AwaitingApproval') continue;
      await replicas.ask('cancel', { promotionId: each.id }).catch(() => {});
    }
    let open = await openOf(undefined, database);
    while (open.length > 0 && Date.now() < deadline) {
      await sleep(200);
      open = await openOf(undefined, database);
    }
    await replicas.stop();
    report(replicas, asked, killingSeconds);
    const engine = createEngine({
      database,
      units,
      times: TIMES,
      deployer: new LoggedDeployer({ log, reach: () => {} }),
    });
    return [
      {
        what: `${WANTED.kills} kills at least`,
        problems:
          replicas.total >= WANTED.kills ? [] : [`only ${replicas.total}`],
      },
      {
        what: `${WANTED.each} kills at least at each of ${WANTED.boundaries.length} boundaries`,
        problems: lacking().map(
          each => `${each}: ${replicas.kills.get(each) ?? 0}`,
        ),
      },
      {
        what: 'replicas end only when they are killed',
        problems: replicas.crashes,
      },
      {
        what: 'nothing is stuck',
        problems: open.map(each => JSON.stringify(each)),
      },
      await down(database, connection, dir),
      ...(await judge({
        database,
        engine,
        log,
        asked,
        killedAt: replicas.killedAt,
      })),
    ];
  } finally {
    isOver = true;
    await replicas.stop();
    await database.destroy();
  }
}

/** The day on which Sluice is down, on a database of its own. */
async function down(
  database: Knex,
  connection: string,
  dir: string,
): Promise<Check> {
  await database.raw('create database chaos_down');
  const url = new URL(connection);
  url.pathname = '/chaos_down';
  const own = knexFactory({ client: 'pg', connection: url.href });
  const home = path.join(dir, 'down');
  fs.mkdirSync(home);
  try {
    await own.migrate.latest({ directory: MIGRATIONS });
    return await whileDown({
      database: own,
      dir: home,
      documentation: fs.readFileSync(
        path.join(ROOT, 'docs/operations.md'),
        'utf8',
      ),
    });
  } finally {
    await own.destroy();
  }
}

function report(replicas: Replicas, asked: Asked, seconds: number): void {
  say('\nKills by boundary:');
  const width = Math.max(...BOUNDARIES.map(each => each.length));
  for (const name of [...WANTED.boundaries, AT_RANDOM]) {
    say(`  ${name.padEnd(width)} ${replicas.kills.get(name) ?? 0}`);
  }
  const starts = [...replicas.startMs].sort((a, b) => a - b);
  say(
    `${replicas.total} kills in ${seconds.toFixed(0)} s; ${
      asked.promotions.size
    } promotions asked for; a replica starts in ${
      starts[Math.floor(starts.length / 2)]
    } ms (median)`,
  );
  for (const [text, times] of [...asked.refusals].sort((a, b) => b[1] - a[1])) {
    say(`  refused ${times} times: ${text}`);
  }
}

// The replicas end with us: their connection does.
process.once('SIGTERM', () => process.exit(130));
main()
  .then(checks => {
    say('');
    for (const { problems, what } of checks) {
      say(`${problems.length === 0 ? '✓' : '✗'} ${what}`);
      for (const each of problems.slice(0, 10)) say(`    ${each}`);
      if (problems.length > 10) say(`    and ${problems.length - 10} more`);
    }
    const failed = checks.filter(each => each.problems.length > 0).length;
    say(`Checks: ${checks.length - failed} passed, ${failed} failed`);
    process.exitCode = failed > 0 ? 1 : 0;
  })
  .catch(error => {
    process.stderr.write(`${error.stack}\n`);
    say('Checks: 0 passed, 1 failed');
    process.exitCode = 1;
  });
