import {
  COVERAGE_FLOOR,
  type SloWindow,
} from '@sluice/plugin-pipelines-common';
import { addDays } from './localTime';
import { windowOf, windowRange } from './sloWindow';
import { addTallies, emptyTally, type Tally } from './tally';

export { windowRange } from './sloWindow';

/** So many parts of a percent make a target an integer: 99.999999 % is the finest one. */
const PARTS_PER_PERCENT = 1_000_000;
const PARTS = 100 * PARTS_PER_PERCENT;

/** A local day with the target in force on it, in percent. @internal */
export type BudgetDay = { date: string; target: number; tally: Tally };

/** What is left of an error budget. @internal */
export type Budget = Tally & {
  /** Good and bad ones: the denominator. */
  total: number;
  /** So many may be bad, usually no whole number. */
  allowed: number;
  /** `allowed` less those that were bad. Negative: overspent. */
  remaining: number;
  /** `remaining` as a share of `allowed`; null while nothing counts. */
  remainingRatio: number | null;
  /** Whole misses that are left. Negative: the promise is broken. */
  missesLeft: number;
  /** The share of what was due of which is known what became of it, 0 to 1; null while nothing was due. */
  coverage: number | null;
  /** Enough is known for a claim: no gate and no scorecard passes without. */
  established: boolean;
  /** The share that was good, in percent as the target is; null while nothing counts. */
  attained: number | null;
};

/** Which days count. @internal */
export type BudgetOptions = {
  days: BudgetDay[];
  /** With `now`, only the days of the window that it is in. All days count where they aren't given. */
  window?: SloWindow;
  now?: Date;
};

/**
 * The error budget of some days: the sum over the days of (1 - target) * (good + bad), each day by the target then in force, less the
 * bad ones (Google SRE workbook, "Implementing SLOs").
 *
 * Targets are taken as integers of a millionth of a percent, so that 99.9 % of 1,000 allows 1 and not 0.9999.
 *
 * @internal
 */
export function budget({ days, window, now }: BudgetOptions): Budget {
  let counted = days;
  if (window && now) {
    const { from, to } = windowRange(window, now);
    counted = days.filter(({ date }) => date >= from && date < to);
  }
  return budgetOf(
    counted.reduce((sum, { tally }) => addTallies(sum, tally), emptyTally()),
    counted.reduce((sum, day) => sum + allowedParts(day), 0),
  );
}

/** The budget after a day. @internal */
export type BudgetPoint = {
  date: string;
  good: number;
  bad: number;
  allowed: number;
  remaining: number;
  remainingRatio: number | null;
};

/**
 * The budget after each date of [from, to), for a burn-down: a rolling window gets back what leaves it, a calendar window starts
 * again.
 *
 * @param options - `days` in any order, with those of the window before `from`
 * @internal
 */
export function budgetSeries(options: {
  days: BudgetDay[];
  window: SloWindow;
  from: string;
  to: string;
}): BudgetPoint[] {
  const { window, from, to } = options;
  const days = new Map(options.days.map(day => [day.date, day]));
  const points: BudgetPoint[] = [];
  let start = from < to ? windowOf(window, from).from : to;
  let entered = start;
  let sum: [good: number, bad: number, parts: number] = [0, 0, 0];
  const turn = (date: string, by: 1 | -1) => {
    const day = days.get(date);
    if (!day) return;
    const { good, bad } = day.tally;
    const [g, b, parts] = sum;
    sum = [g + by * good, b + by * bad, parts + by * allowedParts(day)];
  };
  for (let date = from; date < to; date = addDays(date, 1)) {
    const opens = windowOf(window, date).from;
    for (; start < opens; start = addDays(start, 1)) turn(start, -1);
    for (; entered <= date; entered = addDays(entered, 1)) turn(entered, 1);
    const [good, bad, parts] = sum;
    const { allowed, remaining, remainingRatio } = budgetOf(
      { ...emptyTally(), good, bad },
      parts,
    );
    points.push({ date, good, bad, allowed, remaining, remainingRatio });
  }
  return points;
}

function budgetOf(tally: Tally, parts: number): Budget {
  const { good, bad, unknown } = tally;
  const total = good + bad;
  const due = total + unknown;
  const allowed = parts / PARTS;
  const remaining = (parts - bad * PARTS) / PARTS;
  const coverage = due === 0 ? null : total / due;
  return {
    ...tally,
    total,
    allowed,
    remaining,
    remainingRatio: parts === 0 ? null : (parts - bad * PARTS) / parts,
    missesLeft: Math.floor(allowed) - bad,
    coverage,
    established: coverage !== null && coverage >= COVERAGE_FLOOR,
    attained: total === 0 ? null : (100 * good) / total,
  };
}

/** How much of a bad one a day allows, in parts. */
function allowedParts({ target, tally }: BudgetDay): number {
  return (
    Math.round((100 - target) * PARTS_PER_PERCENT) * (tally.good + tally.bad)
  );
}
