import type { CheckResult } from './checks';
import {
  EFFORTS,
  type Scorecard,
} from '@sluice/plugin-pipelines-node/documents';

/** Where a pipeline stands. @internal */
export type Standing = {
  /** The name of its level; undefined below the first one. */
  level: string | undefined;
  /** The one above, and what keeps it from there; undefined at the top. */
  next?: { level: string; missing: MissingCheck[]; lacksCoverage: boolean };
  /** The share of its checks that were measured; 1 without any. */
  coverage: number;
};

/** A check that stands between a pipeline and a level. @internal */
export type MissingCheck = Pick<CheckResult, 'check' | 'state' | 'reason'> & {
  effort: (typeof EFFORTS)[number];
};

/**
 * The highest level whose checks, there and below, are all passed (OpsLevel's rule, without weights). One that is exempt or makes no sense of the pipeline
 * doesn't stand in the way, but a level has to be won by something: `coverage` of its checks, there and below, have to be passed by what was measured.
 *
 * @param results - of one pipeline, those that apply to it
 * @internal
 */
export function standingOf(
  scorecard: Scorecard,
  results: readonly CheckResult[],
): Standing {
  const byCheck = new Map(results.map(each => [each.check, each]));
  const own = (i: number) =>
    scorecard.levels[i].checks.flatMap(check => {
      const result = byCheck.get(check.id);
      return result ? [{ ...result, effort: check.effort }] : [];
    });
  let level: string | undefined;
  const below: CheckResult[] = [];
  const coverage = shareOf(results, isMeasured);
  for (let i = 0; i < scorecard.levels.length; i++) {
    const checks = own(i);
    below.push(...checks);
    const missing = checks
      .filter(({ state }) => state === 'failed' || state === 'unknown')
      .map(({ check, effort, reason, state }) => ({
        check,
        state,
        reason,
        effort,
      }))
      .sort((a, b) => EFFORTS.indexOf(a.effort) - EFFORTS.indexOf(b.effort));
    const lacksCoverage =
      below.length === 0 ||
      shareOf(below, ({ state }) => state === 'passed') < scorecard.coverage;
    if (missing.length > 0 || lacksCoverage) {
      const { name } = scorecard.levels[i];
      return { level, next: { level: name, missing, lacksCoverage }, coverage };
    }
    level = scorecard.levels[i].name;
  }
  return { level, coverage };
}

/** The ids of the checks that stand in the way of the level above `level`. @internal */
export function missingFor(
  scorecard: Scorecard,
  level: string | undefined,
  results: readonly CheckResult[],
): string[] {
  const above =
    scorecard.levels[
      scorecard.levels.findIndex(({ name }) => name === level) + 1
    ];
  if (!above) return [];
  const byCheck = new Map(results.map(each => [each.check, each.state]));
  return above.checks
    .map(({ id }) => id)
    .filter(id => ['failed', 'unknown'].includes(byCheck.get(id) ?? ''));
}

/**
 * The level of an owner: the highest that at least `ownerShare` of its pipelines have, so that one of a hundred doesn't decide.
 *
 * @param levels - of each pipeline; undefined below the first
 * @returns undefined below the first level, or without pipelines
 * @internal
 */
export function ownerLevel(
  scorecard: Scorecard,
  levels: ReadonlyArray<string | undefined>,
): string | undefined {
  if (levels.length === 0) return undefined;
  const rank = (name: string | undefined) =>
    scorecard.levels.findIndex(each => each.name === name);
  let found: string | undefined;
  scorecard.levels.forEach(({ name }, i) => {
    if (shareOf(levels, each => rank(each) >= i) >= scorecard.ownerShare) {
      found = name;
    }
  });
  return found;
}

function isMeasured({ state }: CheckResult): boolean {
  return state === 'passed' || state === 'failed';
}

function shareOf<T>(all: readonly T[], counts: (each: T) => boolean): number {
  return all.length === 0 ? 1 : all.filter(counts).length / all.length;
}
