/*
 * Runs promtool with the arguments given: the one on the PATH, else that of Debian's package `prometheus`, unpacked into the cache
 * without installing it, which needs no root.
 *
 *   node lab/prometheus/promtool.mjs test rules FILE
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { LabError } from '../lib/errors.mjs';
import { withLock } from '../lib/lock.mjs';
import { cacheDir } from '../lib/paths.mjs';
import { run } from '../lib/processes.mjs';

const home = join(cacheDir, 'promtool-debian');
const unpacked = join(home, 'usr', 'bin', 'promtool');

/** @returns {string | undefined} */
const installed = () =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map(dir => join(dir, 'promtool'))
    .find(file => existsSync(file));

/** Downloads Debian's package and unpacks it. */
async function unpack() {
  if (existsSync(unpacked)) return;
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  try {
    await run(['apt-get', 'download', 'prometheus'], { cwd: home });
    const [file] = readdirSync(home).filter(name => name.endsWith('.deb'));
    await run(['dpkg-deb', '--extract', file, home], { cwd: home });
    rmSync(join(home, file));
  } catch (error) {
    throw new LabError(
      `There is no promtool on the PATH, and Debian's package prometheus can't be had (${error.message}). Install Prometheus and try again`,
    );
  }
}

async function promtool() {
  const found = installed();
  if (found) return found;
  mkdirSync(cacheDir, { recursive: true });
  await withLock(`${home}.lock`, unpack);
  return unpacked;
}

try {
  const child = spawn(await promtool(), process.argv.slice(2), {
    stdio: 'inherit',
  });
  const [code] = await once(child, 'exit');
  process.exitCode = code ?? 1;
} catch (error) {
  if (!(error instanceof LabError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
