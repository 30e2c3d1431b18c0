import type { SloCompletion } from '@sluice/plugin-pipelines-common';
import type { RunTask } from '../observations';
import { millis } from './localTime';
import { isPromised, placeOf, type SloRun } from './occurrences';

/** What is known of the completion of one interval. @internal */
export type Completion = {
  /** When it was first complete, ISO 8601 in UTC; null if it isn't. */
  arrivedAt: string | null;
  runId?: number;
  sourceId?: string;
  /** It ended without success. A person can still rescue it. */
  failed?: boolean;
  /** A person ran it again after it had ended, and that made it complete. */
  rescued?: boolean;
  /** Declared a success without a try: nothing was delivered. */
  markedByHand?: boolean;
  /** The source can't tell what became of it. */
  unreadable?: boolean;
  /**
   * It arrived at some time after this: readings lie so far apart. Null if there is no earlier reading, undefined where `arrivedAt` is
   * exact.
   */
  arrivedAfter?: string | null;
  /** The reading of data that says so. */
  reading?: ReachEvidence;
  /** The pipelines of a path to the dataset, from its start on. */
  hops?: PathHop[];
};

/** A reading that says how far data reaches. Instants are ISO 8601 in UTC. @internal */
export type ReachEvidence = {
  /** When it was read. */
  at: string;
  /** Up to when the data was there; null if it couldn't be told. */
  reach: string | null;
};

/** One pipeline on a path, with the run that carried the data. Instants are ISO 8601 in UTC. @internal */
export type PathHop = {
  pipeline: string;
  runId?: number;
  startedAt: string | null;
  finishedAt: string | null;
  /** Nothing observes it, or its source wasn't read. */
  unknown?: boolean;
};

/** Completions that can be seen in runs; the others are seen in readings. @internal */
export type RunCompletion = Extract<SloCompletion, { type: 'run' | 'task' }>;

/**
 * The completion of each interval, by its end.
 *
 * @param tasks - by run id, what became of the task that says what is complete: a started run without one can't be judged
 * @returns nothing for completions that aren't seen in runs
 * @internal
 */
export function completionsOf(
  runs: SloRun[],
  completion: SloCompletion,
  tasks?: ReadonlyMap<number, RunTask>,
): Map<string, Completion> {
  const completions = new Map<string, Completion>();
  if (completion.type !== 'run' && completion.type !== 'task') {
    return completions;
  }
  const byPlace = new Map<string, SloRun[]>();
  for (const run of runs.filter(isPromised)) {
    const place = placeOf(run);
    byPlace.set(place, [...(byPlace.get(place) ?? []), run]);
  }
  for (const [place, own] of byPlace) {
    completions.set(place, completionOf(own, completion, tasks)!);
  }
  return completions;
}

/**
 * The completion of one interval by its runs: the earliest of any, wherever it ran.
 *
 * Times are the first success, which stays when somebody clears the run later. A run without a start was declared a
 * success by hand, and so was a task without a try.
 *
 * @returns undefined without runs
 * @internal
 */
export function completionOf(
  runs: SloRun[],
  completion: RunCompletion,
  tasks?: ReadonlyMap<number, RunTask>,
): Completion | undefined {
  const [best, ...others] = runs
    .map(run => ofRun(run, completion, tasks?.get(run.id)))
    .sort(byClaim);
  if (!best || best.arrivedAt) return best;
  // One that failed in one place may still be running in another.
  const { failed, ...open } = best;
  return failed && others.some(other => !other.failed) ? open : best;
}

function ofRun(
  run: SloRun,
  completion: RunCompletion,
  task: RunTask | undefined,
): Completion {
  const from = { runId: run.id, sourceId: run.sourceId };
  const isTask = completion.type === 'task';
  const succeededAt = isTask ? task?.succeededAt : run.firstSuccessAt;
  const isDone = succeededAt || (isTask && task?.state === 'success');
  // Whoever declares a run, or its task, a success delivers nothing.
  if (isDone && (run.firstStartedAt === null || !succeededAt)) {
    return { ...from, arrivedAt: null, markedByHand: true };
  }
  if (succeededAt) {
    const rescued = isRescued(run, succeededAt);
    return { ...from, arrivedAt: succeededAt, ...(rescued && { rescued }) };
  }
  const isBlind =
    run.state === 'unknown' ||
    // A task that the run doesn't have says nothing of what it delivered.
    (isTask &&
      run.firstStartedAt !== null &&
      (!task || task.state === 'absent'));
  if (isBlind) return { ...from, arrivedAt: null, unreadable: true };
  const failed = run.state === 'failed' || (isTask && task?.state === 'failed');
  return { ...from, arrivedAt: null, ...(failed && { failed }) };
}

/** It started again after a first start, and succeeded after that: a success before it was cleared is no rescue. */
function isRescued(run: SloRun, succeededAt: string): boolean {
  return (
    run.cleared &&
    run.startedAt !== null &&
    run.startedAt !== run.firstStartedAt &&
    run.startedAt <= succeededAt
  );
}

/** The earliest that arrived, then what can't be read, then the rest; the run's id decides between equals. */
function byClaim(a: Completion, b: Completion): number {
  const rank = (c: Completion) => {
    if (c.arrivedAt) return millis(c.arrivedAt);
    if (c.unreadable) return Number.MAX_VALUE / 2;
    return c.markedByHand ? Number.MAX_VALUE : Infinity;
  };
  const [first, second] = [rank(a), rank(b)];
  return first === second ? a.runId! - b.runId! : first - second;
}
