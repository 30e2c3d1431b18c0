import type { FleetRow } from '@sluice/plugin-pipelines-common';
import type { ObservedSource } from '../observations';
import { NO_TIER } from './entityPipeline';
import type { FleetRecord } from './fleetRecord';
import type { RecentRun } from './fleetState';

/**
 * A pipeline as the API gives it. When its sources were last read, and how long a run has been going, is as of now: neither is
 * worth writing the row again for.
 *
 * @internal
 */
export function fleetRow(
  record: FleetRecord,
  sources: Map<string, ObservedSource>,
  now: Date,
): FleetRow {
  const environments = record.environments.map(environment => ({
    ...environment,
    lastRun: environment.lastRun && withDuration(environment.lastRun, now),
    observedAt: lastRead(environment.sources, sources),
  }));
  const { scheduled30d, succeeded30d } = record;
  return {
    entityRef: record.entityRef,
    name: record.name,
    title: record.title ?? undefined,
    description: record.description ?? undefined,
    type: record.type,
    owner: record.owner,
    system: record.system || undefined,
    domain: record.domain || undefined,
    tier: record.tier === NO_TIER ? undefined : record.tier,
    lifecycle: record.lifecycle,
    classification: record.classification,
    releaseUnit: record.releaseUnit,
    schedule: record.schedule ?? undefined,
    demo: record.demo,
    discovered: record.discovered,
    environment: record.environment ?? undefined,
    status: record.status,
    statusReason: record.statusReason,
    lastRun: record.lastRun ? withDuration(record.lastRun, now) : undefined,
    recentRuns: record.recentRuns.map(run => withDuration(run, now)),
    scheduledRuns30d: scheduled30d,
    succeededRuns30d: succeeded30d,
    successRate30d: scheduled30d > 0 ? succeeded30d / scheduled30d : undefined,
    nextRunAt: record.nextRunAt ?? undefined,
    slo: record.slo ?? undefined,
    lag: record.lag ?? undefined,
    environments,
    observedAt: environments.at(-1)?.observedAt,
  };
}

function withDuration(run: RecentRun, now: Date): RecentRun {
  if (run.durationSeconds !== undefined || !run.startedAt || run.endedAt) {
    return run;
  }
  const seconds = (now.getTime() - Date.parse(run.startedAt)) / 1000;
  return { ...run, durationSeconds: Math.max(0, seconds) };
}

function lastRead(
  ids: string[],
  sources: Map<string, ObservedSource>,
): string | undefined {
  return ids
    .flatMap(id => sources.get(id)?.lastSuccessAt ?? [])
    .sort()
    .at(-1);
}
