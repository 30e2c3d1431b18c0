import { iso, millis } from './localTime';

const DAY_SECONDS = 24 * 3600;

/** How soon somebody has to act. @internal */
export type BurnSeverity = 'page' | 'ticket';

/** Two windows over which a budget burns, and how much of it the long one may take. @internal */
export type BurnWindow = {
  severity: BurnSeverity;
  longSeconds: number;
  shortSeconds: number;
  /** The share of the budget of a period that is spent in the long window when it fires, in percent. */
  budgetPercent: number;
};

/**
 * The windows of the Google SRE workbook ("Alerting on SLOs", table 5-8) with sloth's second ticket.
 *
 * @internal
 */
export const BURN_WINDOWS: readonly BurnWindow[] = [
  { severity: 'page', longSeconds: 3600, shortSeconds: 300, budgetPercent: 2 },
  {
    severity: 'page',
    longSeconds: 6 * 3600,
    shortSeconds: 1800,
    budgetPercent: 5,
  },
  {
    severity: 'ticket',
    longSeconds: DAY_SECONDS,
    shortSeconds: 2 * 3600,
    budgetPercent: 10,
  },
  {
    severity: 'ticket',
    longSeconds: 3 * DAY_SECONDS,
    shortSeconds: 6 * 3600,
    budgetPercent: 10,
  },
];

/** One bad slice of 99.9 % burns faster than 14.4: fewer than this never alert. */
const FEWEST_BAD = 3;

/** The counts of a slice, or of an hour of them. @internal */
export type BurnSlice = {
  /** When it ended, ISO 8601 in UTC. */
  end: string;
  bad: number;
  /** Good and bad; 0 where nothing is known. */
  valid: number;
};

/** What burns, and how fast it may. @internal */
export type BurnOptions = {
  /** Ascending. */
  slices: BurnSlice[];
  /** Percent. */
  target: number;
  /** The window of the SLO, in days. */
  periodDays: number;
  /** How long a slice is: a period has `periodDays * 86,400 / sliceSeconds` of them. */
  sliceSeconds: number;
  /** Defaults to {@link BURN_WINDOWS}. */
  windows?: readonly BurnWindow[];
};

/** A window with what it takes to fire. @internal */
export type BurnRule = BurnWindow & {
  /** It fires above this burn rate; 1 spends the budget exactly in its period. */
  factor: number;
  /** And with at least so many bad slices in the long window. */
  fewestBad: number;
};

/** An alert, from the end of the slice that started it. @internal */
export type BurnAlert = BurnRule & {
  startedAt: string;
  /** The end of the first slice with which it no longer fired; null while it does. */
  endedAt: string | null;
};

/** How fast the budget burns at a moment. @internal */
export type BurnReading = BurnRule & {
  /** Burn rate over the long window; null where nothing is known. */
  long: number | null;
  short: number | null;
  badInLong: number;
  firing: boolean;
};

/**
 * The windows that can fire for a target, with factor and floor.
 *
 * The highest possible burn rate is 1/(1 - target), when everything is bad. So 14.4 can't be reached below 93.06 %, and such a
 * window isn't offered.
 *
 * @internal
 */
export function burnRules(options: Omit<BurnOptions, 'slices'>): BurnRule[] {
  const { target, periodDays, sliceSeconds, windows = BURN_WINDOWS } = options;
  const highest = 100 / (100 - target);
  const slices = (periodDays * DAY_SECONDS) / sliceSeconds;
  const budget = ((100 - target) / 100) * slices;
  return windows.flatMap(window => {
    const factor =
      (window.budgetPercent * periodDays * DAY_SECONDS) /
      (100 * window.longSeconds);
    if (highest <= factor) return [];
    const share = (window.budgetPercent / 100) * budget;
    // 10 % of 70 must stay 7, although 100 - 99.3 isn't 0.7.
    const fewestBad = Math.max(FEWEST_BAD, Math.ceil(share - 1e-9));
    return { ...window, factor, fewestBad };
  });
}

/** For each slice, what is in the window that ends with it. */
type WindowSums = { bad: number[]; valid: number[] };

/** The sums of the slices (that ended at `ends`, in milliseconds) that end in (end of the slice - seconds, end of the slice]. */
function windowSums(
  slices: BurnSlice[],
  ends: number[],
  seconds: number,
): WindowSums {
  const sums: WindowSums = { bad: [], valid: [] };
  let [bad, valid, oldest] = [0, 0, 0];
  slices.forEach((slice, i) => {
    bad += slice.bad;
    valid += slice.valid;
    for (; ends[oldest] <= ends[i] - seconds * 1000; oldest++) {
      bad -= slices[oldest].bad;
      valid -= slices[oldest].valid;
    }
    sums.bad.push(bad);
    sums.valid.push(valid);
  });
  return sums;
}

/** Whether a rule fires at the end of a slice. */
function isFiring(
  rule: BurnRule,
  target: number,
  windows: { long: WindowSums; short: WindowSums },
  i: number,
): boolean {
  // bad / valid > factor * (1 - target), without a division that rounds.
  const exceeds = ({ bad, valid }: WindowSums) =>
    100 * bad[i] > rule.factor * (100 - target) * valid[i];
  const { long, short } = windows;
  return long.bad[i] >= rule.fewestBad && exceeds(long) && exceeds(short);
}

/**
 * The alerts of a series: from the end of the slice with which both windows burn faster than the factor, to the end of the first with
 * which one of them doesn't any more.
 *
 * A window at a moment has the slices that end in (moment - window, moment], as Prometheus' range selectors have from 3.0 on.
 *
 * @returns by start, then as the windows come
 * @internal
 */
export function burnAlerts(options: BurnOptions): BurnAlert[] {
  const { slices, target } = options;
  const ends = slices.map(({ end }) => millis(end));
  const alerts: BurnAlert[] = [];
  for (const rule of burnRules(options)) {
    const windows = {
      long: windowSums(slices, ends, rule.longSeconds),
      short: windowSums(slices, ends, rule.shortSeconds),
    };
    let open: BurnAlert | undefined;
    slices.forEach(({ end }, i) => {
      const firing = isFiring(rule, target, windows, i);
      if (firing && !open) {
        open = { ...rule, startedAt: end, endedAt: null };
        alerts.push(open);
      } else if (!firing && open) {
        open.endedAt = end;
        open = undefined;
      }
    });
  }
  // Sorting is stable, so those of one moment stay as the windows come.
  return alerts.sort((a, b) => millis(a.startedAt) - millis(b.startedAt));
}

/**
 * How fast the budget burns at the end of a series, over each window that can fire.
 *
 * @internal
 */
export function burnNow({ slices, ...options }: BurnOptions): BurnReading[] {
  const { target } = options;
  const end = slices.length === 0 ? 0 : millis(slices[slices.length - 1].end);
  return burnRules(options).map(rule => {
    const since = iso(end - rule.longSeconds * 1000);
    const recent = slices.filter(slice => slice.end > since);
    const ends = recent.map(slice => millis(slice.end));
    const last = recent.length - 1;
    const long = windowSums(recent, ends, rule.longSeconds);
    const short = windowSums(recent, ends, rule.shortSeconds);
    const rate = ({ bad, valid }: WindowSums) =>
      valid[last] ? (100 * bad[last]) / (valid[last] * (100 - target)) : null;
    return {
      ...rule,
      long: rate(long),
      short: rate(short),
      badInLong: long.bad[last] ?? 0,
      firing: isFiring(rule, target, { long, short }, last),
    };
  });
}

/**
 * The slices of an hour row, for {@link burnAlerts}.
 *
 * @param row - letters as `foldHour` makes them; those that aren't due are left out
 * @internal
 */
export function slicesOfHour(
  hourStart: string,
  sliceSeconds: number,
  row: string,
): BurnSlice[] {
  const start = millis(hourStart);
  return [...row].flatMap((letter, i) => {
    if (letter === '.') return [];
    const bad = letter === 'B' ? 1 : 0;
    const valid = bad || letter === 'G' ? 1 : 0;
    const seconds = Math.min((i + 1) * sliceSeconds, 3600);
    return { end: iso(start + seconds * 1000), bad, valid };
  });
}
