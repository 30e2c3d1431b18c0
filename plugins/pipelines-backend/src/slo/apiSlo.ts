import {
  type Slo,
  type SloBudget,
  type SloDefinition,
  type Verdict,
  writeSlo,
} from '@sluice/plugin-pipelines-common';
import type { Budget } from './budget';
import type { ListedSlo } from './SloQueries';
import type { VerdictRecord } from './sloRecords';

/** An SLO as the API gives it. @internal */
export function apiSlo(slo: ListedSlo): Slo {
  const { definition, standing } = slo;
  return {
    id: slo.id,
    entityRef: slo.entityRef,
    name: slo.name,
    title: definition.title,
    description: definition.description,
    kind: definition.kind,
    target: definition.target,
    owner: slo.owner,
    origin: slo.origin,
    environment: definition.environment,
    status: slo.status,
    definition: { ...writeSlo(definition) },
    pipelines: slo.pipelines,
    domain: slo.domain,
    budget: standing && apiBudget(standing.budget, standing.rawBad),
    windowFrom: standing?.window.from,
    windowTo: standing?.window.to,
    next: standing?.next,
    exhaustion: standing?.exhaustion && {
      date: standing.exhaustion.date,
      inDays: standing.exhaustion.inDays,
    },
    burning: standing?.burning?.map(alert => ({
      severity: alert.severity,
      longSeconds: alert.longSeconds,
      shortSeconds: alert.shortSeconds,
      factor: alert.factor,
      long: alert.long ?? undefined,
      short: alert.short ?? undefined,
    })),
    silent: standing?.silent,
    loosened: standing?.unconfirmed && {
      decisionId: standing.unconfirmed.decisionId,
      since: standing.unconfirmed.since,
      before: { ...writeSlo(standing.unconfirmed.before) },
      budget: apiBudget(standing.unconfirmed.budget, standing.rawBad),
      forgiven: standing.unconfirmed.forgiven,
    },
    consumptionDelay: standing?.lagAlone,
    timezone: timezoneOf(definition),
    evaluatedAt: standing?.evaluatedAt,
  };
}

/**
 * A budget as the API gives it.
 *
 * @param rawBad - bad ones without what people decided
 * @internal
 */
export function apiBudget(budget: Budget, rawBad: number): SloBudget {
  const { attained, coverage, remainingRatio, total, ...counts } = budget;
  return {
    ...counts,
    rawBad,
    remainingRatio: remainingRatio ?? undefined,
    coverage: coverage ?? undefined,
    attained: attained ?? undefined,
  };
}

/**
 * A verdict as the API gives it.
 *
 * @param mayShow - whether the caller may see a pipeline: another hop of a path keeps its times without its name
 * @internal
 */
export function apiVerdict(
  verdict: Omit<VerdictRecord, 'id' | 'sloId' | 'pipelineId'>,
  pipeline: string,
  mayShow: (ref: string) => boolean,
): Verdict {
  const { hops, readings, ...evidence } = verdict.evidence;
  return {
    pipeline,
    occurrence: verdict.occurrence,
    dueAt: verdict.dueAt,
    localDate: verdict.localDate,
    state: verdict.state,
    rawState: verdict.rawState,
    arrivedAt: verdict.arrivedAt ?? undefined,
    marginSeconds: verdict.marginSeconds ?? undefined,
    rescued: verdict.rescued,
    final: verdict.final,
    evidence: {
      ...evidence,
      ...(readings && {
        readings: readings.map(({ at, reach }) => ({
          at,
          reach: reach ?? undefined,
        })),
      }),
      ...(hops && {
        hops: hops.map(hop => ({
          pipeline: mayShow(hop.pipeline) ? hop.pipeline : undefined,
          runId: mayShow(hop.pipeline) ? hop.runId : undefined,
          startedAt: hop.startedAt ?? undefined,
          finishedAt: hop.finishedAt ?? undefined,
          unknown: hop.unknown,
        })),
      }),
    },
  };
}

/** The pipelines on the paths of verdicts, each once. @internal */
export function hopsOf(
  verdicts: Array<Pick<VerdictRecord, 'evidence'>>,
): string[] {
  const refs = verdicts.flatMap(v => v.evidence.hops ?? []);
  return [...new Set(refs.map(hop => hop.pipeline))];
}

/** The zone in which dates of an SLO are to be read. @internal */
export function timezoneOf(definition: SloDefinition): string {
  if (definition.kind === 'deadline') return definition.deadline.timezone;
  return definition.window.type === 'calendar'
    ? definition.window.timezone
    : 'UTC';
}

/** The named calendar of an SLO's deadlines, if they go by one. @internal */
export function calendarOf<TCalendar>(
  definition: SloDefinition,
  calendars: ReadonlyMap<string, TCalendar>,
): TCalendar | undefined {
  return definition.kind === 'deadline' && definition.deadline.calendar
    ? calendars.get(definition.deadline.calendar)
    : undefined;
}
