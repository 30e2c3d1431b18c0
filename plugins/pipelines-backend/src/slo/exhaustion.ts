import type { SloWindow } from '@sluice/plugin-pipelines-common';
import { budget, type BudgetDay } from './budget';
import { addDays } from './localTime';
import { windowOf } from './sloWindow';
import { emptyTally } from './tally';

/** Over so many days the burn is taken to go on as it did. */
const RECENT_DAYS = 7;
/** One bad day, or two misses, are no trend. */
const FEWEST_BAD = 3;
const FEWEST_BAD_DAYS = 2;

/** When a budget will be spent if things go on as they do. @internal */
export type ExhaustionForecast = {
  /** The first local date after which more was bad than allowed. */
  date: string;
  /** Days from today until then. */
  inDays: number;
  /** Bad ones a day of late, which it assumes to go on. */
  badPerDay: number;
};

/**
 * When the budget will be spent, linear on the burn of the last seven days: each day to come gets their mean of good and bad ones,
 * while the days that leave a rolling window take theirs along.
 *
 * @param options - `today` is the last local date with counts
 * @returns undefined where a forecast means nothing: the budget is spent already, fewer than 3 were bad or all on one day, or it
 *   lasts until the end of the window (a rolling one: for its length)
 * @internal
 */
export function exhaustionForecast(options: {
  days: BudgetDay[];
  window: SloWindow;
  today: string;
}): ExhaustionForecast | undefined {
  const { window, today } = options;
  const days = options.days.filter(({ date }) => date <= today);
  const since = addDays(today, -RECENT_DAYS);
  const recent = days.filter(({ date }) => date > since);
  const burnt = recent.filter(({ tally }) => tally.bad > 0);
  const bad = recent.reduce((sum, { tally }) => sum + tally.bad, 0);
  if (bad < FEWEST_BAD || burnt.length < FEWEST_BAD_DAYS) return undefined;
  if (isSpent(days, window, today)) return undefined;

  const good = recent.reduce((sum, { tally }) => sum + tally.good, 0);
  const mean = {
    ...emptyTally(),
    good: good / RECENT_DAYS,
    bad: bad / RECENT_DAYS,
  };
  const target = days.reduce((a, b) => (a.date > b.date ? a : b)).target;
  const last =
    window.type === 'rolling'
      ? addDays(today, window.days)
      : addDays(windowOf(window, today).to, -1);
  const ahead = [...days];
  for (let inDays = 1; ; inDays++) {
    const date = addDays(today, inDays);
    if (date > last) return undefined;
    ahead.push({ date, target, tally: mean });
    if (isSpent(ahead, window, date)) {
      return { date, inDays, badPerDay: mean.bad };
    }
  }
}

function isSpent(days: BudgetDay[], window: SloWindow, date: string): boolean {
  const { from, to } = windowOf(window, date);
  const counted = days.filter(day => day.date >= from && day.date < to);
  // Means are no whole numbers, and neither is their sum.
  return budget({ days: counted }).remaining < -1e-9;
}
