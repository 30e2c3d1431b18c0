import type { SloCompletion } from '@sluice/plugin-pipelines-common';
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
};

/** What is known of the tasks of a run. @internal */
export type RunTasks = {
  /** By task id, when it first succeeded, ISO 8601 in UTC; null if it didn't yet. */
  succeededAt: Record<string, string | null>;
  /** Of all its tasks, if the source tells: a run without one was declared a success by hand. */
  tries?: number;
};

/** Completions that can be seen in runs; the others are seen in datasets. @internal */
export type RunCompletion = Extract<SloCompletion, { type: 'run' | 'task' }>;

/**
 * The completion of each interval, by its end.
 *
 * @param tasks - by run id. Needed where a task says what is complete: without them such an interval can't be judged.
 * @returns nothing for completions that aren't seen in runs
 * @internal
 */
export function completionsOf(
  runs: SloRun[],
  completion: SloCompletion,
  tasks?: ReadonlyMap<number, RunTasks>,
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
 * success by hand, and so was one whose tasks have no try.
 *
 * @returns undefined without runs
 * @internal
 */
export function completionOf(
  runs: SloRun[],
  completion: RunCompletion,
  tasks?: ReadonlyMap<number, RunTasks>,
): Completion | undefined {
  const [best] = runs
    .map(run => ofRun(run, completion, tasks?.get(run.id)))
    .sort(byClaim);
  if (!best || best.arrivedAt) return best;
  // One that failed in one place may still be running in another.
  const { failed, ...open } = best;
  return failed && runs.some(run => run.state !== 'failed') ? open : best;
}

function ofRun(
  run: SloRun,
  completion: RunCompletion,
  tasks: RunTasks | undefined,
): Completion {
  const from = { runId: run.id, sourceId: run.sourceId };
  const succeededAt =
    completion.type === 'run'
      ? run.firstSuccessAt
      : tasks?.succeededAt[completion.taskId] ?? null;
  if (succeededAt && isByHand(run, tasks)) {
    return { ...from, arrivedAt: null, markedByHand: true };
  }
  if (succeededAt) {
    const rescued = isRescued(run, succeededAt);
    return { ...from, arrivedAt: succeededAt, ...(rescued && { rescued }) };
  }
  const isBlind =
    run.state === 'unknown' ||
    (completion.type === 'task' && !tasks && run.firstStartedAt !== null);
  if (isBlind) return { ...from, arrivedAt: null, unreadable: true };
  const failed = run.state === 'failed';
  return { ...from, arrivedAt: null, ...(failed && { failed }) };
}

function isByHand(run: SloRun, tasks: RunTasks | undefined): boolean {
  return run.firstStartedAt === null || tasks?.tries === 0;
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
