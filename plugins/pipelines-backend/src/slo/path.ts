import type { Completion, PathHop } from './completions';
import { isPromised, placeOf, type SloRun } from './occurrences';

/** A pipeline on a path. @internal */
export type PathPipeline = {
  /** Entity ref. */
  ref: string;
  /** Its runs; undefined if nothing observes it. */
  runs: SloRun[] | undefined;
  /** Up to when all its sources were read, ISO 8601 in UTC; null if one never was. */
  readThrough: string | null;
};

/** The pipelines through which data goes from the first one to a dataset. @internal */
export type PipelinePath = {
  from: string;
  /** The pipelines that write the dataset. */
  ends: string[];
  pipelines: PathPipeline[];
  /** `to` reads what `from` writes. */
  edges: Array<{ from: string; to: string }>;
};

/** The hop of a pipeline, with what is known of the interval from there on. */
type Carried = PathHop & { failed?: boolean; markedByHand?: boolean };

/**
 * When the data of each interval of the first pipeline had first gone all the way to the dataset.
 *
 * The data of an interval is in the first run of a pipeline that could have read it: a run of the same data interval (one whose interval
 * holds the end of the first pipeline's) that succeeded after all its upstream pipelines had delivered, even if it started before and
 * waited for them; or any later one that started after that. Where branches meet, all of them have to be in; where several pipelines
 * write the dataset, too.
 *
 * @returns by the end of the interval; unreadable where nothing observes a pipeline on the way, or there is no way
 * @internal
 */
export function completionsOfPath(
  path: PipelinePath,
  intervalEnds: string[],
): Map<string, Completion> {
  const order = inOrder(path);
  return new Map(
    intervalEnds.map(end => [end, completionOf(path, order, end)]),
  );
}

/** Up to when the whole path was read; null if a part of it never was. @internal */
export function pathReadThrough({ pipelines }: PipelinePath): string | null {
  const read = pipelines.map(p => (p.runs ? p.readThrough : null));
  if (read.length === 0 || read.includes(null)) return null;
  return (read as string[]).sort()[0];
}

function completionOf(
  path: PipelinePath,
  order: PathPipeline[],
  end: string,
): Completion {
  const hops = new Map<string, Carried>();
  for (const pipeline of order) {
    const upstream = path.edges
      .filter(edge => edge.to === pipeline.ref)
      .flatMap(edge => hops.get(edge.from) ?? []);
    hops.set(
      pipeline.ref,
      carry(pipeline, {
        end,
        isFirst: pipeline.ref === path.from,
        upstream,
      }),
    );
  }
  const all = [...hops.values()];
  const shown = all.map(({ failed, markedByHand, ...hop }): PathHop => hop);
  const last = path.ends.flatMap(ref => hops.get(ref) ?? []);
  const isThere = last.length > 0 && last.length === path.ends.length;
  const base = { hops: shown };
  if (isThere && last.every(hop => hop.finishedAt)) {
    const [decisive] = [...last].sort((a, b) =>
      a.finishedAt! < b.finishedAt! ? 1 : -1,
    );
    return {
      ...base,
      arrivedAt: decisive.finishedAt,
      runId: decisive.runId,
    };
  }
  const stuck = all.find(hop => !hop.finishedAt);
  if (!isThere || all.some(hop => hop.unknown) || !stuck) {
    return { ...base, arrivedAt: null, unreadable: true };
  }
  return {
    ...base,
    arrivedAt: null,
    runId: stuck.runId,
    ...(stuck.failed && { failed: true }),
    ...(stuck.markedByHand && { markedByHand: true }),
  };
}

/** The run of a pipeline that carried the data of an interval. */
function carry(
  { ref, runs }: PathPipeline,
  options: { end: string; isFirst: boolean; upstream: Carried[] },
): Carried {
  const none = { pipeline: ref, startedAt: null, finishedAt: null };
  const { end, isFirst, upstream } = options;
  if (!runs || upstream.some(hop => hop.unknown)) {
    return { ...none, unknown: true };
  }
  // What it reads isn't there yet.
  if (upstream.some(hop => !hop.finishedAt)) return none;
  const readyAt =
    upstream
      .map(hop => hop.finishedAt!)
      .sort()
      .at(-1) ?? '';
  const own = runs.filter(isPromised);
  const candidates = isFirst
    ? own.filter(run => placeOf(run) === end)
    : own.filter(run => placeOf(run) >= end && mayCarry(run, end, readyAt));
  const [best] = candidates
    .filter(run => run.firstSuccessAt && run.firstStartedAt)
    .sort((a, b) => compare(a.firstSuccessAt!, b.firstSuccessAt!));
  if (best) return hopOf(ref, best);
  const open = candidates.find(run => run.state !== 'success');
  if (open) return { ...hopOf(ref, open), failed: open.state === 'failed' };
  const isByHand = candidates.some(run => run.firstSuccessAt);
  return { ...none, ...(isByHand && { markedByHand: true }) };
}

function mayCarry(run: SloRun, end: string, readyAt: string): boolean {
  const { dataIntervalEnd, dataIntervalStart } = run;
  const isSameInterval =
    dataIntervalStart !== null &&
    dataIntervalEnd !== null &&
    dataIntervalStart < end &&
    end <= dataIntervalEnd;
  const startedAfter = (run.firstStartedAt ?? '~') >= readyAt;
  return (
    startedAfter || (isSameInterval && (run.firstSuccessAt ?? '~') >= readyAt)
  );
}

function hopOf(pipeline: string, run: SloRun): Carried {
  return {
    pipeline,
    runId: run.id,
    startedAt: run.firstStartedAt,
    // Without a start it was declared a success by hand.
    finishedAt: run.firstStartedAt && run.firstSuccessAt,
  };
}

/** The pipelines from the first one on, each after those whose data it reads. A circle is cut where it closes. */
function inOrder({ edges, pipelines }: PipelinePath): PathPipeline[] {
  const left = new Map(pipelines.map(p => [p.ref, p]));
  const order: PathPipeline[] = [];
  while (left.size > 0) {
    const isFree = (ref: string) =>
      !edges.some(
        edge => edge.to === ref && edge.from !== ref && left.has(edge.from),
      );
    const next =
      [...left.values()].find(p => isFree(p.ref)) ?? [...left.values()][0];
    left.delete(next.ref);
    order.push(next);
  }
  return order;
}

function compare(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
