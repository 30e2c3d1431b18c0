import type {
  AlertsQuery,
  ApprovalsQuery,
  ChangesQuery,
  ConsumerGroupsQuery,
  ExemptionsQuery,
  FleetQuery,
  IncidentsQuery,
  KafkaConnectorsQuery,
  KafkaTopicsQuery,
  LedgerQuery,
  LevelChangesQuery,
  OperationRequestBody,
  OperationsQuery,
  PipelinesSignal,
  PromotionToPlan,
  RunsQuery,
  SchemasQuery,
  ScorecardResultsQuery,
  SlosQuery,
  VerdictsQuery,
} from '@sluice/plugin-pipelines-common';
import type { QueryKey } from '@tanstack/react-query';

/**
 * The key of every query of this plugin, so that a signal can name what to refetch.
 *
 * A key is `['pipelines', resource, …what it was asked]`; those of one pipeline carry its entity ref third.
 *
 * @internal
 */
export const queryKeys = {
  fleet: (query: FleetQuery) => ['pipelines', 'fleet', query] as const,
  fleetSummary: () => ['pipelines', 'fleet-summary'] as const,
  fleetWall: (query: FleetQuery) => ['pipelines', 'fleet-wall', query] as const,
  sources: () => ['pipelines', 'sources'] as const,
  kafkaClusters: () => ['pipelines', 'kafka-clusters'] as const,
  consumerGroups: (query: ConsumerGroupsQuery) =>
    ['pipelines', 'consumer-groups', query] as const,
  groupTrends: (groupIds: readonly number[]) =>
    ['pipelines', 'group-trends', groupIds] as const,
  consumerGroup: (groupId: number) =>
    ['pipelines', 'consumer-group', groupId] as const,
  consumerGroupLag: (groupId: number, range: string) =>
    ['pipelines', 'consumer-group-lag', groupId, range] as const,
  kafkaTopics: (query: KafkaTopicsQuery) =>
    ['pipelines', 'kafka-topics', query] as const,
  connectors: (query: KafkaConnectorsQuery) =>
    ['pipelines', 'connectors', query] as const,
  deadLetters: (cluster: string, topic: string) =>
    ['pipelines', 'dead-letters', cluster, topic] as const,
  schemas: (query: SchemasQuery) => ['pipelines', 'schemas', query] as const,
  schemaSubject: (registry: string, subject: string) =>
    ['pipelines', 'schema-subject', registry, subject] as const,
  schemaDiff: (registry: string, subject: string, from: number, to: number) =>
    ['pipelines', 'schema-diff', registry, subject, from, to] as const,
  lag: (entityRef: string, range: string) =>
    ['pipelines', 'lag', entityRef, range] as const,
  operations: (query: OperationsQuery) =>
    ['pipelines', 'operations', query] as const,
  operationOptions: () => ['pipelines', 'operation-options'] as const,
  operationPlan: (request: OperationRequestBody | undefined) =>
    ['pipelines', 'operation-plan', request] as const,
  deadLetterTopics: (groupId: number) =>
    ['pipelines', 'dead-letter-topics', groupId] as const,
  environments: () => ['pipelines', 'environments'] as const,
  pipeline: (entityRef: string) =>
    ['pipelines', 'pipeline', entityRef] as const,
  pipelineStatus: (entityRef: string) =>
    ['pipelines', 'pipeline-status', entityRef] as const,
  runs: (entityRef: string, query: RunsQuery = {}) =>
    ['pipelines', 'runs', entityRef, query] as const,
  runTasks: (entityRef: string, runId: string) =>
    ['pipelines', 'run-tasks', entityRef, runId] as const,
  sloList: (query: SlosQuery) => ['pipelines', 'slo-list', query] as const,
  sloPreview: (request: unknown) =>
    ['pipelines', 'slo-preview', request] as const,
  sloPatch: (request: unknown) => ['pipelines', 'slo-patch', request] as const,
  slos: (entityRef: string) => ['pipelines', 'slos', entityRef] as const,
  slo: (sloId: number) => ['pipelines', 'slo', sloId] as const,
  sloDecisions: (sloId: number) =>
    ['pipelines', 'slo-decisions', sloId] as const,
  verdicts: (sloId: number, query: VerdictsQuery) =>
    ['pipelines', 'verdicts', sloId, query] as const,
  missAttribution: (sloId: number, pipeline: string, occurrence: string) =>
    ['pipelines', 'miss', sloId, pipeline, occurrence] as const,
  changes: (entityRef: string, query: ChangesQuery) =>
    ['pipelines', 'changes', entityRef, query] as const,
  alerts: (query: AlertsQuery) => ['pipelines', 'alerts', query] as const,
  alert: (alertId: number) => ['pipelines', 'alert', alertId] as const,
  alertChannels: () => ['pipelines', 'alert-channels'] as const,
  pipelineAlerts: (entityRef: string) =>
    ['pipelines', 'pipeline-alerts', entityRef] as const,
  incidents: (query: IncidentsQuery) =>
    ['pipelines', 'incidents', query] as const,
  incident: (incidentId: number) =>
    ['pipelines', 'incident', incidentId] as const,
  pipelineIncidents: (entityRef: string) =>
    ['pipelines', 'pipeline-incidents', entityRef] as const,
  morningReport: (date: string | undefined) =>
    ['pipelines', 'morning-report', date] as const,
  runbooks: () => ['pipelines', 'runbooks'] as const,
  runbook: (runbookId: string) => ['pipelines', 'runbook', runbookId] as const,
  approvals: (query: ApprovalsQuery) =>
    ['pipelines', 'approvals', query] as const,
  approval: (approvalId: number) =>
    ['pipelines', 'approval', approvalId] as const,
  releaseBoard: () => ['pipelines', 'release-board'] as const,
  promotion: (promotionId: number) =>
    ['pipelines', 'promotion', promotionId] as const,
  promotionPlan: (plan: PromotionToPlan | undefined) =>
    ['pipelines', 'promotion-plan', plan] as const,
  release: (releaseId: number) => ['pipelines', 'release', releaseId] as const,
  releaseDiff: (releaseId: number, base: string | undefined) =>
    ['pipelines', 'release-diff', releaseId, base] as const,
  releaseUnit: (unit: string) => ['pipelines', 'release-unit', unit] as const,
  pipelineReleases: (entityRef: string) =>
    ['pipelines', 'pipeline-releases', entityRef] as const,
  ledger: (query: LedgerQuery) => ['pipelines', 'ledger', query] as const,
  ledgerHead: () => ['pipelines', 'ledger-head'] as const,
  people: () => ['pipelines', 'people'] as const,
  lineage: (entityRef: string, depth: number) =>
    ['pipelines', 'lineage', entityRef, depth] as const,
  scorecards: () => ['pipelines', 'scorecards'] as const,
  scorecardMatrix: (scorecardId: string) =>
    ['pipelines', 'scorecard-matrix', scorecardId] as const,
  scorecardResults: (scorecardId: string, query: ScorecardResultsQuery) =>
    ['pipelines', 'scorecard-results', scorecardId, query] as const,
  levelChanges: (scorecardId: string, query: LevelChangesQuery) =>
    ['pipelines', 'level-changes', scorecardId, query] as const,
  pipelineStandings: (entityRef: string) =>
    ['pipelines', 'pipeline-standings', entityRef] as const,
  ownerScorecards: (owner: string) =>
    ['pipelines', 'owner-scorecards', owner] as const,
  ownerMonth: (owner: string, month: string) =>
    ['pipelines', 'owner-month', owner, month] as const,
  campaigns: () => ['pipelines', 'campaigns'] as const,
  campaign: (id: string) => ['pipelines', 'campaigns', id] as const,
  exemptions: (query: ExemptionsQuery) =>
    ['pipelines', 'exemptions', query] as const,
  docs: (entityRef: string, page: 'docs' | 'runbook') =>
    ['pipelines', 'docs', entityRef, page] as const,
};

/** Resources of one pipeline that a changed run of it makes stale. */
const PER_PIPELINE = new Set([
  'pipeline',
  'pipeline-status',
  'runs',
  'run-tasks',
]);
/** Resources that consumer groups show on: each sweep may move them, and what a sweep found reaches SLOs and sources. */
const OF_STREAMS = [
  'kafka-clusters',
  'consumer-groups',
  'consumer-group',
  'consumer-group-lag',
  'lag',
];
/** Resources over many pipelines that any changed run makes stale. */
const OVER_MANY = new Set([
  'fleet',
  'fleet-summary',
  'fleet-wall',
  'lineage',
  'slo-list',
  'slos',
  'slo',
  'verdicts',
  'miss',
  'changes',
  ...OF_STREAMS,
]);
/** Resources that show where SLOs stand: one of a domain shows on each of its pipelines. */
const OF_SLOS = new Set([
  'fleet',
  'fleet-summary',
  'fleet-wall',
  'slo-list',
  'slos',
  'slo',
  'verdicts',
  ...OF_STREAMS,
]);
/** Resources that the health of a source shows on: a source that can't be read turns its pipelines unknown. */
const OF_SOURCES = new Set([
  ...OVER_MANY,
  'sources',
  'pipeline',
  'pipeline-status',
]);

/** Resources that alerts and incidents show on: one opens, notes on and closes the other. */
const OF_ALERTS = new Set([
  'alerts',
  'alert',
  'alert-channels',
  'pipeline-alerts',
  'incidents',
  'incident',
  'pipeline-incidents',
  'morning-report',
]);

/** Resources that promotions show on: what moves, what runs where, what waits. */
const OF_PROMOTIONS = new Set([
  'release-board',
  'release-unit',
  'promotion',
  'pipeline-releases',
  'changes',
  'ledger',
]);

/** Resources that results of checks show on, and exemptions, which change results as soon as they are approved. @internal */
export const OF_SCORECARDS: readonly string[] = [
  'scorecards',
  'scorecard-matrix',
  'scorecard-results',
  'level-changes',
  'pipeline-standings',
  'owner-scorecards',
  'owner-month',
  'campaigns',
  'exemptions',
];

/** Resources that operations show on. */
const OF_OPERATIONS = new Set(['operations', 'ledger']);

/** Resources that requests for decisions show on. */
const OF_APPROVALS = new Set([
  ...OF_SCORECARDS,
  'approvals',
  'approval',
  'ledger',
  'promotion',
  'release-board',
  'operations',
]);

/**
 * Whether a signal makes the answer under this key stale.
 *
 * @param key - a key of {@link queryKeys}
 * @param signal - what the backend said changed; empty ids mean: many
 * @internal
 */
export function isAffectedBy(key: QueryKey, signal: PipelinesSignal): boolean {
  const [scope, resource, subject] = key;
  if (scope !== 'pipelines' || typeof resource !== 'string') return false;
  if (signal.topic === 'alerts' || signal.topic === 'incidents') {
    return OF_ALERTS.has(resource);
  }
  if (signal.topic === 'scorecards') {
    return (
      OF_SCORECARDS.includes(resource) &&
      (resource !== 'pipeline-standings' ||
        signal.ids.length === 0 ||
        signal.ids.includes(String(subject)))
    );
  }
  if (signal.topic === 'operations') return OF_OPERATIONS.has(resource);
  if (signal.topic === 'promotions') {
    return (
      OF_PROMOTIONS.has(resource) &&
      (resource !== 'promotion' ||
        signal.ids.length === 0 ||
        signal.ids.includes(String(subject)))
    );
  }
  if (signal.topic === 'approvals') {
    return (
      OF_APPROVALS.has(resource) &&
      (resource !== 'approval' ||
        signal.ids.length === 0 ||
        signal.ids.includes(String(subject)))
    );
  }
  if (signal.topic === 'sources') return OF_SOURCES.has(resource);
  if (signal.topic === 'slos') return OF_SLOS.has(resource);
  if (OVER_MANY.has(resource)) return true;
  if (!PER_PIPELINE.has(resource)) return false;
  return signal.ids.length === 0 || signal.ids.includes(String(subject));
}
