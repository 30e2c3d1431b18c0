import { NO_TIER, type FleetRecord } from '../fleet';
import { plusMs, type StandingFacts } from '../slo';
import type { Affected, AlertFamily, Cause, Condition } from './alertRecords';
import { FAMILY_OF, gradeOf } from './alertRules';
import type { AlertKind } from '@sluice/plugin-pipelines-common';

/** While something is late, its cause may show later. In milliseconds. */
const LATE_RECHECK_MS = 5 * 60_000;
/** What else is wrong is looked at again after this: an owner or a tier may have changed. In milliseconds. */
const RECHECK_MS = 60 * 60_000;

/** A condition before its cause was looked for. @internal */
export type Finding = Omit<Condition, 'cause'> & {
  family: AlertFamily;
  /** Undefined: it has to be looked for upstream. */
  cause?: Cause;
};

/** What {@link sloFindings} goes by. @internal */
export type SloFindingsOptions = {
  facts: StandingFacts;
  /** By id; pipelines that are gone from the catalog are left out. */
  pipelines: ReadonlyMap<number, FleetRecord>;
  /** The last environment of the config. */
  production: string;
  /** ISO 8601 in UTC. */
  now: string;
};

/**
 * What is wrong with the pipelines of an SLO, by where it stands. Nothing is said of what isn't known: while a source can't be read,
 * that is an alert of the source.
 *
 * @internal
 */
export function sloFindings(options: SloFindingsOptions): Finding[] {
  const { facts, now, pipelines, production } = options;
  const { slo } = facts;
  const { definition, standing } = slo;
  const members = facts.pipelineIds.flatMap(id => pipelines.get(id) ?? []);
  if (!standing || members.length === 0) return [];
  const inProduction = (definition.environment ?? production) === production;

  function finding(
    kind: AlertKind,
    pipeline: FleetRecord,
    more: Partial<Affected> & { since: string },
    cause?: Cause,
  ): Finding {
    const family = FAMILY_OF[kind];
    const recheckMs = family === 'late' ? LATE_RECHECK_MS : RECHECK_MS;
    return {
      id: `slo:${slo.id}:${family}:${pipeline.id}`,
      origin: `slo:${slo.id}`,
      family,
      kind,
      ...gradeOf(kind, { ...pipeline, production: inProduction }),
      ...affectedOf(pipeline),
      sloId: slo.id,
      sloTitle: definition.title ?? definition.name,
      recheckAt: plusMs(now, recheckMs),
      cause,
      ...more,
    };
  }

  const promise: Cause = {
    type: 'promise',
    ref: slo.entityRef,
    title: titleOf(slo.entityRef, members),
    owner: slo.owner,
  };
  const named = (ids: number[] | undefined) => {
    const some = members.filter(({ id }) => ids?.includes(id));
    return some.length > 0 ? some : members;
  };
  const since = standing.evaluatedAt;
  const findings: Finding[] = [];

  findings.push(...lateFindings(options, members, finding));

  if (standing.silentPipelines?.length) {
    for (const pipeline of named(standing.silentPipelines)) {
      findings.push(finding('source-silent', pipeline, { since }));
    }
  }
  if (standing.burning?.length) {
    const isFast = standing.burning.some(({ severity }) => severity === 'page');
    const kind = isFast ? 'burning-fast' : 'burning-slow';
    for (const pipeline of named(standing.burningPipelines)) {
      findings.push(finding(kind, pipeline, { since }, promise));
    }
  }
  const { budget } = standing;
  if (budget.established && budget.bad > 0 && budget.missesLeft < 0) {
    const reason = `${budget.bad} ${
      budget.bad === 1 ? 'was' : 'were'
    } bad, ${wholeAllowed(budget.allowed)} may be`;
    for (const pipeline of members) {
      findings.push(
        finding('budget-exhausted', pipeline, { since, reason }, promise),
      );
    }
  }
  if (budget.coverage !== null && !budget.established) {
    const reason = `of ${Math.floor(
      budget.coverage * 100,
    )} % of what was due is known what became of it`;
    for (const pipeline of members) {
      // That its source can't be read, or is silent, is an alert of its own.
      if (pipeline.status === 'unknown') continue;
      if (standing.silentPipelines?.includes(pipeline.id)) continue;
      findings.push(
        finding('not-established', pipeline, { since, reason }, promise),
      );
    }
  }
  return findings;
}

type Make = (
  kind: AlertKind,
  pipeline: FleetRecord,
  more: Partial<Affected> & { since: string },
) => Finding;

function lateFindings(
  { facts, now }: SloFindingsOptions,
  members: FleetRecord[],
  finding: Make,
): Finding[] {
  const { definition, standing } = facts.slo;
  if (definition.kind !== 'deadline' && definition.kind !== 'duration') {
    return [];
  }
  const isDeadline = definition.kind === 'deadline';
  const timezone =
    definition.kind === 'deadline' ? definition.deadline.timezone : undefined;
  const findings: Finding[] = [];
  const missed = new Set<number>();
  for (const { dueAt, pipelineId, reason } of facts.misses) {
    const pipeline = members.find(({ id }) => id === pipelineId);
    if (!pipeline) continue;
    missed.add(pipelineId);
    findings.push(
      finding(isDeadline ? 'missed-deadline' : 'over-duration', pipeline, {
        since: dueAt,
        dueAt,
        reason,
        timezone,
      }),
    );
  }
  const { next } = standing ?? {};
  if (isDeadline && next?.willMiss && next.dueAt > now) {
    const foretold = members.filter(({ id }) => facts.foretold.includes(id));
    for (const pipeline of foretold.length > 0 ? foretold : members) {
      if (missed.has(pipeline.id)) continue;
      findings.push(
        finding('will-miss', pipeline, {
          since: standing!.evaluatedAt,
          dueAt: next.dueAt,
          expectedAt: next.latestAt,
          timezone,
        }),
      );
    }
  }
  return findings;
}

/** What an alert keeps of a pipeline. @internal */
export function affectedOf(
  pipeline: FleetRecord,
): Pick<
  Affected,
  'pipelineId' | 'pipelineRef' | 'owner' | 'tier' | 'hasRunbook'
> {
  return {
    pipelineId: pipeline.id,
    pipelineRef: pipeline.entityRef,
    owner: pipeline.owner,
    tier: pipeline.tier ?? NO_TIER,
    hasRunbook: Boolean(pipeline.runbook),
  };
}

/** A pipeline as a cause. @internal */
export function pipelineCause(pipeline: FleetRecord, reason?: string): Cause {
  return {
    type: 'pipeline',
    ref: pipeline.entityRef,
    title: pipeline.title ?? pipeline.name,
    owner: pipeline.owner,
    ...(reason && { reason }),
    hasRunbook: Boolean(pipeline.runbook),
  };
}

function titleOf(entityRef: string, members: FleetRecord[]): string {
  const own = members.find(member => member.entityRef === entityRef);
  return own ? own.title ?? own.name : entityRef.split('/').at(-1)!;
}

function wholeAllowed(allowed: number): string {
  return allowed < 1 ? 'none' : `${Math.floor(allowed)}`;
}
