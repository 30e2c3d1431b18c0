import type {
  FleetStatus,
  RunState,
  RunType,
  StatusReason,
} from '@sluice/plugin-pipelines-common';
import { CLOCK_SKEW_TOLERANCE_MS } from '../observations';

/** A continuous process that crashed this often within the window is failed, live or not. */
const CRASHES_THAT_FAIL = 3;
const CRASH_WINDOW_SECONDS = 2 * 3600;

/** What a status needs to know of a run. @internal */
export type StatusRun = {
  state: RunState;
  runType: RunType;
  runAfter: string;
  dataIntervalEnd: string | null;
  queuedAt: string | null;
  startedAt: string | null;
  endedAt: string | null;
  firstSuccessAt: string | null;
};

/** All that the status of a pipeline in one environment is decided on. @internal */
export type StatusEvidence = {
  now: Date;
  /** The sources that see it there. */
  sources: Array<{
    /** Why it can't be read; absent if it can. */
    unreadable?: StatusReason;
    lastSuccessAt: string | null;
    /** The source no longer lists it. */
    gone: boolean;
    paused?: boolean;
    nextRunAt?: string;
  }>;
  /** Newest first. */
  recentRuns: StatusRun[];
  lastEnded: StatusRun | undefined;
  targets: StatusTargets;
};

/** What a pipeline promises, in seconds. @internal */
export type StatusTargets = {
  /** A batch run is done this long after its data interval ended. */
  runDurationSeconds: number;
  /** A run may appear this long after it was due. */
  overdueGraceSeconds: number;
};

/** A status with its reason. @internal */
export type StatusVerdict = {
  status: FleetStatus;
  reason: StatusReason;
  /** When time alone may change the verdict. */
  recheckAt?: string;
};

/**
 * Where a pipeline stands in one environment. Nothing is claimed about what can't be read: that is `unknown`, never `ok` or `late`.
 *
 * @internal
 */
export function fleetStatus(evidence: StatusEvidence): StatusVerdict {
  const { lastEnded } = evidence;
  const unreadable = readability(evidence);
  if (unreadable) return unreadable;

  const running = oldestUnfinished(evidence);
  if (!running && isPaused(evidence)) return paused(lastEnded);

  if (running?.runType === 'continuous') {
    return whileContinuous(running, evidence);
  }
  if (lastEnded?.state === 'failed') {
    return {
      status: 'failed',
      reason: {
        code: running ? 'failed-and-running' : 'failed',
        at: lastEnded.endedAt ?? lastEnded.runAfter,
      },
      recheckAt: running && runDeadline(running, evidence.targets),
    };
  }
  if (running) return whileRunning(running, evidence);
  return betweenRuns(evidence);
}

function readability(evidence: StatusEvidence): StatusVerdict | undefined {
  const { sources, recentRuns, lastEnded } = evidence;
  const there = sources.filter(s => !s.gone);
  if (sources.length === 0) {
    return recentRuns.length > 0 || lastEnded
      ? unknown({ code: 'not-observed' })
      : { status: 'idle', reason: { code: 'no-run' } };
  }
  const unreadable = there.find(s => s.unreadable)?.unreadable;
  if (unreadable) return unknown(unreadable);
  if (there.length === 0) return unknown({ code: 'gone' });
  return undefined;
}

function paused(lastEnded: StatusRun | undefined): StatusVerdict {
  const code =
    lastEnded?.state === 'failed' ? 'paused-after-failure' : 'paused';
  return { status: 'paused', reason: { code } };
}

/** A process that came back after a crash is well again; one that keeps crashing isn't, although it is live just now. */
function whileContinuous(
  run: StatusRun,
  { now, recentRuns }: StatusEvidence,
): StatusVerdict {
  const windowStart = plusSeconds(now.toISOString(), -CRASH_WINDOW_SECONDS);
  const crashes = recentRuns
    .flatMap(({ state, endedAt }) =>
      state === 'failed' && endedAt && endedAt > windowStart ? [endedAt] : [],
    )
    .sort();
  if (crashes.length >= CRASHES_THAT_FAIL) {
    // Well again once so many have left the window that too few are in it.
    const last = crashes[crashes.length - CRASHES_THAT_FAIL];
    return {
      status: 'failed',
      reason: {
        code: 'crashing',
        times: crashes.length,
        at: crashes[crashes.length - 1],
      },
      recheckAt: plusSeconds(last, CRASH_WINDOW_SECONDS),
    };
  }
  const since = run.startedAt ?? run.queuedAt ?? run.runAfter;
  return { status: 'ok', reason: { code: 'live', at: since } };
}

function whileRunning(
  run: StatusRun,
  { now, targets }: StatusEvidence,
): StatusVerdict {
  const since = run.startedAt ?? run.queuedAt ?? run.runAfter;
  const dueAt = runDeadline(run, targets);
  const isQueued = run.state === 'queued';
  if (dueAt < now.toISOString()) {
    const code = isQueued ? 'overdue-queued' : 'overdue-running';
    return { status: 'late', reason: { code, dueAt } };
  }
  return {
    status: 'running',
    reason: isQueued
      ? { code: 'queued', dueAt }
      : { code: 'running', at: since, dueAt },
    recheckAt: dueAt,
  };
}

function betweenRuns(evidence: StatusEvidence): StatusVerdict {
  const { recentRuns, lastEnded } = evidence;
  const overdue = nextRunOverdue(evidence);
  if (overdue.since) {
    return {
      status: 'late',
      reason: { code: 'not-started', dueAt: overdue.since },
    };
  }
  const { recheckAt } = overdue;
  const [latest] = recentRuns;
  if (latest?.state === 'unknown') {
    return {
      ...unknown({ code: 'outcome-unknown' }),
      recheckAt,
    };
  }
  if (!lastEnded) {
    return { status: 'idle', reason: { code: 'no-run' }, recheckAt };
  }
  const at = lastEnded.endedAt ?? lastEnded.runAfter;
  if (lastEnded.runType === 'continuous') {
    return { status: 'late', reason: { code: 'not-live', at } };
  }
  return { status: 'ok', reason: { code: 'succeeded', at }, recheckAt };
}

/**
 * When an unfinished run of a batch has to be done.
 *
 * The promise counts from the end of the data interval. Runs that people start, and those that run again after they had
 * succeeded, are for intervals long past: for them it counts from their start.
 */
function runDeadline(run: StatusRun, targets: StatusTargets): string {
  const promised =
    (run.runType === 'scheduled' || run.runType === 'dataset') &&
    run.firstSuccessAt === null;
  const from = promised
    ? run.dataIntervalEnd ?? run.runAfter
    : run.startedAt ?? run.queuedAt ?? run.runAfter;
  return plusSeconds(from, targets.runDurationSeconds);
}

/** Overdue is only claimed if the sources were read after the grace had passed. */
function nextRunOverdue(evidence: StatusEvidence): {
  since?: string;
  recheckAt?: string;
} {
  const { now, sources, recentRuns, targets } = evidence;
  const due = sources
    .filter(s => !s.gone && !s.paused && s.nextRunAt)
    .sort((a, b) => a.nextRunAt!.localeCompare(b.nextRunAt!));
  let recheckAt: string | undefined;
  for (const { nextRunAt, lastSuccessAt } of due) {
    const latest = plusSeconds(nextRunAt!, targets.overdueGraceSeconds);
    if (recentRuns.some(run => run.runAfter >= nextRunAt!)) continue;
    if (latest >= now.toISOString()) {
      recheckAt ??= latest;
    } else if ((lastSuccessAt ?? '') > latest) {
      return { since: nextRunAt };
    } else {
      // Shortly after the next sweep.
      recheckAt = plusSeconds(now.toISOString(), 60);
    }
  }
  return { recheckAt };
}

function oldestUnfinished({
  now,
  recentRuns,
}: StatusEvidence): StatusRun | undefined {
  const latest = new Date(
    now.getTime() + CLOCK_SKEW_TOLERANCE_MS,
  ).toISOString();
  return recentRuns
    .filter(
      run =>
        (run.state === 'running' || run.state === 'queued') &&
        (run.startedAt ?? run.queuedAt ?? '') <= latest,
    )
    .at(-1);
}

function isPaused({ sources }: StatusEvidence): boolean {
  const there = sources.filter(s => !s.gone && s.paused !== undefined);
  return there.length > 0 && there.every(s => s.paused);
}

function unknown(reason: StatusReason): StatusVerdict {
  return { status: 'unknown', reason };
}

function plusSeconds(time: string, seconds: number): string {
  return new Date(Date.parse(time) + seconds * 1000).toISOString();
}
