import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * When a process began, as the system tells it, or undefined if it doesn't run. A number alone doesn't name a process
 * for long: another one may get it later, so what must be found again is remembered by number and start.
 *
 * @param {number} pid
 * @returns {string | undefined}
 */
export function startOf(pid) {
  try {
    if (process.platform === 'linux') {
      const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The second field may hold spaces, so count from behind its bracket: the start is field 22, the state field 3.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return fields[0] === 'Z' ? undefined : fields[19];
    }
    const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return text.trim() || undefined;
  } catch {
    return undefined;
  }
}

/**
 * @typedef {{pid: number, started: string | undefined}} ProcessId
 * @param {number} pid
 * @returns {ProcessId}
 */
export const identify = pid => ({ pid, started: startOf(pid) });

/** @param {ProcessId} id */
export const isRunning = ({ pid, started }) =>
  started !== undefined && startOf(pid) === started;

/**
 * A long-running child in a process group of its own, so that it can be ended with all that it started, and so that a
 * Ctrl-C on the terminal reaches it only through us.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {object} options
 * @param {string} options.logFile - takes all output
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {number} [options.uid] - to run as another user
 * @param {number} [options.gid]
 */
export function startGroup(command, args, { logFile, cwd, env, uid, gid }) {
  const log = fs.openSync(logFile, 'a');
  const child = spawn(command, args, {
    cwd,
    env,
    uid,
    gid,
    detached: true,
    stdio: ['ignore', log, log],
  });
  fs.closeSync(log);
  const exited = new Promise(resolve => {
    child.once('error', error => resolve(error.message));
    child.once('exit', (code, signal) =>
      resolve(signal ?? `exit code ${code}`),
    );
  });
  return { pid: child.pid ?? -1, exited, logFile };
}

/** @param {number} pid @param {NodeJS.Signals | 0} signal */
function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    // macOS answers EPERM for a group of which only zombies are left.
    return /** @type {any} */ (error).code === 'EPERM' && signal !== 0;
  }
}

/**
 * Ends a process group: asks, waits, then insists.
 *
 * @param {number} pid - of the group's leader
 * @param {object} [options]
 * @param {number} [options.patienceMs] - how long it may take to end by itself
 * @param {NodeJS.Signals} [options.signal] - that asks it to
 */
export async function stopGroup(
  pid,
  { patienceMs = 10_000, signal = 'SIGTERM' } = {},
) {
  if (pid <= 0 || !signalGroup(pid, signal)) return;
  const deadline = Date.now() + patienceMs;
  while (signalGroup(pid, 0)) {
    if (Date.now() > deadline) {
      signalGroup(pid, 'SIGKILL');
      return;
    }
    await sleep(50);
  }
}

/**
 * Runs a command to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {(text: string) => void} [options.onOutput] - instead of our own output
 * @param {number} [options.uid] - to run as another user
 * @param {number} [options.gid]
 * @returns {Promise<{code: number, output: string}>} with `onOutput`, the output is also returned
 */
export async function run(
  command,
  args,
  { cwd, env, onOutput, uid, gid } = {},
) {
  const child = spawn(command, args, {
    cwd,
    env,
    uid,
    gid,
    stdio: [
      'ignore',
      onOutput ? 'pipe' : 'inherit',
      onOutput ? 'pipe' : 'inherit',
    ],
  });
  const untrack = track(child);
  let output = '';
  const note = (/** @type {string} */ text) => {
    output += text;
    onOutput?.(text);
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', note);
  }
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) =>
        resolve({ code: code ?? (signal ? 1 : 0), output }),
      );
    });
  } finally {
    untrack();
  }
}

/** Commands of `run` under way, ended when we are. */
const underWay = new Set();

/** @param {import('node:child_process').ChildProcess} child */
function track(child) {
  underWay.add(child);
  return () => underWay.delete(child);
}

/** Ends the commands of `run` that are under way. */
export function stopRuns() {
  for (const child of underWay) child.kill('SIGTERM');
}

/**
 * Runs a command that has the terminal to itself and handles Ctrl-C by itself.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {object} [options]
 * @param {string} [options.cwd]
 * @returns {Promise<number>} its exit code
 */
export function runForeground(command, args, { cwd } = {}) {
  const child = spawn(command, args, { cwd, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', code => resolve(code ?? 1));
    // On a terminal the child has got the Ctrl-C too; sent to us alone, a signal has to be passed on.
    for (const signal of /** @type {const} */ ([
      'SIGINT',
      'SIGTERM',
      'SIGHUP',
    ])) {
      process.removeAllListeners(signal);
      process.on(signal, () => child.kill(signal));
    }
  });
}
