import type {
  CheckCondition,
  CheckOutcome,
  LevelChange as ApiChange,
  PipelineStanding,
  Scorecard as ApiScorecard,
} from '@sluice/plugin-pipelines-common';
import type {
  FactDefinition,
  FactReading,
} from '@sluice/plugin-pipelines-node';
import type { CheckResult } from './checks';
import type { ScorecardInForce } from './ScorecardLibrary';
import type {
  Scorecard,
  ScorecardCheck,
} from '@sluice/plugin-pipelines-node/documents';
import type {
  ResultSummary,
  TitledChange,
  TitledResult,
} from './StandingReads';
import { noCounts, rankOf } from './ownerLevels';

type Definitions = ReadonlyMap<string, FactDefinition>;

/** A scorecard as the API shows it, with how many of some pipelines stand where. @internal */
export function apiScorecard(
  { digest, file, scorecard, since }: ScorecardInForce,
  results: readonly ResultSummary[],
  facts: Definitions,
): ApiScorecard {
  const counts = noCounts(scorecard);
  for (const { level } of results) counts[rankOf(scorecard, level)] += 1;
  const has = (state: CheckResult['state']) =>
    results.filter(({ checks }) => checks.some(each => each.state === state))
      .length;
  return {
    id: scorecard.id,
    title: scorecard.title,
    description: scorecard.description,
    digest,
    since,
    file,
    levels: scorecard.levels.map(({ name, title }, i) => ({
      name,
      title: title ?? name,
      pipelines: counts[i + 1],
    })),
    belowFirst: counts[0],
    checks: checksOf(scorecard).map(({ check, level }) => ({
      id: check.id,
      title: check.title,
      description: check.description,
      level,
      fact: apiFact(check.fact, facts),
      condition: conditionOf(check),
      maxAgeHours: check.maxAgeHours,
      effort: check.effort,
      toPass: check.toPass,
      runbook: check.runbook,
    })),
    pipelines: results.length,
    owners: new Set(results.map(({ owner }) => owner)).size,
    unknown: has('unknown'),
    exempt: has('exempt'),
    coverage: scorecard.coverage,
    ownerShare: scorecard.ownerShare,
  };
}

/** The checks of a scorecard with their levels, in order. @internal */
export function checksOf(
  scorecard: Scorecard,
): Array<{ check: ScorecardCheck; level: string }> {
  return scorecard.levels.flatMap(({ checks, name }) =>
    checks.map(check => ({ check, level: name })),
  );
}

/** What is known beside the results of a pipeline. @internal */
export type Beside = {
  facts: Definitions;
  /** Of the pipeline, by fact; without them there is no evidence. */
  readings?: ReadonlyMap<string, FactReading>;
  /** By check. */
  exemptions?: ReadonlyMap<string, CheckOutcome['exemption']>;
  mayRequest?: boolean;
  /** An exemption of the pipeline lasts at most so many days. */
  exemptionDays?: number;
};

/** Where a pipeline stands, as the API shows it. @internal */
export function apiStanding(
  result: TitledResult,
  scorecard: Scorecard,
  beside: Beside,
): PipelineStanding {
  const { standing } = result;
  const known = new Map(checksOf(scorecard).map(each => [each.check.id, each]));
  const outcomes = result.checks.flatMap(each => {
    const own = known.get(each.check);
    // A check of an older version; it is gone with the next evaluation.
    return own ? [outcomeOf(each, own, beside)] : [];
  });
  return {
    scorecardId: scorecard.id,
    scorecardTitle: scorecard.title,
    levels: scorecard.levels.map(({ name }) => name),
    entityRef: result.entityRef,
    title: result.title,
    owner: result.owner,
    level: standing.level,
    levelSince: result.levelSince,
    changedAt: result.changedAt,
    coverage: standing.coverage,
    next: standing.next && {
      level: standing.next.level,
      lacksCoverage: standing.next.lacksCoverage,
      missing: standing.next.missing.flatMap(({ check }) =>
        outcomes.filter(each => each.check === check),
      ),
    },
    checks: outcomes,
    exemptionDays: beside.exemptionDays,
  };
}

function outcomeOf(
  result: CheckResult,
  { check, level }: { check: ScorecardCheck; level: string },
  { exemptions, facts, mayRequest, readings }: Beside,
): CheckOutcome {
  const reading = readings?.get(check.fact);
  const exemption = exemptions?.get(check.id);
  return {
    check: check.id,
    title: check.title,
    level,
    state: result.state,
    value: result.value,
    unit: facts.get(check.fact)?.unit,
    condition: conditionOf(check),
    reason: result.reason,
    fact: check.fact,
    at: reading?.at,
    source: reading?.source,
    evidence: readings && (reading?.evidence ?? []),
    exemption,
    effort: check.effort,
    toPass: check.toPass,
    runbook: check.runbook,
    canRequestExemption:
      mayRequest === undefined
        ? undefined
        : mayRequest &&
          exemption === undefined &&
          (result.state === 'failed' || result.state === 'unknown'),
  };
}

/** A change of a level, as the API shows it. @internal */
export function apiChange(
  change: TitledChange,
  scorecard: Scorecard,
  facts: Definitions,
): ApiChange {
  const known = new Map(
    checksOf(scorecard).map(({ check }) => [check.id, check]),
  );
  return {
    id: change.id,
    scorecardId: change.scorecardId,
    entityRef: change.entityRef,
    title: change.title,
    owner: change.owner,
    at: change.at,
    from: change.from,
    to: change.to,
    isUp: rankOf(scorecard, change.to) > rankOf(scorecard, change.from),
    reasons: change.reasons.map(({ check, from, to, value }) => {
      const own = known.get(check);
      return {
        check,
        title: own?.title ?? check,
        from: from ?? undefined,
        to: to ?? undefined,
        value,
        unit: own && facts.get(own.fact)?.unit,
      };
    }),
  };
}

/** What a check asks, in one of its operators. @internal */
export function conditionOf(check: ScorecardCheck): CheckCondition {
  const { atLeast, atMost, is, oneOf } = check;
  if (is !== undefined) return { is };
  if (atLeast !== undefined) return { atLeast };
  return atMost === undefined ? { oneOf } : { atMost };
}

function apiFact(name: string, facts: Definitions) {
  const { description, title, type, unit } = facts.get(name) ?? {
    title: name,
    description: 'Nobody provides it any more',
    type: 'text' as const,
  };
  return { name, title, description, type, unit };
}
