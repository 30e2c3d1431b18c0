import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withClient } from '../lib/database.mjs';

const script = name => readFileSync(join(import.meta.dirname, name), 'utf8');
const FILES = { v1: 'bulk-airflow2.sql', v2: 'bulk-airflow3.sql' };

/** Children first. */
const TABLES = {
  v1: ['task_instance', 'dag_run', 'dag_tag', 'dag'],
  v2: [
    'task_instance',
    'dag_run',
    'serialized_dag',
    'dag_version',
    'dag_tag',
    'dag',
  ],
};

/**
 * Writes DAGs `bulk_0001` … with `runs` finished runs, one task each, spread evenly: the newest ended within the last hour, each
 * earlier one of the same DAG an hour before. One in twenty failed. Running it again adds only what is missing.
 *
 * @param {{ databaseUrl: string, apiVersion: 'v1' | 'v2', dags: number, runs: number }} options
 */
export async function loadBulk({ databaseUrl, apiVersion, dags, runs }) {
  await withClient(databaseUrl, async client => {
    await client.query('begin');
    await client.query(
      `select set_config('lab.dags', $1, true), set_config('lab.runs', $2, true)`,
      [String(dags), String(runs)],
    );
    await client.query(script(FILES[apiVersion]));
    await client.query('commit');
    await client.query('analyze');
  });
}

/** @param {{ databaseUrl: string, apiVersion: 'v1' | 'v2' }} options */
export async function removeBulk({ databaseUrl, apiVersion }) {
  await withClient(databaseUrl, async client => {
    for (const table of TABLES[apiVersion])
      await client.query(`delete from ${table} where dag_id like 'bulk\\_%'`);
  });
}
