import { FLEET_STATUSES } from '@sluice/plugin-pipelines-common';
import type {
  ApiSchema,
  FleetStatus,
  StatusReason,
} from '@sluice/plugin-pipelines-common';
import type {
  EndedRun,
  EnvironmentEvidence,
  ObservedSource,
  StoredRun,
} from '../observations';
import { fleetStatus, type StatusTargets } from './fleetStatus';

/** A run as the fleet keeps it. @internal */
export type RecentRun = ApiSchema<'RecentRun'>;

/** A pipeline in one environment, as the fleet keeps it. @internal */
export type EnvironmentState = Omit<
  ApiSchema<'EnvironmentState'>,
  'observedAt'
>;

/** What the fleet keeps of a pipeline from its observations. @internal */
export type FleetState = {
  environment: string | null;
  status: FleetStatus;
  statusRank: number;
  statusReason: StatusReason;
  schedule: string | null;
  lastRun: RecentRun | null;
  lastRunAt: string;
  lastDurationMs: number;
  recentRuns: RecentRun[];
  scheduled30d: number;
  succeeded30d: number;
  successRate: number;
  durationP50Seconds: number | null;
  durationP95Seconds: number | null;
  finished30d: number;
  inTime30d: number;
  nextRunAt: string | null;
  environments: EnvironmentState[];
  recheckAt: string;
};

/** Figures over 30 days change as days go by: a row is computed again at least this often, in milliseconds. */
const MAX_AGE_MS = 6 * 3600_000;

/**
 * The environment that the status of a pipeline is about: the last of the ordered list in which it was seen.
 *
 * @internal
 */
export function primaryEnvironment(
  evidence: EnvironmentEvidence[],
  ordered: string[],
): EnvironmentEvidence | undefined {
  return inOrder(evidence, ordered).at(-1);
}

/** Puts together what the fleet keeps of a pipeline. @internal */
export function fleetState(options: {
  evidence: EnvironmentEvidence[];
  /** Runs that ended in the last 30 days in the primary environment. */
  ended: EndedRun[];
  sources: Map<string, ObservedSource>;
  /** Names of the environments, production last. */
  environments: string[];
  targets: StatusTargets;
  now: Date;
}): FleetState {
  const { sources, targets, now, ended } = options;
  const ordered = inOrder(options.evidence, options.environments);
  const states = ordered.map(e => environmentState(e, sources, targets, now));
  const primary = states.at(-1);
  const recentRuns = [...(ordered.at(-1)?.recentRuns ?? [])]
    .reverse()
    .map(toRecentRun);
  const definition = ordered
    .at(-1)
    ?.sightings.find(s => s.definition)?.definition;
  const lastRun = recentRuns.at(-1) ?? null;
  const [latest] = ordered.at(-1)?.recentRuns ?? [];
  const latestRecheck = new Date(now.getTime() + MAX_AGE_MS).toISOString();
  const status = primary?.state.status ?? 'idle';
  return {
    environment: primary?.state.name ?? null,
    status,
    statusRank: FLEET_STATUSES.indexOf(status),
    statusReason: primary?.state.statusReason ?? { code: 'not-seen' },
    schedule: definition?.schedule
      ? [definition.schedule, definition.timezone].filter(Boolean).join(' ')
      : null,
    lastRun,
    lastRunAt: latest ? latest.startedAt ?? latest.runAfter : '',
    lastDurationMs: latest?.durationMs ?? -1,
    recentRuns,
    ...figures(ended, targets),
    nextRunAt: primary?.state.nextRunAt ?? null,
    environments: states.map(s => s.state),
    recheckAt: states.reduce(
      (earliest, { recheckAt }) =>
        recheckAt && recheckAt < earliest ? recheckAt : earliest,
      latestRecheck,
    ),
  };
}

/** What the ended runs of a period come to. @internal */
export function figures(ended: EndedRun[], targets: StatusTargets) {
  const scheduled = ended.filter(
    run =>
      (run.runType === 'scheduled' || run.runType === 'dataset') &&
      (run.state === 'success' || run.state === 'failed'),
  );
  const succeeded = scheduled.filter(run => run.state === 'success');
  const inTime = scheduled.filter(
    run =>
      run.doneAfterMs !== null &&
      run.doneAfterMs <= targets.runDurationSeconds * 1000,
  );
  const durations = ended
    .filter(run => run.state === 'success' && run.durationMs !== null)
    .map(run => run.durationMs! / 1000)
    .sort((a, b) => a - b);
  return {
    scheduled30d: scheduled.length,
    succeeded30d: succeeded.length,
    successRate:
      scheduled.length > 0 ? succeeded.length / scheduled.length : -1,
    durationP50Seconds: percentile(durations, 0.5),
    durationP95Seconds: percentile(durations, 0.95),
    finished30d: scheduled.length,
    inTime30d: inTime.length,
  };
}

/**
 * The nearest-rank percentile: a value that occurred.
 *
 * @param sorted - ascending
 * @param share - between 0 and 1
 * @internal
 */
export function percentile(sorted: number[], share: number): number | null {
  if (sorted.length === 0) return null;
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

function environmentState(
  evidence: EnvironmentEvidence,
  sources: Map<string, ObservedSource>,
  targets: StatusTargets,
  now: Date,
): { state: EnvironmentState; recheckAt?: string } {
  const { recentRuns, sightings, lastEnded } = evidence;
  const seenBy = sightings.flatMap(sighting => {
    const source = sources.get(sighting.sourceId);
    if (!source) return [];
    return {
      unreadable: source.health.reason,
      lastSuccessAt: source.lastSuccessAt,
      gone: sighting.goneAt !== null,
      paused: sighting.definition?.paused,
      nextRunAt: sighting.definition?.nextRunAt,
    };
  });
  const verdict = fleetStatus({
    now,
    sources: seenBy,
    recentRuns,
    lastEnded,
    targets,
  });
  const there = seenBy.filter(s => !s.gone && s.paused !== undefined);
  const nextRunAt = there
    .flatMap(s => (s.paused || !s.nextRunAt ? [] : s.nextRunAt))
    .sort()[0];
  return {
    recheckAt: verdict.recheckAt,
    state: {
      name: evidence.environment,
      status: verdict.status,
      statusReason: verdict.reason,
      lastRun: recentRuns[0] && toRecentRun(recentRuns[0]),
      nextRunAt,
      paused: there.length > 0 ? there.every(s => s.paused) : undefined,
      sources: sightings.map(s => s.sourceId),
    },
  };
}

function inOrder(
  evidence: EnvironmentEvidence[],
  ordered: string[],
): EnvironmentEvidence[] {
  return [...evidence].sort(
    (a, b) =>
      ordered.indexOf(a.environment) - ordered.indexOf(b.environment) ||
      a.environment.localeCompare(b.environment),
  );
}

function toRecentRun(run: StoredRun): RecentRun {
  return {
    id: String(run.id),
    state: run.state,
    runType: run.runType,
    startedAt: run.startedAt ?? undefined,
    endedAt: run.endedAt ?? undefined,
    durationSeconds:
      run.durationMs === null ? undefined : run.durationMs / 1000,
  };
}
