import type {
  FleetLag,
  FleetSlo,
  FleetStatus,
} from '@sluice/plugin-pipelines-common';
import type { Problem } from './bindings';
import type { EntityPipeline } from './entityPipeline';
import type { FleetState } from './fleetState';

/** A stored pipeline of the fleet. @internal */
export type FleetRecord = Omit<EntityPipeline, 'searchText' | 'externalIds'> &
  FleetState & {
    id: number;
    problems: Problem[];
    removedAt: string | null;
    /** Its SLO that needs a human first; null without one of its own. */
    slo: FleetSlo | null;
    /** Its consumer group that needs a human first; null where it reads no stream. */
    lag: FleetLag | null;
  };

/** What the catalog says of a pipeline, as far as others choose pipelines by it. @internal */
export type PipelineFacts = Pick<
  FleetRecord,
  | 'id'
  | 'entityRef'
  | 'name'
  | 'type'
  | 'tier'
  | 'lifecycle'
  | 'classification'
  | 'owner'
  | 'system'
  | 'domain'
  | 'releaseUnit'
>;

/** An entity to write. @internal */
export type EntityToPut = {
  pipeline: EntityPipeline;
  problems: Problem[];
  /** Tells whether the entity changed. */
  catalogHash: string;
};

/** Where a pipeline stands before anything was observed. @internal */
export const UNOBSERVED: FleetState = {
  environment: null,
  status: 'idle',
  statusRank: 6,
  statusReason: { code: 'not-seen' },
  schedule: null,
  lastRun: null,
  lastRunAt: '',
  lastDurationMs: -1,
  recentRuns: [],
  scheduled30d: 0,
  succeeded30d: 0,
  successRate: -1,
  durationP50Seconds: null,
  durationP95Seconds: null,
  finished30d: 0,
  inTime30d: 0,
  nextRunAt: null,
  environments: [],
  recheckAt: '',
};

/** Sorts after every time. */
const NO_NEXT_RUN = '~';

/** The columns that come from the catalog. @internal */
export function catalogColumns(pipeline: EntityPipeline, problems: Problem[]) {
  return {
    entity_ref: pipeline.entityRef,
    uid: pipeline.uid,
    name: pipeline.name,
    title: pipeline.title,
    description: pipeline.description,
    type: pipeline.type,
    owner: pipeline.owner,
    system: pipeline.system,
    domain: pipeline.domain,
    tier: pipeline.tier,
    lifecycle: pipeline.lifecycle,
    release_unit: pipeline.releaseUnit,
    demo: pipeline.demo,
    discovered: pipeline.discovered,
    docs: pipeline.docs,
    runbook: pipeline.runbook,
    location_ref: pipeline.locationRef,
    links: JSON.stringify(pipeline.links),
    classification: JSON.stringify(pipeline.classification),
    problems: JSON.stringify(problems),
    search_text: pipeline.searchText,
    sort_name: pipeline.sortName,
  };
}

/** The columns that come from observations. @internal */
export function stateColumns(state: FleetState) {
  return {
    environment: state.environment,
    status: state.status,
    status_rank: state.statusRank,
    status_reason: JSON.stringify(state.statusReason),
    schedule: state.schedule,
    last_run: state.lastRun && JSON.stringify(state.lastRun),
    last_run_at: state.lastRunAt,
    last_duration_ms: state.lastDurationMs,
    recent_runs: JSON.stringify(state.recentRuns),
    scheduled_30d: state.scheduled30d,
    succeeded_30d: state.succeeded30d,
    success_rate: state.successRate,
    duration_p50_seconds: state.durationP50Seconds,
    duration_p95_seconds: state.durationP95Seconds,
    finished_30d: state.finished30d,
    in_time_30d: state.inTime30d,
    next_run_at: state.nextRunAt,
    next_run_sort: state.nextRunAt ?? NO_NEXT_RUN,
    environments: JSON.stringify(state.environments),
    recheck_at: state.recheckAt,
  };
}

/** A pipeline from its columns. @internal */
export function toRecord(row: Record<string, any>): FleetRecord {
  return {
    id: row.id,
    entityRef: row.entity_ref,
    uid: row.uid,
    name: row.name,
    title: row.title,
    description: row.description,
    type: row.type,
    owner: row.owner,
    system: row.system,
    domain: row.domain,
    tier: row.tier,
    lifecycle: row.lifecycle,
    releaseUnit: row.release_unit,
    demo: Boolean(row.demo),
    discovered: Boolean(row.discovered),
    docs: row.docs,
    runbook: row.runbook,
    locationRef: row.location_ref,
    links: JSON.parse(row.links),
    classification: JSON.parse(row.classification),
    problems: JSON.parse(row.problems),
    sortName: row.sort_name,
    removedAt: row.removed_at,
    slo: row.slo && JSON.parse(row.slo),
    lag: row.lag && JSON.parse(row.lag),
    environment: row.environment,
    status: row.status as FleetStatus,
    statusRank: row.status_rank,
    statusReason: JSON.parse(row.status_reason),
    schedule: row.schedule,
    lastRun: row.last_run && JSON.parse(row.last_run),
    lastRunAt: row.last_run_at,
    lastDurationMs: row.last_duration_ms,
    recentRuns: JSON.parse(row.recent_runs),
    scheduled30d: row.scheduled_30d,
    succeeded30d: row.succeeded_30d,
    successRate: row.success_rate,
    durationP50Seconds: row.duration_p50_seconds,
    durationP95Seconds: row.duration_p95_seconds,
    finished30d: row.finished_30d,
    inTime30d: row.in_time_30d,
    nextRunAt: row.next_run_at,
    environments: JSON.parse(row.environments),
    recheckAt: row.recheck_at,
  };
}
