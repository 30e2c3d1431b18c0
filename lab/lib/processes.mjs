import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LabError } from './errors.mjs';
import { familyOf, identityOf, processTable } from './process-table.mjs';

/**
 * A process the lab started, as kept in the state file.
 *
 * @typedef {object} Started
 * @property {string} name
 * @property {number} pid - leads a session of its own
 * @property {string} identity
 * @property {NodeJS.Signals} stopSignal
 */

/** The process still runs, and the pid hasn't been given to another since. @param {Started} started */
export const isRunning = started =>
  identityOf(started.pid) === started.identity;

/**
 * Starts a process that outlives this one. Its output goes to `log`; the log of the start before is kept as `….1`.
 *
 * @param {string} name
 * @param {string[]} command
 * @param {{ log: string, cwd: string, env: NodeJS.ProcessEnv, uid?: number, gid?: number, stopSignal?: NodeJS.Signals }} options
 * @returns {Started}
 */
export function startProcess(name, command, options) {
  const { log, cwd, env, uid, gid, stopSignal = 'SIGTERM' } = options;
  mkdirSync(dirname(log), { recursive: true });
  if (existsSync(log)) renameSync(log, `${log}.1`);
  const output = openSync(log, 'a');
  // `nice`: three Airflows starting at once should not freeze the machine someone works on.
  const child = spawn('nice', ['-n', '5', ...command], {
    cwd,
    env,
    uid,
    gid,
    detached: true,
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  child.on('error', () => {}); // Reported by the check below: no pid.
  child.unref();
  const identity = child.pid && identityOf(child.pid);
  if (!identity) throw new LabError(`Couldn't start ${command[0]}: see ${log}`);
  return { name, pid: child.pid, identity, stopSignal };
}

function send(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error; // Gone already is what we want.
  }
}

/** The leaders that run and everything under them. A pid that now belongs to a stranger is left out. */
function livingFamily(started) {
  const table = processTable();
  const seen = new Map();
  for (const { pid, identity } of started) {
    const leader = table.find(row => row.pid === pid);
    if (leader && leader.identity !== identity) continue;
    for (const row of familyOf(pid, table)) seen.set(row.pid, row);
  }
  return [...seen.values()];
}

/**
 * Ends processes and all they started: politely first, by force after `graceSeconds`.
 *
 * @param {Started[]} started
 * @param {{ graceSeconds?: number, force?: boolean }} [options] - force: no polite attempt, as a crash would look like
 */
export async function stopProcesses(started, options = {}) {
  const { graceSeconds = 20, force = false } = options;
  const family = livingFamily(started);
  const left = () => family.filter(row => identityOf(row.pid) === row.identity);
  if (!force) {
    for (const each of started.filter(isRunning))
      send(-each.pid, each.stopSignal);
    const deadline = Date.now() + graceSeconds * 1000;
    while (left().length > 0 && Date.now() < deadline) await sleep(100);
  }
  for (const row of [...left(), ...livingFamily(started)])
    send(row.pid, 'SIGKILL');
  while (left().length > 0) await sleep(50);
}

/** Memory of a service in MiB, shared pages counted once per process: an upper bound. @param {Started[]} started */
export function memoryMiB(started) {
  const kib = livingFamily(started).reduce(
    (sum, row) => sum + memoryKiB(row),
    0,
  );
  return Math.round(kib / 1024);
}

/** The proportional share where the kernel tells it: forked workers share most of their pages. */
function memoryKiB(row) {
  try {
    const rollup = readFileSync(`/proc/${row.pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+)/m.exec(rollup)[1]);
  } catch {
    return row.residentKiB;
  }
}

/**
 * Runs a command to its end.
 *
 * @param {string[]} command
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, log?: string, uid?: number, gid?: number }} [options] - log: gets the output
 * @returns {Promise<string>} what it wrote to stdout, when there is no log
 */
export async function run(command, options = {}) {
  const { log, ...rest } = options;
  if (log) mkdirSync(dirname(log), { recursive: true });
  const output = log ? openSync(log, 'a') : 'pipe';
  const child = spawn(command[0], command.slice(1), {
    ...rest,
    stdio: ['ignore', output, output],
  });
  const endChild = () => child.kill();
  process.once('exit', endChild); // Ctrl-C during an install must not leave the installer running.
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', chunk => (stdout += chunk));
  child.stderr?.on('data', chunk => (stderr += chunk));
  const code = await new Promise((resolve, reject) => {
    child.on('error', error => {
      reject(
        error.code === 'ENOENT'
          ? new LabError(
              `The lab needs the program ${command[0]}, which isn't installed here.`,
            )
          : error,
      );
    });
    child.on('close', resolve);
  }).finally(() => {
    process.off('exit', endChild);
    if (log) closeSync(output);
  });
  if (code === 0) return stdout;
  const said = log
    ? lastLines(log)
    : stderr.trim().split('\n').slice(-8).join('\n');
  throw new LabError(
    `${command.slice(0, 3).join(' ')} … ended with ${code}${
      log ? ` (${log})` : ''
    }\n${said}`,
  );
}

/** @param {string} file @param {number} [count] */
export function lastLines(file, count = 8) {
  if (!existsSync(file)) return '';
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(-count)
    .join('\n');
}
