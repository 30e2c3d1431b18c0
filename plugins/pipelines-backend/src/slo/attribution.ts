import { millis } from './localTime';

/** Who has at least this share of a miss is to blame. */
const BLAME_SHARE = 0.5;

/** So soon after an upstream a run starts because of it; schedulers take their time. */
const SLACK_MS = 5 * 60_000;

/** A pipeline with the run that a miss is about. Times are ISO 8601 in UTC. @internal */
export type LineageRun = {
  /** Entity ref. */
  ref: string;
  /** Null: it hasn't started, or nobody knows. */
  startedAt: string | null;
  /** Null: it isn't done, or nobody knows. */
  finishedAt: string | null;
  /** When half of the runs like it are done; null if there are too few. */
  usualFinishAt: string | null;
  /** Its source was read, so what is null hasn't happened. */
  known: boolean;
};

/** `to` reads what `from` writes. @internal */
export type LineageEdge = { from: string; to: string };

/** A miss, with all that may have led to it. @internal */
export type AttributionOptions = {
  nodes: LineageRun[];
  edges: LineageEdge[];
  /** Entity ref of the pipeline that missed. */
  target: string;
  dueAt: string;
  now: string;
};

/** One pipeline of the path that led to a miss. @internal */
export type Hop = {
  ref: string;
  startedAt: string | null;
  finishedAt: string | null;
  /** Minutes by which it was done later than half of its runs are; negative: earlier. Null if there are too few of them. */
  lateMinutes: number | null;
  /** Minutes that it added to what it got from the hop before; negative: made up for. */
  addedMinutes: number | null;
};

/** Why a promise was broken, as far as times can say. @internal */
export type Attribution = {
  /** Minutes from the due time until it was done, or until now. */
  missedMinutes: number;
  /** The realised critical path, the pipeline that missed last. */
  hops: Hop[];
  blame:
    | { type: 'upstream'; ref: string }
    /** What came from upstream doesn't explain half of it. */
    | { type: 'self' }
    /** Times are missing, so nothing is said. */
    | { type: 'unknown'; ref: string };
};

/**
 * Who is to blame for a miss.
 *
 * The realised critical path is walked back from the pipeline that missed: to the upstream that was done last, if it was done after
 * the pipeline started (which then waited for it) or right before (which then started because of it); one that was done long before
 * didn't hold it up. Blamed is the upstream of the path that was later than its own p50 finish by at least half of the miss; of
 * several the one that added most, and of those the furthest upstream. Where the times of an upstream that may be on the path, or
 * its usual finish, aren't known, the answer is `unknown`: never a guess.
 *
 * @returns undefined if nothing was missed, or the target isn't among the nodes
 * @internal
 */
export function attribute(
  options: AttributionOptions,
): Attribution | undefined {
  const { dueAt, edges, now, target } = options;
  const nodes = new Map(options.nodes.map(node => [node.ref, node]));
  const missed = nodes.get(target);
  if (!missed) return undefined;
  const until = missed.finishedAt ?? now;
  const missedMs = millis(until) - millis(dueAt);
  if (missedMs <= 0) return undefined;

  const { path, unknown } = criticalPath(missed, nodes, edges, millis(until));
  const hops = toHops(path, millis(until));
  const suspects = hops.slice(0, -1);
  const blind = unknown ?? suspects.find(hop => hop.lateMinutes === null)?.ref;
  const missedMinutes = missedMs / 60_000;
  return {
    missedMinutes,
    hops,
    blame: blind
      ? { type: 'unknown', ref: blind }
      : blameOf(suspects, missedMinutes),
  };
}

/** From the furthest upstream to the one that missed. */
function criticalPath(
  missed: LineageRun,
  nodes: Map<string, LineageRun>,
  edges: LineageEdge[],
  until: number,
): { path: LineageRun[]; unknown?: string } {
  const path = [missed];
  const seen = new Set([missed.ref]);
  for (;;) {
    const [node] = path;
    const upstream = edges
      .filter(edge => edge.to === node.ref && !seen.has(edge.from))
      .map(edge => edge.from);
    let latest: LineageRun | undefined;
    for (const ref of new Set(upstream)) {
      const candidate = nodes.get(ref);
      if (!candidate?.known) return { path, unknown: ref };
      if (!isDoneBefore(candidate, node)) continue;
      if (!latest || isLater(candidate, latest, until)) latest = candidate;
    }
    if (!latest || !heldUp(node, endOf(latest, until), until)) return { path };
    path.unshift(latest);
    seen.add(latest.ref);
  }
}

/** What is done after a run can't have held it up; while neither is done, it may. */
function isDoneBefore(upstream: LineageRun, node: LineageRun): boolean {
  if (node.finishedAt === null) return true;
  return (
    upstream.finishedAt !== null &&
    millis(upstream.finishedAt) <= millis(node.finishedAt)
  );
}

/** What isn't done, isn't until the end of what is looked at. */
function endOf(node: LineageRun, until: number): number {
  return node.finishedAt === null ? until : millis(node.finishedAt);
}

function isLater(a: LineageRun, b: LineageRun, until: number): boolean {
  const [first, second] = [endOf(a, until), endOf(b, until)];
  // Refs decide between equals, so that the order of nodes doesn't.
  return first === second ? a.ref < b.ref : first > second;
}

/** It started because the upstream was done, or waited for it. */
function heldUp(node: LineageRun, upstreamEnd: number, until: number): boolean {
  const started = node.startedAt === null ? until : millis(node.startedAt);
  return upstreamEnd >= started - SLACK_MS;
}

function toHops(path: LineageRun[], until: number): Hop[] {
  let before: number | null = 0;
  return path.map(node => {
    const { ref, startedAt, finishedAt, usualFinishAt } = node;
    const lateMinutes: number | null =
      usualFinishAt === null
        ? null
        : (endOf(node, until) - millis(usualFinishAt)) / 60_000;
    const addedMinutes =
      lateMinutes === null || before === null ? null : lateMinutes - before;
    before = lateMinutes;
    return { ref, startedAt, finishedAt, lateMinutes, addedMinutes };
  });
}

function blameOf(suspects: Hop[], missedMinutes: number): Attribution['blame'] {
  let worst: Hop | undefined;
  for (const hop of suspects) {
    if (hop.lateMinutes! < BLAME_SHARE * missedMinutes) continue;
    // The first of equals is the furthest upstream.
    if (!worst || hop.addedMinutes! > worst.addedMinutes!) worst = hop;
  }
  return worst ? { type: 'upstream', ref: worst.ref } : { type: 'self' };
}
