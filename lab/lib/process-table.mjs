import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} ProcessRow
 * @property {number} pid
 * @property {number} parent
 * @property {number} group - the session on Linux, the process group elsewhere: what a detached child leads
 * @property {string} identity - differs between two processes that had the same pid at different times
 * @property {number} residentKiB
 */

const hasProc = existsSync('/proc/self/stat');

/** A pid means nothing after a reboot. */
const bootId = hasProc
  ? readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8)
  : '';

/**
 * One line of /proc/PID/stat. The command stands in brackets and may itself hold blanks and brackets.
 *
 * @returns {ProcessRow | undefined} undefined for a zombie: it has ended, only nobody has asked for its exit code yet
 */
export function parseProcStat(line, boot = bootId) {
  const pid = Number.parseInt(line, 10);
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const [state, parent, , session] = fields;
  if (state === 'Z' || state === 'X') return undefined;
  return {
    pid,
    parent: Number(parent),
    group: Number(session),
    identity: `${boot}-${fields[19]}`,
    residentKiB: Number(fields[21]) * 4,
  };
}

/** One line of `ps -axo pid=,ppid=,pgid=,stat=,rss=,lstart=`. @returns {ProcessRow | undefined} */
export function parsePsLine(line) {
  const [pid, parent, group, state, rss, ...started] = line.trim().split(/\s+/);
  if (!pid || state.startsWith('Z')) return undefined;
  return {
    pid: Number(pid),
    parent: Number(parent),
    group: Number(group),
    identity: started.join(' '),
    residentKiB: Number(rss),
  };
}

function readProcRow(pid) {
  try {
    return parseProcStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return undefined; // ended meanwhile
  }
}

/** Every process that runs now. @returns {ProcessRow[]} */
export function processTable() {
  if (hasProc) {
    return readdirSync('/proc')
      .filter(name => /^\d+$/.test(name))
      .map(readProcRow)
      .filter(row => row !== undefined);
  }
  const output = execFileSync(
    'ps',
    ['-axo', 'pid=,ppid=,pgid=,stat=,rss=,lstart='],
    { encoding: 'utf8' },
  );
  return output
    .split('\n')
    .map(parsePsLine)
    .filter(row => row !== undefined);
}

/** @returns {string | undefined} undefined when no such process runs */
export function identityOf(pid) {
  if (hasProc) return readProcRow(pid)?.identity;
  return processTable().find(row => row.pid === pid)?.identity;
}

/**
 * The process, what it led (its session or group) and their descendants. Airflow's tasks and PostgreSQL's backends leave the group of
 * their parent, so the group alone would miss them.
 *
 * @param {number} leader
 * @param {ProcessRow[]} [table]
 * @returns {ProcessRow[]}
 */
export function familyOf(leader, table = processTable()) {
  const members = new Set(
    table
      .filter(row => row.pid === leader || row.group === leader)
      .map(row => row.pid),
  );
  for (let before = -1; before !== members.size; ) {
    before = members.size;
    for (const row of table) if (members.has(row.parent)) members.add(row.pid);
  }
  return table.filter(row => members.has(row.pid));
}
