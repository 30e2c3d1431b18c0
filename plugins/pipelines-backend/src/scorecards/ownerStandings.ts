import type {
  CheckCount,
  LevelDay,
  Mover,
  OwnerStanding,
  ScorecardToDo,
} from '@sluice/plugin-pipelines-common';
import { checksOf } from './apiScorecard';
import type { CheckResult } from './checks';
import { missingFor } from './levels';
import {
  type LevelCounts,
  levelOfCounts,
  meanLevel,
  noCounts,
  rankOf,
} from './ownerLevels';
import {
  EFFORTS,
  type Scorecard,
} from '@sluice/plugin-pipelines-node/documents';
import type { DayCount, ResultSummary } from './StandingReads';

/** The largest changes that are named. */
const MOST_MOVERS = 10;

const COUNT_OF = {
  passed: 'passed',
  failed: 'failed',
  unknown: 'unknown',
  exempt: 'exempt',
  'not-applicable': 'notApplicable',
} as const satisfies Record<CheckResult['state'], keyof CheckCount>;

/**
 * Where each owner stands, the lowest first.
 *
 * @param of - `days`: of owners of whose pipelines all may be seen, the oldest first; `moved`: by owner, since a week ago
 * @internal
 */
export function ownerStandings(of: {
  scorecard: Scorecard;
  results: readonly ResultSummary[];
  days: readonly DayCount[];
  moved: ReadonlyMap<string, { up: number; down: number }>;
}): OwnerStanding[] {
  const { days, moved, results, scorecard } = of;
  const daysOf = groupBy(days, each => each.owner);
  return [...groupBy(results, each => each.owner)]
    .map(([owner, own]): OwnerStanding => {
      const counts = noCounts(scorecard);
      for (const { level } of own) counts[rankOf(scorecard, level)] += 1;
      return {
        owner,
        level: levelOfCounts(scorecard, counts),
        pipelines: own.length,
        levels: counts,
        checks: checkCounts(scorecard, own),
        trend: trendOf(scorecard, daysOf.get(owner) ?? []),
        exemptions: own.reduce(
          (sum, { checks }) =>
            sum + checks.filter(({ state }) => state === 'exempt').length,
          0,
        ),
        ...(moved.get(owner) ?? { up: 0, down: 0 }),
      };
    })
    .sort(
      (a, b) =>
        rankOf(scorecard, a.level) - rankOf(scorecard, b.level) ||
        meanLevel(a.levels) - meanLevel(b.levels) ||
        (a.owner < b.owner ? -1 : 1),
    );
}

/** How many pipelines stood where at the end of each day, of all owners together. @internal */
export function trendOf(
  scorecard: Scorecard,
  days: readonly DayCount[],
): LevelDay[] {
  return [...groupBy(days, each => each.date)].map(([date, own]) => {
    const counts: LevelCounts = noCounts(scorecard);
    for (const { level, pipelines } of own) {
      counts[rankOf(scorecard, level)] += pipelines;
    }
    return { date, level: levelOfCounts(scorecard, counts), pipelines: counts };
  });
}

/** Whose mean level changed most from the first day of the trend until now. @internal */
export function moversOf(owners: readonly OwnerStanding[]): Mover[] {
  return owners
    .flatMap(({ levels, owner, trend }): Mover[] => {
      if (trend.length === 0) return [];
      const from = meanLevel(trend[0].pipelines);
      const to = meanLevel(levels);
      return from === to ? [] : [{ owner, from, to }];
    })
    .sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from))
    .slice(0, MOST_MOVERS);
}

/**
 * The checks that keep pipelines from their next level: those first that move most of them up alone, and of those alike the ones that take the least effort.
 *
 * @internal
 */
export function toDosOf(
  scorecard: Scorecard,
  results: readonly ResultSummary[],
): ScorecardToDo[] {
  const found = new Map<string, { refs: string[]; movesUp: number }>();
  for (const { checks, entityRef, level } of results) {
    const missing = missingFor(scorecard, level ?? undefined, checks);
    for (const check of missing) {
      const own = found.get(check) ?? { refs: [], movesUp: 0 };
      own.refs.push(entityRef);
      if (missing.length === 1) own.movesUp += 1;
      found.set(check, own);
    }
  }
  return checksOf(scorecard)
    .flatMap(({ check, level }) => {
      const own = found.get(check.id);
      if (!own) return [];
      return [
        {
          scorecardId: scorecard.id,
          scorecardTitle: scorecard.title,
          check: check.id,
          title: check.title,
          level,
          effort: check.effort,
          toPass: check.toPass,
          runbook: check.runbook,
          pipelines: own.refs.sort(),
          movesUp: own.movesUp,
        },
      ];
    })
    .sort(byGain);
}

/** Compares what there is to do: what moves most up first, with the least effort. @internal */
export function byGain(a: ScorecardToDo, b: ScorecardToDo): number {
  return (
    b.movesUp - a.movesUp ||
    EFFORTS.indexOf(a.effort) - EFFORTS.indexOf(b.effort) ||
    b.pipelines.length - a.pipelines.length
  );
}

function checkCounts(
  scorecard: Scorecard,
  results: readonly ResultSummary[],
): CheckCount[] {
  const counts = new Map(
    checksOf(scorecard).map(({ check }): [string, CheckCount] => [
      check.id,
      {
        check: check.id,
        passed: 0,
        failed: 0,
        unknown: 0,
        exempt: 0,
        notApplicable: 0,
      },
    ]),
  );
  for (const { check, state } of results.flatMap(each => each.checks)) {
    const own = counts.get(check);
    if (own) own[COUNT_OF[state]] += 1;
  }
  return [...counts.values()];
}

function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const own = groups.get(key);
    if (own) own.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
