import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import knexFactory, { type Knex } from 'knex';
import { startPostgres } from '../scripts/lib/postgres.mjs';

/**
 * Measures on an empty database of SQLite, as the portal opens one, and takes it away.
 *
 * @param name - of its file
 */
export async function onSqlite<T>(
  name: string,
  measure: (database: Knex) => Promise<T>,
): Promise<T> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-bench-'));
  const database = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: path.join(dir, `${name}.sqlite`) },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  try {
    await database.raw('pragma journal_mode = wal');
    return await measure(database);
  } finally {
    await database.destroy();
    fs.rmSync(dir, { recursive: true, force: true });
  }
}

/**
 * Measures on an empty database of a PostgreSQL of its own, and stops that.
 *
 * @param name - of the database, after `bench_`
 */
export async function onPostgres<T>(
  name: string,
  measure: (database: Knex) => Promise<T>,
): Promise<T> {
  const postgres = await startPostgres();
  try {
    const connection = await postgres.createDatabase(`bench_${name}`);
    const database = knexFactory({ client: 'pg', connection });
    try {
      return await measure(database);
    } finally {
      await database.destroy();
    }
  } finally {
    await postgres.stop();
  }
}
