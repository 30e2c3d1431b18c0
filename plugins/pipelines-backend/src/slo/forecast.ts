import { TDigest } from 'tdigest';
import { addDays, iso, millis } from './localTime';

/** With fewer runs like it, none is shown. */
const FEWEST_RUNS = 10;

const WEEKDAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;

/** Days that run alike: the end of a month is its own kind, whatever the weekday. @internal */
export type DayClass = (typeof WEEKDAYS)[number] | 'month-end';

/** A run that was complete, for the interval that ended at `intervalEnd`. Times are ISO 8601 in UTC. @internal */
export type PastRun = {
  /** The local date on which it was due. */
  localDate: string;
  intervalEnd: string;
  startedAt: string;
  arrivedAt: string;
};

/** What is to be forecast, and from what. @internal */
export type ForecastOptions = {
  history: PastRun[];
  /** The local date on which it is due. */
  localDate: string;
  /** The end of its interval, ISO 8601 in UTC. */
  intervalEnd: string;
  /** Null: it hasn't started. */
  startedAt: string | null;
  now: string;
  /** Whether books are closed on a date. Defaults to {@link isMonthEnd}. */
  monthEnd?: (date: string) => boolean;
};

/** When a run is expected to be complete, ISO 8601 in UTC. @internal */
export type FinishForecast = {
  /** Half of the runs like it would be. */
  p50At: string;
  /** Nine of ten would be. */
  p90At: string;
  /** How many runs like it there were. */
  runs: number;
  dayClass: DayClass;
  /** It takes longer than every one of them, so it may still take any time: the finish is a lower bound. */
  beyondHistory: boolean;
};

/**
 * Whether a date is one of the last two or the first two business days (Monday to Friday) of a month, when books are closed.
 *
 * @param date - ISO 8601, `2026-03-31`
 * @internal
 */
export function isMonthEnd(date: string): boolean {
  if (!isWorkday(date)) return false;
  return (
    monthOf(workdays(date, -2)) !== monthOf(date) ||
    monthOf(workdays(date, 2)) !== monthOf(date)
  );
}

/** Which days a date runs like. @internal */
export function dayClassOf(
  date: string,
  monthEnd: (date: string) => boolean = isMonthEnd,
): DayClass {
  return monthEnd(date) ? 'month-end' : WEEKDAYS[weekdayOf(date)];
}

/**
 * When a run that isn't complete will be, from runs of the same weekday, or of the end of a month.
 *
 * A run that has started takes as long as those that took longer than it has by now; one that hasn't arrives as those did that
 * hadn't started either at this time after their interval. Quantiles are exact, by nearest rank.
 *
 * @returns undefined with fewer than 10 runs like it: no guess is better than a bad one
 * @internal
 */
export function forecastFinish(
  options: ForecastOptions,
): FinishForecast | undefined {
  const { history, intervalEnd, localDate, monthEnd, startedAt } = options;
  const dayClass = dayClassOf(localDate, monthEnd);
  const alike = history.filter(
    run => dayClassOf(run.localDate, monthEnd) === dayClass,
  );
  if (alike.length < FEWEST_RUNS) return undefined;
  const now = millis(options.now);
  const durations = alike.map(
    run => millis(run.arrivedAt) - millis(run.startedAt),
  );
  let from: number;
  let open: number[];
  if (startedAt) {
    from = millis(startedAt);
    open = durations.filter(duration => from + duration > now);
  } else {
    from = millis(intervalEnd);
    const waited = now - from;
    open = alike
      .filter(run => millis(run.startedAt) - millis(run.intervalEnd) > waited)
      .map(run => millis(run.arrivedAt) - millis(run.intervalEnd));
    if (open.length === 0) {
      // All had started by now. At best it starts right away.
      from = now;
      open = durations;
    }
  }
  const beyondHistory = open.length === 0;
  const at = (share: number) =>
    iso(beyondHistory ? now : from + quantile(open, share));
  return {
    p50At: at(0.5),
    p90At: at(0.9),
    runs: alike.length,
    dayClass,
    beyondHistory,
  };
}

/** Whether a deadline is at risk: by then, fewer than nine of ten runs like it would be done. @internal */
export function willMiss(
  forecast: Pick<FinishForecast, 'p90At'>,
  dueAt: string,
): boolean {
  return forecast.p90At > dueAt;
}

/** A forecast that was made, and what came of it. @internal */
export type KeptForecast = {
  dueAt: string;
  p90At: string;
  /** What became of it; undefined while that isn't known, or was excluded. */
  outcome: { missed: boolean; arrivedAt: string | null } | undefined;
};

/** How good forecasts were. @internal */
export type ForecastScore = {
  /** Those whose outcome is known. */
  decided: number;
  /** A miss that was foretold, or none and none came. */
  hits: number;
  /** `hits` of `decided`, 0 to 1; null while there are none. */
  hitRate: number | null;
  /** Misses that were foretold. */
  foretold: number;
  /** Misses that nobody was told of. */
  unforeseen: number;
  /** Foretold, and it was in time. */
  falseAlarms: number;
  /** Done by the time that nine of ten should be done by, 0 to 1: near 0.9 if forecasts are true. */
  withinP90: number | null;
};

/** How good forecasts were, from those that were kept. @internal */
export function scoreForecasts(forecasts: KeptForecast[]): ForecastScore {
  let [decided, foretold, unforeseen, falseAlarms, within] = [0, 0, 0, 0, 0];
  for (const { dueAt, p90At, outcome } of forecasts) {
    if (!outcome) continue;
    decided++;
    const told = willMiss({ p90At }, dueAt);
    if (told && outcome.missed) foretold++;
    if (!told && outcome.missed) unforeseen++;
    if (told && !outcome.missed) falseAlarms++;
    if (outcome.arrivedAt !== null && outcome.arrivedAt <= p90At) within++;
  }
  const hits = decided - unforeseen - falseAlarms;
  return {
    decided,
    hits,
    hitRate: decided === 0 ? null : hits / decided,
    foretold,
    unforeseen,
    falseAlarms,
    withinP90: decided === 0 ? null : within / decided,
  };
}

/**
 * The smallest of the values such that this share of them is at most that.
 *
 * @param share - 0 to 1
 * @internal
 */
export function quantile(values: number[], share: number): number {
  const digest = new TDigest(false);
  digest.push(values);
  return digest.percentile(share) ?? NaN;
}

function weekdayOf(date: string): number {
  return new Date(millis(`${date}T00:00:00.000Z`)).getUTCDay();
}

function isWorkday(date: string): boolean {
  return ![0, 6].includes(weekdayOf(date));
}

function monthOf(date: string): string {
  return date.slice(0, 7);
}

/** The date so many business days later. */
function workdays(date: string, count: number): string {
  const step = Math.sign(count);
  let at = date;
  for (let left = Math.abs(count); left > 0; ) {
    at = addDays(at, step);
    if (isWorkday(at)) left--;
  }
  return at;
}
