import type {
  SloCompletion,
  SloDefinition,
} from '@sluice/plugin-pipelines-common';
import type { RunHistory } from '../observations';
import type { RunCompletion } from './completions';
import { deadlinesBetween } from './deadlines';
import { earlier, later, localDateOf, plusMs } from './localTime';
import { expectedIntervalEnds } from './occurrences';
import type { SloDecision, VerdictToPut } from './sloRecords';
import { completionsOf, judge, type Occurrence } from './verdicts';

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
  now: Date;
  decisions: SloDecision[];
  history: (period: { after: string; through: string }) => Promise<RunHistory>;
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
 * @returns undefined for kinds that are counted instead (freshness, completeness and correctness), and where what completes an interval
 *   isn't observed: a dataset, the reach of its data, or a path to one. Nothing is claimed then
 * @internal
 */
export async function judgeMember(
  options: JudgeMemberOptions,
): Promise<JudgedPeriod | undefined> {
  if (!completionOfSlo(options.definition)) return undefined;
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

/** What completes an interval, where it can be seen in runs. */
function completionOfSlo(definition: SloDefinition): RunCompletion | undefined {
  switch (definition.kind) {
    case 'deadline':
      return inRuns(definition.deadline.completion);
    case 'duration': {
      const { completion, from, to } = definition.duration;
      return from || to ? undefined : inRuns(completion);
    }
    default:
      return { type: 'run' };
  }
}

function inRuns(completion: SloCompletion): RunCompletion | undefined {
  return completion.type === 'run' || completion.type === 'task'
    ? completion
    : undefined;
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
    intervalEnds: expected.filter(e => e > d.dataFrom && e <= d.dataThrough),
    scheduleKnown: history.schedule !== undefined,
  }));
  return {
    period: {
      from: due.from,
      to: deadlines[deadlines.length - 1].dueAt,
    },
    verdicts: judgeAll(occurrences, history, options),
  };
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
  return {
    period: { from: due.from, to: plusMs(through, limitMs) },
    verdicts: judgeAll(occurrences, history, options),
  };
}

/** The ends of the intervals in (after, through], and what is known of them. */
async function readIntervals(
  { activeFrom, history: read }: JudgeMemberOptions,
  { after, through }: { after: string; through: string },
): Promise<{ history: RunHistory; expected: string[] }> {
  const history = await read({
    after: plusMs(after, -MARGIN_MS),
    through: plusMs(through, MARGIN_MS),
  });
  const expected = expectedIntervalEnds({
    // What is switched off isn't expected to run; what it ran before it was switched off counts by its runs.
    schedule: history.paused ? undefined : history.schedule,
    runs: history.runs,
    from: after,
    to: through,
    activeFrom,
  });
  return { history, expected };
}

function judgeAll(
  occurrences: Occurrence[],
  history: RunHistory,
  options: JudgeMemberOptions,
): JudgedOccurrence[] {
  const { decisions, definition, now } = options;
  const completion = completionOfSlo(definition)!;
  const completions = completionsOf(history.runs, completion);
  const exclusions = decisions
    .filter(d => d.kind === 'exclusion' && !d.withdrawnAt)
    .map(d => ({
      from: d.fromAt,
      to: d.toAt,
      decisionId: d.id,
      confirmed: d.confirmedAt !== null,
    }));
  return occurrences.flatMap(occurrence => {
    const verdict = judge(occurrence, {
      now: now.toISOString(),
      readableUntil: history.readThrough,
      completions,
      exclusions,
    });
    return verdict
      ? {
          ...verdict,
          occurrence: occurrence.key,
          localDate: occurrence.localDate,
        }
      : [];
  });
}
