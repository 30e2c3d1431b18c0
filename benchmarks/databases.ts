import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import knexFactory, { type Knex } from 'knex';
import { startPostgres } from '../scripts/lib/postgres.mjs';

/** Opens one more empty database of the same kind, for a peer that brings tables of its own; it is taken away with the first. */
export type OpenAnother = (name: string) => Promise<Knex>;

/**
 * Measures on an empty database of SQLite, as the portal opens one, and takes it away.
 *
 * @param name - of its file
 */
export async function onSqlite<T>(
  name: string,
  measure: (database: Knex, openAnother: OpenAnother) => Promise<T>,
): Promise<T> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'sluice-bench-'));
  const opened: Knex[] = [];
  const open: OpenAnother = async file => {
    const database = knexFactory({
      client: 'better-sqlite3',
      connection: { filename: path.join(dir, `${file}.sqlite`) },
      useNullAsDefault: true,
      pool: { min: 1, max: 1 },
    });
    opened.push(database);
    await database.raw('pragma journal_mode = wal');
    return database;
  };
  try {
    return await measure(await open(name), open);
  } finally {
    await Promise.all(opened.map(database => database.destroy()));
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
  measure: (database: Knex, openAnother: OpenAnother) => Promise<T>,
): Promise<T> {
  const postgres = await startPostgres();
  const opened: Knex[] = [];
  const open: OpenAnother = async of => {
    const connection = await postgres.createDatabase(`bench_${of}`);
    const database = knexFactory({ client: 'pg', connection });
    opened.push(database);
    return database;
  };
  try {
    return await measure(await open(name), open);
  } finally {
    await Promise.all(opened.map(database => database.destroy()));
    await postgres.stop();
  }
}
