import type { FactReading, FactValue } from '@sluice/plugin-pipelines-node';
import { evaluate, type VersionedScorecard } from './evaluate';
import type { LevelChange, ResultRecord } from './ResultStore';
import type { DayCount } from './StandingReads';
import { appliesTo, type ScorecardSubject } from './subject';

const DAY_MS = 86_400_000;

/** A fact that was otherwise at the end of a day. @internal */
export type PastFact = { entityRef: string; fact: string; value: FactValue };

/** What is told of the past of a scorecard. @internal */
export type PastStanding = {
  days: Array<DayCount & { scorecardId: string }>;
  changes: LevelChange[];
  /** Since when pipelines have had the level that they have now, by entity ref. */
  since: Map<string, string>;
};

/**
 * Where pipelines stood at the end of each day, by what a demo tells of their facts: the same checks as now, with the facts of then. Nothing is written by it.
 *
 * @param of - `readings`: as they are now, by entity ref and fact; `before`: what was otherwise so many days ago, 1 is yesterday; `now`: ISO 8601 in UTC
 * @internal
 */
export function pastStandings(of: {
  versioned: VersionedScorecard;
  subjects: readonly ScorecardSubject[];
  readings: ReadonlyMap<string, ReadonlyMap<string, FactReading>>;
  days: number;
  before: (daysAgo: number) => PastFact[];
  now: string;
}): PastStanding {
  const { before, days, now, readings, versioned } = of;
  const { scorecard } = versioned;
  const today = Date.parse(`${now.slice(0, 10)}T00:00:00.000Z`);
  const subjects = of.subjects.filter(each =>
    appliesTo(scorecard.appliesTo, each),
  );
  const told: PastStanding = { days: [], changes: [], since: new Map() };
  const standing = new Map<string, ResultRecord>();
  for (let daysAgo = days; daysAgo >= 1; daysAgo--) {
    const end = today - (daysAgo - 1) * DAY_MS - 1;
    const at = new Date(end).toISOString();
    const otherwise = new Map<string, Map<string, FactValue>>();
    for (const { entityRef, fact, value } of before(daysAgo)) {
      const own = otherwise.get(entityRef) ?? new Map();
      otherwise.set(entityRef, own.set(fact, value));
    }
    const counts = new Map<string, DayCount>();
    for (const subject of subjects) {
      const { entityRef, owner } = subject;
      const evaluation = evaluate({
        versioned,
        subject,
        readings: readingsThen(
          readings.get(entityRef) ?? new Map(),
          otherwise.get(entityRef),
          at,
        ),
        exemptions: [],
        before: standing.get(entityRef),
        at: timeOfDay(entityRef, end),
      });
      if (evaluation.put) standing.set(entityRef, evaluation.put);
      if (evaluation.change) {
        told.changes.push(evaluation.change);
        told.since.set(entityRef, evaluation.change.at);
      }
      const level = standing.get(entityRef)!.standing.level ?? '';
      const key = `${owner} ${level}`;
      const own = counts.get(key) ?? {
        date: at.slice(0, 10),
        owner,
        level,
        pipelines: 0,
      };
      own.pipelines += 1;
      counts.set(key, own);
    }
    told.days.push(
      ...[...counts.values()].map(each => ({
        ...each,
        scorecardId: scorecard.id,
      })),
    );
  }
  return told;
}

/** The facts of a pipeline as they were. They are as old as they are now. */
function readingsThen(
  now: ReadonlyMap<string, FactReading>,
  otherwise: ReadonlyMap<string, FactValue> | undefined,
  at: string,
): ReadonlyMap<string, FactReading> {
  const then = new Map<string, FactReading>();
  for (const [fact, reading] of now) then.set(fact, { ...reading, at });
  for (const [fact, value] of otherwise ?? []) {
    const reading = now.get(fact);
    // What makes no sense of the pipeline never did, and what isn't known isn't made up.
    if (reading?.state !== 'known') continue;
    then.set(fact, { ...reading, at, state: 'known', value });
  }
  return then;
}

/** Changes come in the working day, not all at midnight. */
function timeOfDay(entityRef: string, end: number): string {
  let hash = 0;
  for (const char of entityRef) {
    hash = (hash * 31 + char.codePointAt(0)!) % 36_000;
  }
  return new Date(end - (18 * 3600 - hash) * 1000).toISOString();
}
