/*
 * What the ledger costs: appending 100,000 rows as contexts do (a few in a transaction, each with a reason that can be redacted), and
 * verifying them. The peer reads the same rows from the same database in the same pages and takes the plain SHA-256 of their bytes:
 * what is left is the price of canonical JSON, the chain and the salted values. SHA-256 over the bytes in memory is printed as well.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Knex } from 'knex';
import { createLedger } from '../../plugins/pipelines-backend/src/ledger';
import { onPostgres, onSqlite } from '../databases';

const MIGRATIONS = path.resolve(
  __dirname,
  '../../plugins/pipelines-backend/migrations',
);
const ROWS = Number(process.env.ROWS ?? 100_000);
const ROWS_A_TRANSACTION = 4;
const PAGE = 1000;
const REPEATS = 3;

const silent = {
  error: (message: string) => process.stderr.write(`${message}\n`),
  warn() {},
  info() {},
  debug() {},
  child: () => silent,
} as never;

function entry(n: number) {
  return {
    actor: `user:default/person-${n % 8}`,
    type: 'promotion.approved',
    subject: `promotion:${n}`,
    payload: {
      from: 'AwaitingApproval',
      to: 'Scheduled',
      version: n % 7,
      unit: `unit-${n % 60}`,
      environment: 'prod',
      subjectHash: createHash('sha256').update(String(n)).digest('hex'),
    },
    redactable: { comment: `Looked at the plan of ${n}, it is sound` },
  };
}

/** Reads the same pages as the verification does. @returns the rows as bytes */
async function* pages(database: Knex): AsyncGenerator<Buffer[]> {
  for (let after = 0; ; ) {
    const rows = await database('ledger')
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(PAGE);
    if (rows.length === 0) return;
    const values = new Map<number, string>();
    for (let i = 0; i < rows.length; i += 400) {
      const seqs = rows.slice(i, i + 400).map(row => row.seq);
      const found = await database('ledger_redactables')
        .whereIn('seq', seqs)
        .orderBy(['seq', 'field']);
      for (const row of found) {
        values.set(Number(row.seq), row.salt + row.value + row.digest);
      }
    }
    yield rows.map(row =>
      Buffer.from(
        [
          row.seq,
          row.at,
          row.actor,
          row.type,
          row.subject,
          row.payload_digest,
          row.hash,
          row.payload,
          values.get(Number(row.seq)),
        ].join('\n'),
      ),
    );
    after = Number(rows[rows.length - 1].seq);
  }
}

async function plain(database: Knex): Promise<number> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const page of pages(database)) {
    for (const row of page) {
      hash.update(row);
      bytes += row.length;
    }
  }
  hash.digest('hex');
  return bytes;
}

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const began = performance.now();
  const result = await work();
  return [performance.now() - began, result];
}

const median = (times: number[]) =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];

async function measure(name: string, database: Knex): Promise<string> {
  await database.migrate.latest({ directory: MIGRATIONS });
  const ledger = createLedger({
    database,
    logger: silent,
    config: { headFile: undefined, headEveryMinutes: 5, verifyEveryHours: 24 },
  });
  const [appendMs] = await timed(async () => {
    for (let n = 0; n < ROWS; n += ROWS_A_TRANSACTION) {
      const entries = Array.from(
        { length: Math.min(ROWS_A_TRANSACTION, ROWS - n) },
        (_, i) => entry(n + i),
      );
      await database.transaction(tx => ledger.service.append(entries, tx));
    }
  });
  const ours: number[] = [];
  const peer: number[] = [];
  let bytes = 0;
  // In turns, so that both meet the same machine.
  for (let i = 0; i < REPEATS; i++) {
    const [verifyMs, result] = await timed(() => ledger.verify());
    if (result.status !== 'intact' || result.rows !== ROWS) {
      throw new Error(`The ledger is ${result.status} after ${result.rows}`);
    }
    ours.push(verifyMs);
    const [plainMs, read] = await timed(() => plain(database));
    peer.push(plainMs);
    bytes = read;
  }
  const block = Buffer.alloc(bytes, 'x');
  const [memoryMs] = await timed(async () =>
    createHash('sha256').update(block).digest('hex'),
  );
  const per100k = (ms: number) => `${((ms / ROWS) * 100_000).toFixed(0)} ms`;
  process.stdout.write(
    `${name}: ${ROWS} rows, ${(bytes / 1e6).toFixed(
      0,
    )} MB; per 100,000 rows: append ${per100k(appendMs)}, verify ${per100k(
      median(ours),
    )}, plain SHA-256 of the rows read alike ${per100k(
      median(peer),
    )}, of the bytes in memory ${per100k(memoryMs)}\n`,
  );
  return `LEDGER VERIFY ON ${name}: ours ${per100k(
    median(ours),
  )}, peer ${per100k(median(peer))} (plain SHA-256 of the same rows), ratio ${(
    median(peer) / median(ours)
  ).toFixed(2)}`;
}

async function main() {
  const lines = [
    await onSqlite('ledger', database => measure('SQLITE', database)),
    await onPostgres('ledger', database => measure('POSTGRESQL', database)),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
