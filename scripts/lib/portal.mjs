import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { backendUrl, pageUrl, writeConfig } from './config.mjs';
import { alreadyRunning, createDatabases, lockFileOf } from './database.mjs';
import { UserError } from './errors.mjs';
import { takeLock } from './lock.mjs';
import { startPageServer } from './pageServer.mjs';
import { ensurePages } from './pages.mjs';
import { inRoot, shown, stateDir } from './paths.mjs';
import { startGroup, stopGroup } from './processes.mjs';

/** The first start fills the catalog and the demo's history, on a slow machine too. */
const READY_TIMEOUT_MS = 5 * 60_000;

/** What the backend runs with. */
const env = () => ({
  ...process.env,
  // The demo's sign-in refuses to load in production.
  NODE_ENV: process.env.NODE_ENV ?? 'development',
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
  NODE_OPTIONS: '',
  // Saves the second start a few seconds of compiling.
  NODE_COMPILE_CACHE: path.join(stateDir, 'compile-cache'),
});

/**
 * Starts the portal: the backend as a process of its own, and the page's port in this one.
 *
 * @param {object} options
 * @param {import('./progress.mjs').Progress} options.progress
 * @param {import('./config.mjs').Address} options.address - free ports
 * @param {import('./config.mjs').PortalFiles & {logDir: string}} options.files
 * @param {string[]} [options.extraConfig] - config files after app-config.yaml
 * @param {boolean} [options.ownConfig] - whether a person's app-config.local.yaml counts
 * @param {(pid: number) => void} [options.remember] - told of each process that is started
 * @param {AbortSignal} [options.signal] - gives up, with everything ended that was started so far
 */
export async function startPortal({
  progress,
  address,
  files,
  extraConfig,
  ownConfig = true,
  remember,
  signal,
}) {
  const lock = await takeLock(lockFileOf(files.dataDir), {
    busy: alreadyRunning,
    url: pageUrl(address),
  });
  /** @type {ReturnType<typeof startGroup> | undefined} */
  let backend;
  /** @type {Awaited<ReturnType<typeof startPageServer>> | undefined} */
  let pageServer;
  const end = async (/** @type {NodeJS.Signals} */ how) => {
    await pageServer?.close();
    if (backend) await stopGroup(backend.pid, { signal: how });
    lock.release();
  };
  const stop = () => end('SIGTERM');

  try {
    createDatabases(files.dataDir);
    const pagesDir = await ensurePages(progress);
    signal?.throwIfAborted();
    const config = writeConfig({
      address,
      files,
      pagesDir,
      extra: extraConfig,
      ownConfig,
    });
    pageServer = await startPageServer(address);
    const child = await progress.step('Start the portal', async () => {
      backend = startGroup(
        process.execPath,
        [
          '--no-node-snapshot',
          '--enable-source-maps',
          ...['--require', '@backstage/cli-node/config/nodeTransform.cjs'],
          inRoot('packages/backend/src/index.ts'),
          ...config,
        ],
        {
          logFile: fresh(path.join(files.logDir, 'backend.log')),
          // Relative paths of the config are meant from here.
          cwd: inRoot('packages/backend'),
          env: env(),
        },
      );
      if (backend.pid > 0) {
        lock.addChild(backend.pid);
        remember?.(backend.pid);
      }
      await ready(
        `${backendUrl(address)}/.backstage/health/v1/readiness`,
        backend,
        signal,
      );
      await ready(`${pageUrl(address)}/`, backend, signal);
      return backend;
    });
    return {
      url: pageUrl(address),
      backendUrl: backendUrl(address),
      stop,
      /** As a machine that loses its power: nothing gets to say goodbye. */
      kill: () => end('SIGKILL'),
      /** Settles when the backend ends by itself, with what to tell. */
      failed: ended(child),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** An empty log, the one of the last start beside it. @param {string} file */
function fresh(file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  if (fs.existsSync(file)) fs.renameSync(file, `${file}.old`);
  return file;
}

/** @param {{exited: Promise<unknown>, logFile: string}} child @returns {Promise<string>} */
async function ended({ exited, logFile }) {
  const how = await exited;
  const reason = lastError(fs.readFileSync(logFile, 'utf8'));
  return `The backend ended (${how})${
    reason ? `: ${reason}` : ''
  }; details in ${shown(logFile)}`;
}

/**
 * The line of a log that says best why its process ended.
 *
 * @param {string} log
 */
export function lastError(log) {
  // eslint-disable-next-line no-control-regex
  const lines = log.replace(/\x1b\[[0-9;]*m/g, '').split('\n');
  const line = lines
    .reverse()
    .find(text =>
      /^\s*(\S*Error\b|Backend startup failed|.* error )/.test(text),
    );
  return line?.trim().slice(0, 200);
}

/**
 * Waits until an address answers well.
 *
 * @param {string} url
 * @param {Parameters<typeof ended>[0]} backend - when it ends, waiting is in vain
 * @param {AbortSignal} [signal]
 */
async function ready(url, backend, signal) {
  let failure;
  ended(backend).then(text => {
    failure = text;
  });
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline) {
    signal?.throwIfAborted();
    if (failure) throw new UserError(failure);
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
      await response.arrayBuffer();
      if (response.ok) return;
    } catch {
      // Not yet listening.
    }
    await sleep(200);
  }
  throw new UserError(
    `${url} didn't answer within ${
      READY_TIMEOUT_MS / 60_000
    } minutes; details in ${shown(backend.logFile)}`,
  );
}
