/*
 * The process that is killed: the engine of the backend with nothing around it, on a real PostgreSQL. It does what it is asked to by messages, works off
 * what is due as every replica does, and dies where it was told to.
 */
import fs from 'node:fs';
import path from 'node:path';
import knexFactory, { type Knex } from 'knex';
import type { LedgerService } from '../plugins/pipelines-backend/src/ledger';
import { createEngine, people, silent } from './engine';
import { LoggedDeployer } from './LoggedDeployer';
import type { Answer, Command, ReplicaOptions } from './messages';
import { TargetLog } from './TargetLog';

const RECONCILE_MS = 2500;

const options: ReplicaOptions = JSON.parse(process.argv[2]);
const aims = new Set(options.boundaries);
/** Now and then it goes past, so that it isn't always the first one to come by that dies. */
const PASSES = 0.25;

/** Dies without a word to anybody who is at work with it, if this is where it has to. */
function reach(boundary: string): void {
  if (!aims.has(boundary) || Math.random() < PASSES) return;
  fs.writeFileSync(path.join(options.graveDir, String(process.pid)), boundary);
  process.kill(process.pid, 'SIGKILL');
}

/** What transactions that are under way have written so far. */
const written = new WeakMap<object, Set<string>>();

function note(tx: object, name: string): void {
  written.get(tx)?.add(name);
}

/** The database, which reaches the boundaries of each transaction. */
function watched(database: Knex): Knex {
  const transaction = async <T>(
    work: (tx: Knex.Transaction) => Promise<T>,
  ): Promise<T> => {
    const names = new Set<string>();
    const result = await database.transaction(async tx => {
      written.set(tx, names);
      const done = await work(tx);
      for (const name of names) reach(`before ${name}`);
      return done;
    });
    for (const name of names) reach(`after ${name}`);
    return result;
  };
  return new Proxy(database, {
    get: (target, key) =>
      key === 'transaction' ? transaction : Reflect.get(target, key),
  });
}

/** The ledger, whose rows name the transactions. */
function named(ledger: LedgerService): LedgerService {
  return new Proxy(ledger, {
    get(target, key) {
      if (key !== 'append') {
        const value = Reflect.get(target, key);
        return typeof value === 'function' ? value.bind(target) : value;
      }
      return (...[entries, tx]: Parameters<LedgerService['append']>) => {
        for (const { type } of entries) note(tx, type);
        return target.append(entries, tx);
      };
    },
  });
}

async function main() {
  const database = watched(
    knexFactory({
      client: 'pg',
      connection: options.connection,
      pool: { min: 0, max: 12 },
    }),
  );
  const log = new TargetLog(options.logDir);
  const deployer = new LoggedDeployer({ log, reach });
  const engine = createEngine({
    database,
    deployer,
    units: options.units,
    times: options.times,
    around: named,
    logger: {
      ...silent,
      warn: message => process.stderr.write(`${message}\n`),
      error: message => process.stderr.write(`${message}\n`),
    },
  });
  const { context, reconcile, worker } = engine.promotions;

  // What changes rows without a row of the ledger is told by the ports that do it.
  const { store, work } = context;
  const update = store.update.bind(store);
  store.update = async (before, change, tx) => {
    if (typeof change.leaseOwner === 'string') note(tx, 'claim');
    return update(before, change, tx);
  };
  const updateStep = work.updateStep.bind(work);
  work.updateStep = async (step, change, db) => {
    reach(`before step.${change.state}`);
    await updateStep(step, change, db);
    reach(`after step.${change.state}`);
  };

  const doers = people(engine, database);
  process.on('message', async ({ call, id, with: given }: Command) => {
    let answer: Answer;
    try {
      answer = { id, result: await doers[call](given as never) };
    } catch (error) {
      const { message, name, stack } = error as Error;
      answer = { id, error: { message, name, stack } };
    }
    process.send!(answer);
  });
  process.on('disconnect', () => process.exit(0));

  setInterval(() => worker.wake(), options.times.pollSeconds * 1000);
  setInterval(() => {
    reconcile.run(deployer).catch(error => {
      process.stderr.write(`Reconcile: ${error.stack}\n`);
    });
  }, RECONCILE_MS);
  worker.wake();
  process.send!({ ready: true });
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
