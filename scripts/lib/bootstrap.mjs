import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { oneLine, UserError } from './errors.mjs';
import { ensureInstall } from './install.mjs';
import { ensureNode } from './node.mjs';
import { stopRuns } from './processes.mjs';
import { Progress } from './progress.mjs';

/** Set in the environment of a command that runs again under the Node of the portal. */
const REBORN = 'SLUICE_PARENT_PID';

/**
 * Runs a command of ours: `prepare` under whatever Node started it (reading arguments, so that a mistake shows at once),
 * then, with the right Node first on the PATH and the packages installed, `main`.
 *
 * @template T
 * @param {object} command
 * @param {string} command.name - of the command and its log
 * @param {string} command.url - `import.meta.url` of its script
 * @param {() => T | Promise<T>} command.prepare
 * @param {(progress: Progress, prepared: T) => Promise<number | void>} command.main - returns the exit code
 */
export async function runCommand({ name, url, prepare, main }) {
  let progress;
  try {
    const prepared = await prepare();
    progress = new Progress(name);
    const node = await ensureNode(progress);
    if (node !== process.execPath) {
      process.exitCode = await again(node, fileURLToPath(url));
      return;
    }
    watchSignals();
    endWithParent();
    putNodeFirst();
    await ensureInstall(progress);
    process.exitCode = (await main(progress, prepared)) || 0;
  } catch (error) {
    if (!(error instanceof UserError)) {
      progress?.note(error instanceof Error ? `${error.stack}` : `${error}`);
    }
    const where =
      error instanceof UserError || !progress
        ? ''
        : ` (details in ${progress.logName})`;
    process.stderr.write(`${oneLine(error)}${where}\n`);
    process.exitCode = 1;
  }
}

/** Children find `node` on the PATH, and must get this one. */
function putNodeFirst() {
  const bin = path.dirname(process.execPath);
  process.env.PATH = `${bin}${path.delimiter}${process.env.PATH ?? ''}`;
}

/**
 * Runs the same script with the same arguments under another Node.
 *
 * @param {string} node
 * @param {string} script
 * @returns {Promise<number>} its exit code
 */
function again(node, script) {
  const child = spawn(node, [script, ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, [REBORN]: String(process.pid) },
  });
  // A Ctrl-C on the terminal reaches both of us; a signal sent to this process alone has to be passed on. The command
  // takes the second one for the first.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code => resolve(code ?? 1));
  });
}

/** If the process that ran us again is killed without a chance to tell us, end as well. */
function endWithParent() {
  const parent = Number(process.env[REBORN]);
  delete process.env[REBORN];
  if (!parent || process.ppid !== parent) return;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 1000).unref();
}

/** What the first Ctrl-C or request to end does: by default it ends the commands under way, and us. */
let stop = () => {
  stopRuns();
  process.exit(130);
};

/** @param {() => void} action - instead of the default, for a command that has more to put away */
export function onStop(action) {
  stop = action;
}

function watchSignals() {
  let stopped = false;
  const stopOnce = () => {
    if (stopped) return;
    stopped = true;
    stop();
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, stopOnce);
  }
}

/** Text of a help page, printed as it stands. @param {string} text */
export function printHelp(text) {
  fs.writeSync(1, text);
  process.exit(0);
}
