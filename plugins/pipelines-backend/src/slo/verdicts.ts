import type { VerdictState } from '@sluice/plugin-pipelines-common';
import { CLOCK_SKEW_TOLERANCE_MS } from '../observations';
import type { Completion, PathHop, ReachEvidence } from './completions';
import { iso, millis } from './localTime';

export { completionOf, completionsOf } from './completions';
export type { Completion } from './completions';

/** What can't be resolved in this time never is: the verdict is final. */
const RESOLVE_MS = 72 * 3600_000;

/** Readings further apart than this don't tell on which side of the due time something arrived between them. */
const CLOSE_MS = 15 * 60_000;

/** So many runs and intervals are named in the evidence. */
const NAMED = 20;

/**
 * Why a verdict is what it is.
 *
 * - `in-time`, `late` everything arrived
 * - `not-due` there is still time
 * - `failed` its run ended without success
 * - `not-finished` its run hasn't ended
 * - `not-run` no run was seen
 * - `marked-by-hand` its run was declared a success without a try
 * - `unreadable` its source wasn't read past the due time, or can't tell
 * - `clock-ahead` its source reports an arrival in the future
 * - `quarantined` it arrived, but its data is declared unusable
 * - `excluded` a decision takes it out
 *
 * @internal
 */
export type VerdictReason =
  | 'in-time'
  | 'late'
  | 'not-due'
  | 'failed'
  | 'not-finished'
  | 'not-run'
  | 'marked-by-hand'
  | 'unreadable'
  | 'clock-ahead'
  | 'quarantined'
  | 'excluded';

/** What is judged: a deadline with all its intervals, or one interval. Instants are ISO 8601 in UTC with milliseconds. @internal */
export type Occurrence = {
  key: string;
  dueAt: string;
  localDate: string;
  timezone: string;
  /** The ends of the intervals that have to be in. */
  intervalEnds: string[];
  /** False: nothing says when it is to run, so one interval is expected where none was seen. Defaults to true. */
  scheduleKnown?: boolean;
};

/** A decision that takes out what is due in [from, to). @internal */
export type Exclusion = {
  from: string;
  to: string;
  decisionId: number;
  /** One that isn't changes nothing yet. */
  confirmed: boolean;
};

/** What is known at a moment. Instants are ISO 8601 in UTC with milliseconds. @internal */
export type Evidence = {
  now: string;
  /** Until when the sources were read; null: never. */
  readableUntil: string | null;
  /** By the end of the interval. */
  completions: ReadonlyMap<string, Completion>;
  exclusions: Exclusion[];
  /** By the end of the interval, the decision that declares its data unusable. */
  quarantined?: ReadonlyMap<string, number>;
};

/** What became of an occurrence. @internal */
export type Verdict = {
  state: VerdictState;
  /** Without what people decided. */
  rawState: VerdictState;
  dueAt: string;
  /** When the last of the intervals arrived, ISO 8601 in UTC; null if one hasn't. */
  arrivedAt: string | null;
  /** Whole seconds by which it was early; late if negative. */
  marginSeconds: number | null;
  rescued: boolean;
  evidence: {
    /** Those that decided it first, at most 20. */
    runIds: number[];
    sourceIds: string[];
    /** How many intervals had to be in. */
    intervals: number;
    /** The ends of those that weren't, at most 20. */
    missing: string[];
    reason: VerdictReason;
    /** The readings of data that decided it, where no run did, at most 20. */
    readings?: ReachEvidence[];
    /** The way of the interval that decided it, from pipeline to pipeline. */
    hops?: PathHop[];
    /** The decision that took it out, or declared its data unusable. */
    decisionId?: number;
  };
  /** The passing of time won't change it any more; a new observation or decision may. */
  final: boolean;
};

/** What the facts say, before what people decided. */
type RawVerdict = { state: VerdictState; reason: VerdictReason };

type SeenInterval = { end: string; completion?: Completion };

/** Intervals sorted by what is known of them. */
class Survey {
  readonly #seen: SeenInterval[];
  readonly #expected: number;
  /** When the last of those that arrived did, milliseconds since 1970. */
  readonly latest: number | null;
  readonly missing: string[] = [];
  /** What is said of the intervals that aren't there: undefined where no run was seen. */
  readonly missed: Array<Completion | undefined> = [];
  readonly rescued: boolean;
  /** Of the missing ones, some are reported to arrive in the future. */
  readonly isAhead: boolean;

  constructor({ dueAt, intervalEnds }: Occurrence, evidence: Evidence) {
    const { completions, now } = evidence;
    const believable = iso(millis(now) + CLOCK_SKEW_TOLERANCE_MS);
    this.#expected = Math.max(1, intervalEnds.length);
    this.#seen = [...intervalEnds]
      .sort()
      .map(end => ({ end, completion: known(completions.get(end), dueAt) }));
    let latest: string | null = null;
    let rescued = false;
    let isAhead = false;
    for (const { end, completion } of this.#seen) {
      const arrivedAt = completion?.arrivedAt ?? null;
      if (arrivedAt && !completion?.markedByHand && arrivedAt <= believable) {
        if (latest === null || arrivedAt > latest) latest = arrivedAt;
        rescued ||= completion?.rescued ?? false;
      } else {
        this.missing.push(end);
        this.missed.push(completion);
        isAhead ||= isFuture(completion);
      }
    }
    if (intervalEnds.length === 0) this.missed.push(undefined);
    this.latest = latest === null ? null : millis(latest);
    this.rescued = rescued;
    this.isAhead = isAhead;
  }

  get isComplete(): boolean {
    return this.missed.length === 0;
  }

  /** Those that decided the verdict first: what isn't there, then what came last. */
  named(): Omit<Verdict['evidence'], 'reason'> {
    const missing = new Set(this.missing);
    const rank = ({ end, completion }: SeenInterval) =>
      missing.has(end) ? '~' : completion!.arrivedAt!;
    const decisive = [...this.#seen]
      .sort((a, b) => descending(rank(a), rank(b)))
      .flatMap(({ completion }) => completion ?? []);
    return {
      runIds: unique(decisive.flatMap(c => c.runId ?? [])).slice(0, NAMED),
      sourceIds: unique(decisive.flatMap(c => c.sourceId ?? [])).sort(),
      intervals: this.#expected,
      missing: this.missing.slice(0, NAMED),
      ...found(
        'readings',
        decisive.flatMap(c => c.reading ?? []),
      ),
      ...found('hops', decisive.find(c => c.hops)?.hops),
    };
  }
}

/**
 * Judges one occurrence by what is known at a moment. The same facts always give the same verdict, so judging again is idempotent
 * and nothing depends on the order in which observations came.
 *
 * - GOOD: every interval first arrived by the due time. LATE: the last arrived after it.
 * - PENDING: not due yet, whether or not its run failed: it can be rescued.
 * - MISSING: due, its sources were read past that, and an interval isn't there. It is LATE when it arrives after all.
 * - UNKNOWN: due, and nobody can tell. Resolves when the sources have been read; after 72 h it is final.
 * - EXCLUDED by a confirmed decision. An arrival in quarantine counts as MISSING. `rawState` knows of neither.
 *
 * An arrival that readings saw too seldom to tell on which side of the due time it was is UNKNOWN.
 *
 * An arrival later than the clock here (by more than the tolerance) isn't believed: while it lies in the future the verdict is
 * UNKNOWN, after that it counts as the source said.
 *
 * @returns undefined if nothing was expected
 * @internal
 */
export function judge(
  occurrence: Occurrence,
  evidence: Evidence,
): Verdict | undefined {
  const { dueAt, intervalEnds, scheduleKnown = true } = occurrence;
  if (intervalEnds.length === 0 && scheduleKnown) return undefined;
  const survey = new Survey(occurrence, evidence);
  const raw = rawVerdict(survey, dueAt, evidence);
  const decided = decide(raw, occurrence, evidence);
  const isArrived = raw.state === 'GOOD' || raw.state === 'LATE';
  const arrivedAt = isArrived ? survey.latest : null;
  return {
    ...decided,
    rawState: raw.state,
    dueAt,
    arrivedAt: arrivedAt === null ? null : iso(arrivedAt),
    // Down, so that a fraction of a second too late is negative.
    marginSeconds:
      arrivedAt === null
        ? null
        : Math.floor((millis(dueAt) - arrivedAt) / 1000),
    rescued: isArrived && survey.rescued,
    evidence: {
      ...survey.named(),
      ...decided.evidence,
    },
    final: isFinal(decided.state, raw.state, survey, occurrence, evidence),
  };
}

function rawVerdict(
  survey: Survey,
  dueAt: string,
  { now, readableUntil }: Evidence,
): RawVerdict {
  const isDue = now >= dueAt;
  const isLate = survey.latest !== null && survey.latest > millis(dueAt);
  if (survey.isComplete && !isLate) return { state: 'GOOD', reason: 'in-time' };
  if (!isDue) return { state: 'PENDING', reason: 'not-due' };
  if (survey.isComplete) return { state: 'LATE', reason: 'late' };

  const told = survey.missed.filter(c => !c?.unreadable && !isFuture(c));
  if (told.length > 0 && readableUntil !== null && readableUntil >= dueAt) {
    return { state: 'MISSING', reason: whyMissing(told) };
  }
  // One that came late is bad whatever became of the others.
  if (isLate) return { state: 'LATE', reason: 'late' };
  return {
    state: 'UNKNOWN',
    reason: survey.isAhead ? 'clock-ahead' : 'unreadable',
  };
}

/** What is sure of a completion: one that was seen only by a reading long after may have been in time. */
function known(
  completion: Completion | undefined,
  dueAt: string,
): Completion | undefined {
  const { arrivedAfter, arrivedAt } = completion ?? {};
  if (!completion || !arrivedAt || arrivedAfter === undefined)
    return completion;
  if (arrivedAt <= dueAt || (arrivedAfter ?? '') >= dueAt) return completion;
  return arrivedAfter !== null &&
    millis(arrivedAt) - millis(arrivedAfter) <= CLOSE_MS
    ? completion
    : { ...completion, arrivedAt: null, unreadable: true };
}

function found<TName extends string, TItem>(
  name: TName,
  items: TItem[] | undefined,
): Partial<Record<TName, TItem[]>> {
  return items?.length
    ? ({ [name]: items.slice(0, NAMED) } as Record<TName, TItem[]>)
    : {};
}

/** Not there, although its source says when it will have been. */
function isFuture(completion: Completion | undefined): boolean {
  return Boolean(completion?.arrivedAt && !completion.markedByHand);
}

function whyMissing(missed: Array<Completion | undefined>): VerdictReason {
  if (missed.some(c => c?.failed)) return 'failed';
  if (missed.some(c => c?.markedByHand)) return 'marked-by-hand';
  return missed.some(c => c === undefined) ? 'not-run' : 'not-finished';
}

/** What people decided on it. */
function decide(
  raw: RawVerdict,
  { dueAt, intervalEnds }: Occurrence,
  { exclusions, now, quarantined }: Evidence,
): {
  state: VerdictState;
  evidence: Pick<Verdict['evidence'], 'reason' | 'decisionId'>;
} {
  const [exclusion] = exclusions
    .filter(e => e.confirmed && e.from <= dueAt && dueAt < e.to)
    .sort((a, b) => a.decisionId - b.decisionId);
  if (exclusion) {
    const { decisionId } = exclusion;
    const evidence = { reason: 'excluded' as const, decisionId };
    return { state: 'EXCLUDED', evidence };
  }
  const isArrived = raw.state === 'GOOD' || raw.state === 'LATE';
  const [unusable] = intervalEnds.flatMap(end => quarantined?.get(end) ?? []);
  if (isArrived && unusable !== undefined) {
    const evidence = {
      reason: 'quarantined' as const,
      decisionId: unusable,
    };
    if (raw.state === 'LATE') return { state: 'LATE', evidence };
    // It can still be made again in time.
    return { state: now < dueAt ? 'PENDING' : 'MISSING', evidence };
  }
  return { state: raw.state, evidence: { reason: raw.reason } };
}

function isFinal(
  state: VerdictState,
  rawState: VerdictState,
  survey: Survey,
  { dueAt }: Occurrence,
  { now }: Evidence,
): boolean {
  if (state === 'PENDING' || rawState === 'PENDING') return false;
  if (survey.isComplete) return true;
  return !survey.isAhead && millis(now) >= millis(dueAt) + RESOLVE_MS;
}

function descending(a: string, b: string): number {
  if (a === b) return 0;
  return a > b ? -1 : 1;
}

function unique<T>(values: T[]): T[] {
  return [...new Set(values)];
}
