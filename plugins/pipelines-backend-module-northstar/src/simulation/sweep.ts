import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RunObservation } from '@sluice/plugin-pipelines-node';
import { LONGEST_RUN } from './fate';
import { lastChange, observe, type SimulatedRun } from './SimulatedRun';
import type { Timeline } from './Timeline';
import { DAY } from './time';

/** How many rows go into one batch: the store writes at most this many at once. */
const BATCH_ROWS = 400;

/** Part of a sweep: what changed up to `through`, or a part of it. @internal */
export type Slice = { runs: RunObservation[]; through: number };

/** The runs of a timeline that aren't delivered yet, asked for bit by bit. */
class Feed {
  readonly #groups: Iterator<{ dueAt: number; runs: SimulatedRun[] }>;
  #ahead: { dueAt: number; runs: SimulatedRun[] } | undefined;
  #open: SimulatedRun[] = [];

  constructor(groups: Iterable<{ dueAt: number; runs: SimulatedRun[] }>) {
    this.#groups = groups[Symbol.iterator]();
    this.#advance();
  }

  /**
   * Takes the runs whose last change up to `now` is in (after, until].
   *
   * @param options - `isFirst`: those too that go on since before `after`
   */
  take(options: {
    after: number;
    until: number;
    now: number;
    isFirst: boolean;
  }): SimulatedRun[] {
    const { after, until, now, isFirst } = options;
    while (this.#ahead && this.#ahead.dueAt <= until) {
      this.#open.push(...this.#ahead.runs);
      this.#advance();
    }
    const taken: SimulatedRun[] = [];
    const open: SimulatedRun[] = [];
    for (const run of this.#open) {
      const changedAt = lastChange(run, now);
      if (changedAt === undefined) continue;
      if (changedAt > until) open.push(run);
      else if (changedAt > after || (isFirst && run.endAt > now)) {
        taken.push(run);
      }
    }
    this.#open = open;
    return taken;
  }

  #advance() {
    const next = this.#groups.next();
    this.#ahead = next.done ? undefined : next.value;
  }
}

/**
 * What changed in (from, to], oldest first, each run once and as it is at `to`. Works a day at a time and lets others
 * have their turn between two days; a consumer that stops asking stops the work.
 *
 * @param options - `isNew`: nothing was delivered before `from`; `skipTo`: leave out runs due before this unless they were open at `from`, for the time in which
 *   nobody kept history
 * @internal
 */
export async function* sweep(options: {
  timelines: Timeline[];
  from: number;
  to: number;
  startedAt: number;
  isNew: boolean;
  skipTo?: number;
  signal: AbortSignal;
}): AsyncGenerator<Slice> {
  const { timelines, from, to, startedAt, signal } = options;

  if (options.skipTo !== undefined && options.skipTo > from) {
    // What was open when we last looked has ended long ago: say so, then go on where history begins.
    const runs: RunObservation[] = [];
    for (const timeline of timelines) {
      for (const run of openAt(timeline, from, { to, startedAt })) {
        const observation = observe(run, to);
        if (observation) runs.push(observation);
      }
    }
    yield* inBatches(runs, from, options.skipTo);
  }

  const start = Math.max(from, options.skipTo ?? from);
  const feeds = timelines.map(
    timeline =>
      new Feed(timeline.runs({ from: start - LONGEST_RUN, to, startedAt })),
  );
  for (let after = start; after < to; ) {
    signal.throwIfAborted();
    const isFirst =
      after === start && (options.isNew || options.skipTo !== undefined);
    const until = Math.min(after + DAY, to);
    const runs = feeds
      .flatMap(feed => feed.take({ after, until, now: to, isFirst }))
      .sort((a, b) => a.dueAt - b.dueAt)
      .map(run => observe(run, to)!);
    yield* inBatches(runs, after, until);
    after = until;
    await nextTurn();
  }
}

/** Runs of a timeline that had been heard of but hadn't ended at a moment. */
function* openAt(
  timeline: Timeline,
  at: number,
  window: { to: number; startedAt: number },
): Generator<SimulatedRun> {
  for (const group of timeline.runs({ from: at - LONGEST_RUN, ...window })) {
    if (group.dueAt > at) return;
    yield* group.runs.filter(run => run.dueAt <= at && run.endAt > at);
  }
}

/** Only the last batch moves on: after a crash in between, the part is delivered once more, which changes nothing. */
function* inBatches(
  runs: RunObservation[],
  after: number,
  until: number,
): Generator<Slice> {
  for (let at = 0; at + BATCH_ROWS < runs.length; at += BATCH_ROWS) {
    yield { runs: runs.slice(at, at + BATCH_ROWS), through: after };
  }
  const rest = runs.length % BATCH_ROWS || Math.min(runs.length, BATCH_ROWS);
  yield { runs: runs.slice(runs.length - rest), through: until };
}
