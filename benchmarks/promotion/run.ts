/*
 * How long a promotion waits for Sluice: from the vote that decides to its dispatch, and from the click on a rollback to the first call of the deployer. Fifty at
 * once, on two replicas with PostgreSQL and on one with SQLite. The peer is the fallback poll: what it would take without any wake-up, at the most. Then
 * every wake-up is dropped: each has to be dispatched within one poll all the same, and none twice.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeployCommand } from '@sluice/plugin-pipelines-node';
import knexFactory, { type Knex } from 'knex';
import { createEngine, people } from '../../chaos/engine';
import { LoggedDeployer } from '../../chaos/LoggedDeployer';
import { TargetLog } from '../../chaos/TargetLog';
import { releaseIdOf, unitName, VOTERS } from '../../chaos/world';
import { startPostgres } from '../../scripts/lib/postgres.mjs';

const MIGRATIONS = path.resolve(
  __dirname,
  '../../plugins/pipelines-backend/migrations',
);
const COUNT = Number(process.env.PROMOTIONS ?? 50);
/** As the config has it by default. In seconds. */
const POLL_SECONDS = 30;
const LEASE_SECONDS = 30;
const LIMIT_MS = 5 * 60_000;

/** A deployer that never fails, and tells when it is called first. */
class TimedDeployer extends LoggedDeployer {
  readonly startedAt = new Map<number, number>();
  readonly effects = new Map<string, number>();

  override async apply(command: DeployCommand) {
    const { promotionId } = command.provenance;
    if (!this.startedAt.has(promotionId)) {
      this.startedAt.set(promotionId, Date.now());
    }
    const { stepKey } = command;
    this.effects.set(stepKey, (this.effects.get(stepKey) ?? 0) + 1);
    this.log.append({
      unit: command.target.unit,
      promotionId,
      step: command.step.name,
      stepKey,
      releaseId: command.to.id,
      releaseDigest: command.to.releaseDigest,
      version: command.to.commit,
      fencingToken: command.fencingToken,
    });
    return { state: 'done' as const };
  }
}

/** Replicas in one process: they share nothing but the database and the target. */
function startReplicas(
  count: number,
  database: Knex,
  deployer: TimedDeployer,
  units: string[],
) {
  const replicas = Array.from({ length: count }, () => {
    const engine = createEngine({
      database,
      units,
      deployer,
      times: { pollSeconds: POLL_SECONDS, leaseSeconds: LEASE_SECONDS },
    });
    return { ...engine.promotions, people: people(engine, database) };
  });
  const polls = replicas.map(({ worker }, index) =>
    setInterval(
      () => worker.wake(),
      // They were not started at the same moment.
      POLL_SECONDS * 1000 + index,
    ),
  );
  return {
    of: (index: number) => replicas[index % count],
    /** Nobody hears any more that something changed; each goes on with what it has begun. */
    dropWakeUps() {
      for (const { context } of replicas) context.changed = () => {};
    },
    async stop() {
      polls.forEach(poll => clearInterval(poll));
      for (const { worker } of replicas) worker.stop();
      await Promise.all(replicas.map(({ worker }) => worker.idle()));
    },
  };
}

const percentile = (values: number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1];

async function until(what: string, is: () => Promise<boolean>) {
  const deadline = Date.now() + LIMIT_MS;
  while (!(await is())) {
    if (Date.now() > deadline) throw new Error(`In vain: ${what}`);
    await sleep(100);
  }
}

/** When each of these was dispatched, by the clock of the database. */
async function dispatchedAt(ids: number[], database: Knex) {
  const rows = await database('promotions')
    .whereIn('id', ids)
    .select('id', 'started_at');
  return new Map<number, number>(
    rows
      .filter(row => row.started_at !== null)
      .map(row => [Number(row.id), Date.parse(row.started_at)]),
  );
}

/** The seconds that it took at the 95th percentile, and what must not be. */
type Measured = { p95: { name: string; seconds: number }[]; faults: string[] };

async function measure(
  name: string,
  database: Knex,
  replicaCount: number,
): Promise<Measured> {
  await database.migrate.latest({ directory: MIGRATIONS });
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-bench-'));
  const units = Array.from({ length: COUNT }, (_, i) => unitName(i));
  const deployer = new TimedDeployer({
    log: new TargetLog(dir),
    reach: () => {},
  });
  const replicas = startReplicas(replicaCount, database, deployer, units);
  const faults: string[] = [];

  /** Asks for one release of each unit, and lets all but the deciding vote be cast. */
  const prepare = async (sequence: number) => {
    const ids: number[] = [];
    for (const index of units.keys()) {
      const door = replicas.of(index).people;
      const id = await door.request({
        releaseId: releaseIdOf(index, sequence),
        key: `${index}-${sequence}`,
      });
      await door.vote({ promotionId: id, who: VOTERS[0], key: `${id}-first` });
      ids.push(id);
    }
    return ids;
  };
  /** Casts all deciding votes at once. @returns when each was answered */
  const decide = async (ids: number[]) => {
    const answered = new Map<number, number>();
    await Promise.all(
      ids.map(async (id, index) => {
        await replicas
          .of(index)
          .people.vote({ promotionId: id, who: VOTERS[1], key: `${id}-last` });
        answered.set(id, Date.now());
      }),
    );
    return answered;
  };
  const untilOver = (ids: number[]) =>
    until('all are over', async () => {
      const open = await database('promotions')
        .whereIn('id', ids)
        .andWhere(query =>
          query.whereNull('ended_at').orWhereNotNull('wake_at'),
        )
        .first('id');
      return !open;
    });
  const waits = (from: Map<number, number>, to: Map<number, number>) =>
    [...from].map(([id, at]) => Math.max(0, (to.get(id)! - at) / 1000));

  try {
    const first = await prepare(1);
    const votedAt = await decide(first);
    await untilOver(first);
    const voteToDispatch = waits(votedAt, await dispatchedAt(first, database));

    // A second release, so that there is something to go back to.
    const second = await prepare(2);
    await decide(second);
    await untilOver(second);
    const clickedAt = new Map<number, number>();
    await Promise.all(
      units.map(async (_, index) => {
        const at = Date.now();
        const id = await replicas.of(index).people.request({
          releaseId: releaseIdOf(index, 1),
          kind: 'rollback',
          key: `${index}-back`,
        });
        clickedAt.set(id, at);
      }),
    );
    await untilOver([...clickedAt.keys()]);
    const clickToDeployer = waits(clickedAt, deployer.startedAt);

    const third = await prepare(6);
    replicas.dropWakeUps();
    const lastVotes = await decide(third);
    await until('all are dispatched without a wake-up', async () => {
      return (await dispatchedAt(third, database)).size === COUNT;
    });
    const slowest = Math.max(
      ...waits(lastVotes, await dispatchedAt(third, database)),
    );
    // A second for the work itself: all of them become due with the same poll.
    if (slowest > POLL_SECONDS + 1 + COUNT * 0.1) {
      faults.push(
        `${name}: without wake-ups one was dispatched after ${slowest.toFixed(
          1,
        )} s, which is more than a poll of ${POLL_SECONDS} s`,
      );
    }
    const dispatches = await database('ledger')
      .where({ type: 'promotion.dispatched' })
      .pluck('subject');
    if (new Set(dispatches).size !== dispatches.length) {
      faults.push(`${name}: one was dispatched twice`);
    }
    const repeated = [...deployer.effects.values()].filter(n => n > 1).length;
    if (repeated > 0) faults.push(`${name}: ${repeated} steps happened twice`);
    const p95 = [
      { name: 'vote to dispatch', seconds: percentile(voteToDispatch, 0.95) },
      {
        name: 'click to deployer start',
        seconds: percentile(clickToDeployer, 0.95),
      },
    ];
    process.stdout.write(
      `${name}, ${replicaCount} replica(s), ${COUNT} at once: ${p95
        .map(each => `${each.name} p95 ${each.seconds.toFixed(2)} s`)
        .join(
          ', ',
        )}; without any wake-up the slowest was dispatched after ${slowest.toFixed(
        1,
      )} s, none twice: ${repeated === 0}\n`,
    );
    return { p95, faults };
  } finally {
    await replicas.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

async function onSqlite(): Promise<Measured> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-bench-'));
  const database = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: path.join(dir, 'promotions.sqlite') },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  try {
    await database.raw('pragma journal_mode = wal');
    return await measure('SQLITE', database, 1);
  } finally {
    await database.destroy();
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

async function onPostgres(): Promise<Measured> {
  const postgres = await startPostgres();
  const connection = await postgres.createDatabase('bench_promotion');
  const database = knexFactory({
    client: 'pg',
    connection,
    pool: { min: 0, max: 24 },
  });
  try {
    return await measure('POSTGRESQL', database, 2);
  } finally {
    await database.destroy();
    await postgres.stop();
  }
}

async function main() {
  const all = [await onPostgres(), await onSqlite()];
  const faults = all.flatMap(each => each.faults);
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  const slowest = Math.max(
    ...all.flatMap(each => each.p95.map(({ seconds }) => seconds)),
  );
  process.stdout.write(
    `promotion: ours ${slowest.toFixed(
      2,
    )} s (the slowest p95), peer ${POLL_SECONDS} s (the fallback poll), ratio ${(
      POLL_SECONDS / slowest
    ).toFixed(1)}\n`,
  );
  if (faults.length > 0) process.exitCode = 1;
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
