import type { SloDefinition } from '@sluice/plugin-pipelines-common';
import type { RunHistory } from '../observations';
import { isByReadings, type MemberEvidence } from './CompletionReader';
import { deadlinesBetween } from './deadlines';
import { earlier, later, localDateOf, plusMs } from './localTime';
import { expectedIntervalEnds } from './occurrences';
import type { SloDecision, VerdictToPut } from './sloRecords';
import { exclusionsOf, quarantinedOf } from './strategies/terms';
import { judge, type Occurrence } from './verdicts';

/** The next deadline is looked for so far ahead, in days; first near, then far. */
const LOOK_AHEAD_DAYS = [2, 12, 100, 400];
const DAY_MS = 24 * 3600_000;
/** Runs this far around a period say which time of a schedule they belong to, where the clocks change. */
const MARGIN_MS = 3 * 3600_000;

/** What a pipeline is judged by. @internal */
export type JudgeMemberOptions = {
  definition: SloDefinition;
  /** Whether a date belongs to the calendar of the definition; all do where it isn't given. */
  has?: (date: string) => boolean;
  /** Occurrences that are due in [from, to) are judged; without `to` also the next one. */
  due: { from: string; to?: string };
  /** Runs before this aren't expected. */
  activeFrom: string;
  /**
   * When the promise was first judged. A pipeline that ran for the first time after that was expected to from here on; of the time before
   * its first run, and before anybody looked, nothing says that it should have run.
   */
  lookedFrom: string;
  now: Date;
  decisions: SloDecision[];
  evidence: MemberEvidence;
};

/** Verdicts that aren't yet tied to an SLO and a pipeline. @internal */
export type JudgedOccurrence = Omit<VerdictToPut, 'sloId' | 'pipelineId'>;

/** Verdicts on the occurrences that are due in a period, both ends inclusive. @internal */
export type JudgedPeriod = {
  period: { from: string; to: string };
  verdicts: JudgedOccurrence[];
};

/**
 * Judges the occurrences of one pipeline that are due in a period.
 *
 * @returns undefined for kinds that are counted instead: freshness, completeness and correctness
 * @internal
 */
export async function judgeMember(
  options: JudgeMemberOptions,
): Promise<JudgedPeriod | undefined> {
  switch (options.definition.kind) {
    case 'deadline':
      return judgeDeadlines(options);
    case 'duration':
    case 'success':
      return judgeIntervals(options);
    default:
      return undefined;
  }
}

/**
 * How long after the end of an interval it is due, in seconds; undefined where a deadline says when.
 *
 * @internal
 */
export function dueAfterSeconds(definition: SloDefinition): number | undefined {
  switch (definition.kind) {
    case 'duration':
      return definition.duration.maxSeconds;
    case 'success':
      return definition.success.withinSeconds;
    default:
      return undefined;
  }
}

async function judgeDeadlines(
  options: JudgeMemberOptions,
): Promise<JudgedPeriod | undefined> {
  const { definition, due, has, now } = options;
  if (definition.kind !== 'deadline') return undefined;
  const { deadline } = definition;
  const at = now.toISOString();
  let deadlines = deadlinesBetween({
    deadline,
    has,
    from: due.from,
    to: due.to ?? at,
  });
  if (due.to === undefined) {
    for (const days of LOOK_AHEAD_DAYS) {
      const [next] = deadlinesBetween({
        deadline,
        has,
        from: later(at, due.from),
        to: plusMs(at, days * DAY_MS),
      });
      if (!next) continue;
      deadlines = [...deadlines, next];
      break;
    }
  }
  if (deadlines.length === 0) return undefined;
  const { history, expected } = await readIntervals(options, {
    after: deadlines[0].dataFrom,
    through: deadlines[deadlines.length - 1].dataThrough,
  });
  const occurrences = deadlines.map(d => ({
    key: d.date,
    dueAt: d.dueAt,
    localDate: d.date,
    timezone: deadline.timezone,
    intervalEnds: intervalsOf(d, expected, history, definition),
    scheduleKnown: history.schedule !== undefined,
  }));
  const period = {
    from: due.from,
    to: deadlines[deadlines.length - 1].dueAt,
  };
  return judgeAll(occurrences, history, period, options);
}

async function judgeIntervals(
  options: JudgeMemberOptions,
): Promise<JudgedPeriod | undefined> {
  const { definition, due, now } = options;
  const limitMs = dueAfterSeconds(definition)! * 1000;
  const from = plusMs(due.from, -limitMs);
  const at = now.toISOString();
  const through = due.to ? earlier(plusMs(due.to, -limitMs - 1), at) : at;
  if (through < from) return undefined;
  const { history, expected } = await readIntervals(options, {
    after: plusMs(from, -1),
    through,
  });
  const { window } = definition;
  const timezone = window.type === 'calendar' ? window.timezone : 'UTC';
  const occurrences = expected.map(end => ({
    key: end,
    dueAt: plusMs(end, limitMs),
    localDate: localDateOf(end, timezone),
    timezone,
    intervalEnds: [end],
    scheduleKnown: history.schedule !== undefined,
  }));
  const period = { from: due.from, to: plusMs(through, limitMs) };
  return judgeAll(occurrences, history, period, options);
}

/** The intervals that have to be in by a deadline. Where nothing says when it runs, readings still say whether its data is there. */
function intervalsOf(
  { dataFrom, dataThrough }: { dataFrom: string; dataThrough: string },
  expected: string[],
  { schedule }: RunHistory,
  definition: SloDefinition,
): string[] {
  const own = expected.filter(end => end > dataFrom && end <= dataThrough);
  const isUnscheduled = own.length === 0 && schedule === undefined;
  return isUnscheduled && isByReadings(definition) ? [dataThrough] : own;
}

/** The ends of the intervals in (after, through], and what is known of them. */
async function readIntervals(
  { activeFrom, evidence, lookedFrom }: JudgeMemberOptions,
  { after, through }: { after: string; through: string },
): Promise<{ history: RunHistory; expected: string[] }> {
  const history = await evidence.history({
    after: plusMs(after, -MARGIN_MS),
    through: plusMs(through, MARGIN_MS),
  });
  const expected = expectedIntervalEnds({
    // What is switched off isn't expected to run; what it ran before it was switched off counts by its runs.
    schedule: history.paused ? undefined : history.schedule,
    runs: history.runs,
    from: after,
    to: through,
    activeFrom: later(
      activeFrom,
      earlier(history.firstPlace ?? lookedFrom, lookedFrom),
    ),
  });
  return { history, expected };
}

async function judgeAll(
  occurrences: Occurrence[],
  history: RunHistory,
  period: JudgedPeriod['period'],
  options: JudgeMemberOptions,
): Promise<JudgedPeriod | undefined> {
  const { decisions, evidence, now } = options;
  const tellsFrom = await evidence.tellsFrom();
  const told = occurrences.filter(
    ({ intervalEnds }) =>
      tellsFrom === undefined || intervalEnds.every(end => end >= tellsFrom),
  );
  // What can't be told any more keeps the verdict that it has.
  const isCut = told.length < occurrences.length;
  if (isCut && told.length === 0) return undefined;
  const { completions, readableUntil } = await evidence.completions({
    history,
    intervalEnds: told.flatMap(({ intervalEnds }) => intervalEnds),
  });
  const exclusions = exclusionsOf(decisions);
  const quarantined = quarantinedOf(
    decisions,
    told.flatMap(({ intervalEnds }) => intervalEnds),
  );
  const verdicts = told.flatMap(occurrence => {
    const verdict = judge(occurrence, {
      now: now.toISOString(),
      readableUntil,
      completions,
      exclusions,
      quarantined,
    });
    return verdict
      ? {
          ...verdict,
          occurrence: occurrence.key,
          localDate: occurrence.localDate,
        }
      : [];
  });
  return {
    period: isCut ? { ...period, from: told[0].dueAt } : period,
    verdicts,
  };
}
