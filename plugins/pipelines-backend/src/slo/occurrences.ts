import type { RunState, RunType } from '@sluice/plugin-pipelines-common';
import { Cron } from 'croner';
import { DAY_MS, iso, millis, readingOf } from './localTime';
import { ZoneOffsets } from './zoneOffsets';

const MINUTE_MS = 60_000;

/** So far apart, a run and a time of the schedule are still the same occurrence. */
const SAME_MS = MINUTE_MS;

/** So far from the range, runs and times of the schedule may still belong together: no zone moves its clocks by more in our days. */
const MARGIN_MS = 3 * 60 * MINUTE_MS;

/** What an SLO needs to know of a run. Times are ISO 8601 in UTC with milliseconds. @internal */
export type SloRun = {
  id: number;
  sourceId: string;
  runAfter: string;
  dataIntervalStart: string | null;
  dataIntervalEnd: string | null;
  runType: RunType;
  state: RunState;
  startedAt: string | null;
  /** The earliest start that was seen; null if it never started. */
  firstStartedAt: string | null;
  /** When it first succeeded. Never changes once set. */
  firstSuccessAt: string | null;
  endedAt: string | null;
  /** It ran again after it had ended. */
  cleared: boolean;
};

/** Which occurrences are asked for. Times are ISO 8601 in UTC with milliseconds. @internal */
export type ExpectedRange = {
  /** Undefined: only the runs themselves say what was expected. */
  schedule?: { cron: string; timezone: string };
  /** With those up to three hours around the range, if a change of the clocks is near. */
  runs: SloRun[];
  /** Exclusive. */
  from: string;
  /** Inclusive. */
  to: string;
  /** Times of the schedule before this aren't expected; runs are, whenever they were. */
  activeFrom: string;
  /** Times of the schedule in [from, to) aren't expected; `to` is null while it lasts. */
  pausedPeriods?: Array<{ from: string; to: string | null }>;
};

/**
 * Where a run stands in the history of its pipeline: the end of its data interval, or when it was to run if it has none.
 * A pipeline that moves from Airflow 2 to 3 keeps one history by it.
 *
 * @internal
 */
export function placeOf(
  run: Pick<SloRun, 'dataIntervalEnd' | 'runAfter'>,
): string {
  return run.dataIntervalEnd ?? run.runAfter;
}

/** Whether anybody promised this run: those that people start don't count, nor does a process without an end. @internal */
export function isPromised(run: Pick<SloRun, 'runType'>): boolean {
  return run.runType === 'scheduled' || run.runType === 'dataset';
}

/**
 * The ends of the intervals that were expected in (from, to], ascending.
 *
 * They are the places of the scheduled and dataset runs, and the times of the schedule, so that a run that never started
 * is expected too. Runs of two instances for the same place are one occurrence. A run less than a minute from a time of
 * the schedule takes its place; on the days on which the clocks change, one as far from it as they move does, since
 * schedulers disagree there about when a run is due. So a key may move when a run appears: the list is all there is in
 * the range, and what isn't in it (any more) isn't expected.
 *
 * Times of the schedule are those of Airflow's `CronDataIntervalTimetable` (airflow/timetables/_cron.py; the same in 2.x
 * and 3.x), which differs from croner on the days of a change: a time in a gap is moved on by the length of the gap
 * (`30 2` runs at 03:30; croner: 03:00), and one that occurs twice runs the second time (croner: `30 2` the first,
 * `*\/30 2` both), unless the schedule covers every hour.
 *
 * @throws TypeError of croner if the schedule can't be read, InputError if its zone is unknown
 * @internal
 */
export function expectedIntervalEnds(range: ExpectedRange): string[] {
  const { runs, from, to, schedule } = range;
  const places = [...new Set(runs.filter(isPromised).map(placeOf))].sort();
  const scheduled = schedule ? unclaimed(schedule, places, range) : [];
  return [...places, ...scheduled]
    .filter(place => place > from && place <= to)
    .sort();
}

/** The times of the schedule that no run stands for. */
function unclaimed(
  schedule: { cron: string; timezone: string },
  places: string[],
  range: ExpectedRange,
): string[] {
  const { activeFrom, pausedPeriods = [] } = range;
  const first = Math.max(
    millis(range.from) - MARGIN_MS,
    millis(activeFrom) - 1,
  );
  const expected = cronTimes(schedule, first, millis(range.to) + MARGIN_MS)
    .map(at => ({ at, time: iso(at) }))
    .filter(
      ({ time }) =>
        !pausedPeriods.some(p => time >= p.from && (p.to ?? '9') > time),
    );
  const runAts = places.map(millis);
  const free = new Set(runAts);
  const left = expected.filter(({ at }) => {
    const same = nearest(runAts, at, SAME_MS - 1);
    if (same !== undefined) free.delete(same);
    return same === undefined;
  });
  return left
    .filter(({ at }) => {
      const shift = clockShift(at, schedule.timezone);
      if (shift === 0) return true;
      const near = nearest([...free], at, shift);
      if (near !== undefined) free.delete(near);
      return near === undefined;
    })
    .map(({ time }) => time);
}

/**
 * When a schedule is due in (from, to], as Airflow has it, in milliseconds since 1970.
 *
 * @internal
 */
export function cronTimes(
  { cron, timezone }: { cron: string; timezone: string },
  from: number,
  to: number,
): number[] {
  if (coversEveryHour(cron)) return timesOf(cron, { timezone }, from, to);
  // The times of the wall clock, each read once. Without a zone croner takes a quarter of the time.
  const local = timesOf(cron, { utcOffset: 0 }, from - DAY_MS, to + DAY_MS);
  const times = new Set<number>();
  for (const time of local) {
    const { instants, byOffsetBefore } = readingOf(time, timezone);
    const at = instants.at(-1) ?? byOffsetBefore;
    if (at > from && at <= to) times.add(at);
  }
  return [...times].sort((a, b) => a - b);
}

function timesOf(
  cron: string,
  clock: { timezone: string } | { utcOffset: number },
  from: number,
  to: number,
): number[] {
  const schedule = new Cron(cron, { ...clock, mode: '5-part' });
  const times: number[] = [];
  let next = schedule.nextRun(new Date(from));
  while (next && next.getTime() <= to) {
    times.push(next.getTime());
    next = schedule.nextRun(next);
  }
  return times;
}

/** Whether the hour of a schedule is `*`, which for Airflow makes it run through both readings of an hour that occurs twice. */
function coversEveryHour(cron: string): boolean {
  const words = cron.trim().split(/\s+/);
  return words.length === 1
    ? words[0].toLowerCase() === '@hourly'
    : /^\*(\/1)?$/.test(words[1]);
}

/** By how much the clocks move within a few hours of an instant, in milliseconds. */
function clockShift(at: number, timezone: string): number {
  const offsets = ZoneOffsets.of(timezone);
  return Math.abs(offsets.at(at + MARGIN_MS) - offsets.at(at - MARGIN_MS));
}

/** The one of ascending candidates that is closest, if it is close enough. */
function nearest(
  candidates: number[],
  at: number,
  within: number,
): number | undefined {
  let [low, high] = [0, candidates.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (candidates[middle] < at) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [candidates[low - 1], candidates[low]];
  const best = at - before <= after - at ? before : after ?? before;
  return Math.abs(best - at) <= within ? best : undefined;
}
