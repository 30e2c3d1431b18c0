import type { Completion } from './completions';

/** How far the data of one subject reached when it was read. Instants are ISO 8601 in UTC with milliseconds. @internal */
export type ReachReading = {
  /** Readings of one series come from one source, are about one subject and measure one thing. */
  series: string;
  sourceId: string;
  at: string;
  /** Data up to this moment was there; null if the reading couldn't tell. */
  reach: string | null;
  /** From when on it was there at the latest: when it was loaded, or when it was read. */
  since: string;
};

/** What readings say of intervals. @internal */
export type ReachedIntervals = {
  completions: Map<string, Completion>;
  /** Up to when they tell; null if never. */
  readableUntil: string | null;
};

/**
 * When data first reached the end of each interval, by what was read of it.
 *
 * A load between two readings is seen by the later one alone, so each completion says since when it may have been
 * (`arrivedAfter`): the reading before, which saw that it wasn't there.
 *
 * @param options - `readings` of one dataset or pipeline in any order; `worst`: every series has to reach the end, because each measures
 *   another part of the way; otherwise one is enough, because all measure the same
 * @returns an entry for every interval of which something was read after it ended
 * @internal
 */
export function completionsByReach(options: {
  readings: ReachReading[];
  intervalEnds: string[];
  worst: boolean;
}): ReachedIntervals {
  const { intervalEnds, worst } = options;
  // Of two that say the same the first by name is shown, whichever was read first.
  const series = [...bySeries(options.readings)]
    .sort(([a], [b]) => compare(a, b))
    .map(([, readings]) => readings);
  const completions = new Map<string, Completion>();
  for (const end of intervalEnds) {
    const own = series.flatMap(readings => ofSeries(readings, end) ?? []);
    const [decisive] = own.sort(worst ? byLatest : byEarliest);
    // A series that wasn't read since says nothing: where all count, nobody can tell.
    if (decisive && (!worst || own.length === series.length)) {
      completions.set(end, decisive);
    } else if (decisive) {
      const { reading, sourceId } = decisive;
      completions.set(end, {
        arrivedAt: null,
        sourceId,
        reading,
        unreadable: true,
      });
    }
  }
  const through = series
    .map(readings => readings.findLast(r => r.reach !== null)?.at ?? null)
    .sort(nullsFirst);
  return {
    completions,
    readableUntil: (worst ? through[0] : through.at(-1)) ?? null,
  };
}

/** By what one series says of one interval; undefined if it wasn't read after the interval ended. */
function ofSeries(
  readings: ReachReading[],
  end: string,
): Completion | undefined {
  const at = readings.findIndex(r => r.reach !== null && r.reach >= end);
  if (at >= 0) {
    const { reach, since, sourceId } = readings[at];
    const before = readings.slice(0, at).findLast(r => r.reach !== null);
    return {
      arrivedAt: since < end ? end : since,
      arrivedAfter: before?.at ?? null,
      sourceId,
      reading: { at: readings[at].at, reach },
    };
  }
  const last = readings.at(-1);
  if (!last || last.at < end) return undefined;
  return {
    arrivedAt: null,
    sourceId: last.sourceId,
    reading: { at: last.at, reach: last.reach },
    ...(last.reach === null && { unreadable: true }),
  };
}

function bySeries(readings: ReachReading[]): Map<string, ReachReading[]> {
  const series = new Map<string, ReachReading[]>();
  const sorted = [...readings].sort((a, b) => compare(a.at, b.at));
  for (const reading of sorted) {
    const own = series.get(reading.series);
    if (own) own.push(reading);
    else series.set(reading.series, [reading]);
  }
  return series;
}

function byEarliest(a: Completion, b: Completion): number {
  return compare(rank(a), rank(b));
}

function byLatest(a: Completion, b: Completion): number {
  return compare(rank(b), rank(a));
}

/** What isn't there comes after what is, and what can't be told after that. */
function rank(completion: Completion): string {
  return completion.arrivedAt ?? (completion.unreadable ? '~~' : '~');
}

function nullsFirst(a: string | null, b: string | null): number {
  return compare(a ?? '', b ?? '');
}

function compare(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
