import type { VerdictState } from '@sluice/plugin-pipelines-common';

/** The counts of one local day. @internal */
export type Tally = {
  good: number;
  bad: number;
  unknown: number;
  excluded: number;
  pending: number;
  /** Timeslices in which nothing was to be done. */
  idle: number;
  /** Those of the good ones that a person had to rescue. */
  rescued: number;
};

/** What a tally needs of a verdict. @internal */
export type TalliedVerdict = {
  localDate: string;
  state: VerdictState;
  rawState: VerdictState;
  rescued: boolean;
  /** How many alike it stands for; one where it isn't given. */
  count?: number;
};

/** By what people decided, or by the facts alone. @internal */
export type TallyView = 'adjusted' | 'raw';

/** What each state counts as. */
const COUNTS_AS = {
  GOOD: 'good',
  LATE: 'bad',
  MISSING: 'bad',
  UNKNOWN: 'unknown',
  EXCLUDED: 'excluded',
  PENDING: 'pending',
} as const satisfies Record<VerdictState, keyof Tally>;

/** Nothing counted yet. @internal */
export function emptyTally(): Tally {
  return {
    good: 0,
    bad: 0,
    unknown: 0,
    excluded: 0,
    pending: 0,
    idle: 0,
    rescued: 0,
  };
}

/** Both together. @internal */
export function addTallies(a: Tally, b: Tally): Tally {
  return {
    good: a.good + b.good,
    bad: a.bad + b.bad,
    unknown: a.unknown + b.unknown,
    excluded: a.excluded + b.excluded,
    pending: a.pending + b.pending,
    idle: a.idle + b.idle,
    rescued: a.rescued + b.rescued,
  };
}

/**
 * The counts of verdicts by local date.
 *
 * @param view - `raw` leaves out what people decided: nothing is excluded, and what was in quarantine counts as it arrived
 * @internal
 */
export function tallyOf(
  verdicts: Iterable<TalliedVerdict>,
  view: TallyView = 'adjusted',
): Map<string, Tally> {
  const days = new Map<string, Tally>();
  for (const verdict of verdicts) {
    count(days, verdict, verdict.count ?? 1, view);
  }
  return days;
}

/** How many of the verdicts of each local date are on what never came. @internal */
export function missingOf(
  verdicts: Iterable<Pick<TalliedVerdict, 'localDate' | 'state' | 'count'>>,
): Map<string, number> {
  const days = new Map<string, number>();
  for (const { localDate, state, count: alike = 1 } of verdicts) {
    if (state !== 'MISSING') continue;
    days.set(localDate, (days.get(localDate) ?? 0) + alike);
  }
  return days;
}

function count(
  days: Map<string, Tally>,
  { localDate, state, rawState, rescued }: TalliedVerdict,
  by: number,
  view: TallyView,
): void {
  const tally = days.get(localDate) ?? emptyTally();
  const field = COUNTS_AS[view === 'raw' ? rawState : state];
  tally[field] += by;
  if (field === 'good' && rescued) tally.rescued += by;
  days.set(localDate, tally);
}
