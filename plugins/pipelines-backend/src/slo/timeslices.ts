import { iso, millis } from './localTime';
import { emptyTally, type Tally } from './tally';

const HOUR_SECONDS = 3600;

/** A sample stands for so many sampling intervals after it. */
const CARRIED_INTERVALS = 2;
/** A group with an SLO is sampled at least this often. */
const SAMPLING_SECONDS = 30;
/** A day on which more than this is idle gets no verdict. */
const IDLE_PERCENT = 90;
/** Below so many samples a baseline says nothing about an hour of the week: about four weeks of one sample a minute. */
const BASELINE_SAMPLES = 240;

/**
 * What becomes of a timeslice.
 *
 * - `G` good, `B` bad: older than promised
 * - `S` source silent: nothing comes where normally something does. Unknown, and alerted; never idle, never good
 * - `I` idle: nothing is there to be late
 * - `U` unknown: nobody could tell
 * - `.` not due yet
 *
 * @internal
 */
export type SliceLetter = 'G' | 'B' | 'S' | 'I' | 'U' | '.';

/** What counts when a slice has several, the worst first. An unreadable sample is none where there is another. */
const WORST_FIRST = 'BSGIU.';

/** What the topic of a consumer carries. @internal */
export type Traffic = 'flowing' | 'idle' | 'silent' | 'unknown';

/** One reading of a stream. @internal */
export type SliceSample = {
  /** ISO 8601 in UTC. */
  at: string;
  /** The worst of what is measured, in seconds; null if it can't be told. */
  ageSeconds: number | null;
  traffic: Traffic;
};

/** The rates that an hour of the week normally sees. @internal */
export type TrafficBaseline = {
  /** 5th percentile, messages a second. */
  p5: number;
  /** How many samples it rests on. */
  samples: number;
};

/**
 * What a topic carries, by how it normally does in this hour of the week.
 *
 * A topic at rest is idle only if rest is normal then; where even the 5th percentile moves, its producer is silent, which a lag of 0
 * would hide. While messages wait their age decides, whatever the producer does.
 *
 * @param sample - `rate`: messages a second by which the end offset moved since the sample before, null if unknown; `lagMessages`:
 *   null if unknown
 * @internal
 */
export function classifyTraffic(sample: {
  rate: number | null;
  lagMessages: number | null;
  baselineOfHour: TrafficBaseline | undefined;
}): Traffic {
  const { rate, lagMessages, baselineOfHour } = sample;
  if (rate === null || lagMessages === null) return 'unknown';
  if (rate > 0 || lagMessages > 0) return 'flowing';
  if (!baselineOfHour || baselineOfHour.samples < BASELINE_SAMPLES) {
    return 'unknown';
  }
  return baselineOfHour.p5 > 0 ? 'silent' : 'idle';
}

/** One hour of a stream. @internal */
export type HourOptions = {
  /** ISO 8601 in UTC. */
  hourStart: string;
  /** How long a slice is; the last one of an hour may be shorter. */
  sliceSeconds: number;
  /** Good is younger than this. */
  maxSeconds: number;
  /** In any order; those of the minutes before the hour count for what they carry into it. */
  samples: SliceSample[];
  /** ISO 8601 in UTC. */
  now: string;
  /** Until when the source was read, ISO 8601 in UTC; null: never. */
  readableUntil: string | null;
  /** How often it is sampled. Defaults to 30. 0: a sample stands for its own slice alone. */
  samplingSeconds?: number;
};

/**
 * The slices of an hour, a letter each. The worst sample of a slice counts. A slice without one gets the letter of the last sample
 * before it, if that is at most two sampling intervals old, else it is unknown once the source was read past it, or should have been.
 *
 * The same samples give the same row, in whatever order and however often they come.
 *
 * @internal
 */
export function foldHour(options: HourOptions): string {
  const { sliceSeconds, now, readableUntil } = options;
  const { maxSeconds, samplingSeconds = SAMPLING_SECONDS } = options;
  const start = millis(options.hourStart);
  const carriedMs = CARRIED_INTERVALS * samplingSeconds * 1000;
  const readings = options.samples
    .map(sample => ({
      at: millis(sample.at),
      letter: letterOf(sample, maxSeconds),
    }))
    .filter(({ letter }) => letter !== 'U')
    .sort((a, b) => a.at - b.at);
  const row: SliceLetter[] = [];
  let next = 0;
  let last: { at: number; letter: SliceLetter } | undefined;
  for (let offset = 0; offset < HOUR_SECONDS; offset += sliceSeconds) {
    const opens = start + offset * 1000;
    const closes = start + Math.min(offset + sliceSeconds, HOUR_SECONDS) * 1000;
    let own: SliceLetter = '.';
    for (; next < readings.length && readings[next].at < closes; next++) {
      const reading = readings[next];
      // Of two readings at once the worse is carried on.
      last =
        last?.at === reading.at
          ? { at: last.at, letter: worse(last.letter, reading.letter) }
          : reading;
      if (reading.at >= opens) own = worse(own, reading.letter);
    }
    const isCarried = last !== undefined && opens - last.at <= carriedMs;
    const isRead = readableUntil !== null && readableUntil >= iso(closes);
    if (iso(closes) > now) row.push('.');
    else if (own !== '.') row.push(own);
    else if (isCarried && carriedMs > 0) row.push(last!.letter);
    else row.push(isRead || iso(closes + carriedMs) <= now ? 'U' : '.');
  }
  return row.join('');
}

/**
 * Two rows of the same hour in one, slice by slice: the worse counts, and anything known counts more than what isn't. Idempotent,
 * and the order doesn't matter.
 *
 * A letter that was carried into a slice counts as one that was sampled there. So fold an hour from all of its samples as long as
 * they are kept; what is merged is never better than that.
 *
 * @throws RangeError if they have different slices
 * @internal
 */
export function mergeHours(a: string, b: string): string {
  if (a.length !== b.length) {
    throw new RangeError(`Rows of ${a.length} and ${b.length} slices`);
  }
  return lettersOf(a)
    .map((letter, i) => worse(letter, b[i] as SliceLetter))
    .join('');
}

/**
 * The counts of the slices of an hour. A silent source counts as unknown.
 *
 * @returns with `silent`, how many of the unknown ones are that
 * @internal
 */
export function tallyOfHour(row: string): Tally & { silent: number } {
  const tally = { ...emptyTally(), silent: 0 };
  for (const letter of lettersOf(row)) {
    switch (letter) {
      case 'G':
        tally.good++;
        break;
      case 'B':
        tally.bad++;
        break;
      case 'I':
        tally.idle++;
        break;
      case 'S':
        tally.silent++;
        tally.unknown++;
        break;
      case '.':
        tally.pending++;
        break;
      default:
        tally.unknown++;
    }
  }
  return tally;
}

/**
 * The counts of the slices of a day. Idle ones don't count, and on a day of which more than 90 % was idle none does: a few messages
 * are no measure of a stream.
 *
 * @param rows - of its hours
 * @internal
 */
export function tallyOfDay(rows: string[]): Tally & { silent: number } {
  const tally = tallyOfHour(rows.join(''));
  const { good, bad, unknown, idle, pending } = tally;
  const due = good + bad + unknown + idle;
  if (100 * idle <= IDLE_PERCENT * due) return tally;
  return { ...emptyTally(), idle: due, pending, silent: 0 };
}

function letterOf(
  { ageSeconds, traffic }: SliceSample,
  maxSeconds: number,
): SliceLetter {
  if (traffic === 'silent') return 'S';
  if (traffic === 'idle') return 'I';
  if (ageSeconds === null || Number.isNaN(ageSeconds)) return 'U';
  return ageSeconds < maxSeconds ? 'G' : 'B';
}

function worse(a: SliceLetter, b: SliceLetter): SliceLetter {
  return WORST_FIRST.indexOf(a) <= WORST_FIRST.indexOf(b) ? a : b;
}

function lettersOf(row: string): SliceLetter[] {
  return [...row] as SliceLetter[];
}
