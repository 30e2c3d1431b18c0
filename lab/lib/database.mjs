import pg from 'pg';
import { HOST } from './ports.mjs';

/** Fake, for the lab alone: the server listens on the loopback only and holds nothing but what the lab made. */
export const POSTGRES_USER = 'postgres';
export const POSTGRES_PASSWORD = 'sluice-lab';

/** @param {number} port @param {string} database */
export const databaseUrl = (port, database, scheme = 'postgresql') =>
  `${scheme}://${POSTGRES_USER}:${POSTGRES_PASSWORD}@${HOST}:${port}/${database}`;

/**
 * Opens a connection, hands it to `work` and closes it.
 *
 * @template T
 * @param {string} url
 * @param {(client: pg.Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withClient(url, work) {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5000,
  });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function seedOf(client, name) {
  const { rows } = await client.query(
    `select coalesce(shobj_description(oid, 'pg_database'), '') as seed from pg_database where datname = $1`,
    [name],
  );
  return rows[0]?.seed;
}

/**
 * A database that begins as a copy of a seed. The seed is filled once, which takes Airflow half a minute; a copy takes half a second.
 * A database made from another seed (an older version of the software) is replaced.
 *
 * @param {object} options
 * @param {number} options.port
 * @param {string} options.name
 * @param {string} options.seed - names the content: another content is another name
 * @param {(database: string) => Promise<void>} options.fill - fills an empty database
 */
export async function ensureSeededDatabase({ port, name, seed, fill }) {
  await withClient(databaseUrl(port, 'postgres'), async client => {
    // One at a time: two instances of the same software share the seed.
    await client.query(`select pg_advisory_lock(hashtext($1))`, [seed]);
    const id = client.escapeIdentifier;
    if ((await seedOf(client, name)) === seed) return;

    if ((await seedOf(client, seed)) === undefined) {
      const filling = `${seed}_filling`; // Becomes the seed only when it is whole.
      await client.query(`drop database if exists ${id(filling)} with (force)`);
      await client.query(`create database ${id(filling)}`);
      await fill(filling);
      await client.query(`alter database ${id(filling)} rename to ${id(seed)}`);
    }
    await client.query(`drop database if exists ${id(name)} with (force)`);
    await client.query(`create database ${id(name)} template ${id(seed)}`);
    await client.query(
      `comment on database ${id(name)} is ${client.escapeLiteral(seed)}`,
    );
  });
}
