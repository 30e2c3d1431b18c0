import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { databaseUrl, withClient } from '../lib/database.mjs';
import { HOST } from '../lib/ports.mjs';
import { Runtime } from '../lib/runtime.mjs';
import {
  createCluster,
  hydrateSymlinks,
  postgresHome,
  removeShelter,
} from '../postgres/cluster.mjs';

const FLAGS = {
  listen_addresses: HOST,
  unix_socket_directories: '', // The loopback is enough, and a socket's path may not be longer than 107 characters.
  timezone: 'UTC',
  shared_buffers: '64MB',
  max_connections: '200',
  // A power cut may cost the lab's data, which `reset` makes again. A killed process costs nothing.
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

/** @type {import('./index.mjs').Service} */
export const postgres = {
  name: 'postgres',
  title: 'PostgreSQL 18',
  port: 18432,
  needs: [],

  async install(runtime) {
    await hydrateSymlinks();
    const home = postgresHome(runtime.dir);
    if (existsSync(join(home.data, 'PG_VERSION'))) return;
    runtime.say('creating the cluster');
    await createCluster(home, runtime.logFile('initdb'));
  },

  async start(runtime) {
    const home = postgresHome(runtime.dir);
    const flags = Object.entries(FLAGS).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const command = [
      home.bin('postgres'),
      '-D',
      home.data,
      '-p',
      String(runtime.port),
      ...flags,
    ];
    runtime.spawn('postgres', command, {
      env: process.env,
      cwd: home.data,
      ...home.account,
      stopSignal: 'SIGINT', // "Fast": SIGTERM would wait until every client has left.
    });
  },

  async health(runtime) {
    await withClient(databaseUrl(runtime.port, 'postgres'), client =>
      client.query('select 1'),
    );
  },

  async wipe(runtime) {
    removeShelter(runtime.dir);
  },

  address: runtime => `${HOST}:${runtime.port}`,
};

/** The address of one of its databases. @param {string} database @param {string} [scheme] */
export const labDatabaseUrl = (database, scheme) =>
  databaseUrl(new Runtime(postgres).port, database, scheme);
