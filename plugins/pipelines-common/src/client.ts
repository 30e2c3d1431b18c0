import createClient, { type Client } from 'openapi-fetch';
import { ResponseError } from '@backstage/errors';
import type { components, paths } from './generated/openapi';

/** A schema of the API by its name in the OpenAPI file. @public */
export type ApiSchema<TName extends keyof components['schemas']> =
  components['schemas'][TName];

/** One pipeline as the fleet page shows it. @public */
export type FleetRow = ApiSchema<'FleetRow'>;
/** A page of the fleet. @public */
export type FleetPage = ApiSchema<'FleetPage'>;
/** Counts per value of each filter. @public */
export type FleetFacets = ApiSchema<'FleetFacets'>;
/** The figures above the fleet table. @public */
export type FleetSummary = ApiSchema<'FleetSummary'>;
/** One square of the status wall. @public */
export type FleetWallTile = ApiSchema<'FleetWallTile'>;
/** Everything the overview of one pipeline needs. @public */
export type PipelineOverview = ApiSchema<'PipelineOverview'>;
/** One execution of a pipeline in one environment. @public */
export type Run = ApiSchema<'Run'>;
/** A page of runs, newest first. @public */
export type RunPage = ApiSchema<'RunPage'>;
/** One task of one run. @public */
export type TaskInstance = ApiSchema<'TaskInstance'>;
/** The neighbours of a pipeline. @public */
export type Lineage = ApiSchema<'Lineage'>;
/** Health of one collector. @public */
export type Source = ApiSchema<'Source'>;
/** An environment of the ordered list. @public */
export type Environment = ApiSchema<'Environment'>;
/** What computing cost on one day. @public */
export type Cost = ApiSchema<'Cost'>;
/** A page of costs. @public */
export type CostPage = ApiSchema<'CostPage'>;
/** Query of `GET /costs`. @public */
export type CostsQuery = NonNullable<
  paths['/costs']['get']['parameters']['query']
>;
/** How far the consumer group of a pipeline is behind, as the fleet shows it. @public */
export type FleetLag = ApiSchema<'FleetLag'>;
/** A Kafka cluster as its last sweep found it. @public */
export type KafkaCluster = ApiSchema<'KafkaCluster'>;
/** A consumer group: how far it is behind, and how healthy. @public */
export type ConsumerGroup = ApiSchema<'ConsumerGroup'>;
/** A page of consumer groups. @public */
export type ConsumerGroupPage = ApiSchema<'ConsumerGroupPage'>;
/** A consumer group with its partitions and members. @public */
export type ConsumerGroupDetail = ApiSchema<'ConsumerGroupDetail'>;
/** One partition of a consumer group. @public */
export type PartitionLag = ApiSchema<'PartitionLag'>;
/** How far a pipeline was behind over a time. @public */
export type PipelineLag = ApiSchema<'PipelineLag'>;
/** The past of one consumer group. @public */
export type LagSeries = ApiSchema<'LagSeries'>;
/** Query of `GET /kafka/groups`. @public */
export type ConsumerGroupsQuery = NonNullable<
  paths['/kafka/groups']['get']['parameters']['query']
>;
/** How many messages some consumer groups were behind by over the last hours. @public */
export type ConsumerGroupTrends = ApiSchema<'ConsumerGroupTrends'>;
/** Query of `GET /kafka/group-trends`. @public */
export type ConsumerGroupTrendsQuery =
  paths['/kafka/group-trends']['get']['parameters']['query'];
/** A topic of Kafka, with what is in it. @public */
export type KafkaTopic = ApiSchema<'KafkaTopic'>;
/** A page of topics. @public */
export type KafkaTopicPage = ApiSchema<'KafkaTopicPage'>;
/** A topic with its partitions. @public */
export type KafkaTopicDetail = ApiSchema<'KafkaTopicDetail'>;
/** Query of `GET /kafka/topics`. @public */
export type KafkaTopicsQuery = NonNullable<
  paths['/kafka/topics']['get']['parameters']['query']
>;
/** A connector of Kafka Connect. @public */
export type KafkaConnector = ApiSchema<'KafkaConnector'>;
/** All connectors. @public */
export type KafkaConnectorList = ApiSchema<'KafkaConnectorList'>;
/** Query of `GET /kafka/connectors`. @public */
export type KafkaConnectorsQuery = NonNullable<
  paths['/kafka/connectors']['get']['parameters']['query']
>;
/** What the headers of the newest dead letters of a topic say. @public */
export type DeadLetterSample = ApiSchema<'DeadLetterSample'>;
/** A schema registry as it was read last. @public */
export type SchemaRegistry = ApiSchema<'SchemaRegistry'>;
/** A subject of a schema registry. @public */
export type SchemaSubject = ApiSchema<'SchemaSubject'>;
/** A page of subjects. @public */
export type SchemaSubjectPage = ApiSchema<'SchemaSubjectPage'>;
/** A subject with its versions. @public */
export type SchemaSubjectDetail = ApiSchema<'SchemaSubjectDetail'>;
/** One version of a subject. @public */
export type SchemaVersion = ApiSchema<'SchemaVersion'>;
/** How two versions of a subject differ. @public */
export type SchemaDiff = ApiSchema<'SchemaDiff'>;
/** A schema to ask a registry about. @public */
export type SchemaToCheck = ApiSchema<'SchemaToCheck'>;
/** What a registry says of a schema that isn't registered yet. @public */
export type SchemaCheckAnswer = ApiSchema<'SchemaCheck'>;
/** Query of `GET /schemas`. @public */
export type SchemasQuery = NonNullable<
  paths['/schemas']['get']['parameters']['query']
>;
/** What `/entities/…/lag` can be asked. @public */
export type LagQuery = NonNullable<
  paths['/entities/{kind}/{namespace}/{name}/lag']['get']['parameters']['query']
>;
/** A pipeline that a source found. @public */
export type DiscoveredDefinition = ApiSchema<'DiscoveredDefinition'>;
/** A dataset that a source found. @public */
export type DiscoveredDataset = ApiSchema<'DiscoveredDataset'>;

/** An SLO with where it stands. @public */
export type Slo = ApiSchema<'Slo'>;
/** Where the worst SLO of a pipeline stands. @public */
export type FleetSlo = ApiSchema<'FleetSlo'>;
/** A page of SLOs. @public */
export type SloPage = ApiSchema<'SloPage'>;
/** An SLO with its history. @public */
export type SloDetail = ApiSchema<'SloDetail'>;
/** The counts of one local day of an SLO. @public */
export type SloDay = ApiSchema<'SloDay'>;
/** The error budget of an SLO. @public */
export type SloBudget = ApiSchema<'SloBudget'>;
/** What became of one occurrence. @public */
export type Verdict = ApiSchema<'Verdict'>;
/** A page of verdicts. @public */
export type VerdictPage = ApiSchema<'VerdictPage'>;
/** What people decided about the verdicts of an SLO. @public */
export type SloDecision = ApiSchema<'SloDecision'>;
/** SLOs that were read from OpenSLO. @public */
export type OpenSloImport = ApiSchema<'OpenSloImport'>;
/** Why an occurrence was missed. @public */
export type MissAttribution = ApiSchema<'MissAttribution'>;
/** What changed before a moment. @public */
export type PipelineChanges = ApiSchema<'PipelineChanges'>;
/** Something that changed, in a pipeline or upstream of it. @public */
export type PipelineChange = ApiSchema<'PipelineChange'>;
/** What something that changed is about. @public */
export type ChangeKind = ApiSchema<'ChangeKind'>;
/** What `/entities/…/changes` can be asked. @public */
export type ChangesQuery = NonNullable<
  paths['/entities/{kind}/{namespace}/{name}/changes']['get']['parameters']['query']
>;
/** A runbook. @public */
export type Runbook = ApiSchema<'Runbook'>;
/** A runbook with its page. @public */
export type RunbookPage = ApiSchema<'RunbookPage'>;
/** What an SLO is to become, in the file of its entity. @public */
export type SloPatchRequest = ApiSchema<'SloPatchRequest'>;
/** The change to the file of an entity that an SLO takes. @public */
export type SloPatch = ApiSchema<'SloPatch'>;
/** A definition to try on the past. @public */
export type SloPreviewRequest = ApiSchema<'SloPreviewRequest'>;
/** What a definition would have come to. @public */
export type SloPreview = ApiSchema<'SloPreview'>;
/** Something that needs a human, with all that it affects. @public */
export type Alert = ApiSchema<'Alert'>;
/** A page of alerts. @public */
export type AlertPage = ApiSchema<'AlertPage'>;
/** An alert with its pipelines, its history and who was told. @public */
export type AlertDetail = ApiSchema<'AlertDetail'>;
/** What an alert is grouped by. @public */
export type AlertCause = ApiSchema<'AlertCause'>;
/** A pipeline that an alert affects. @public */
export type AffectedPipeline = ApiSchema<'AffectedPipeline'>;
/** A line in the history of an alert. @public */
export type AlertEntry = ApiSchema<'AlertEntry'>;
/** Whether somebody was told of a change of an alert. @public */
export type AlertDelivery = ApiSchema<'AlertDelivery'>;
/** A way in which alerts are told. @public */
export type AlertChannel = ApiSchema<'AlertChannel'>;
/** An open urgent alert, or what a person or another system declared, on pipelines. @public */
export type Incident = ApiSchema<'Incident'>;
/** A page of incidents. @public */
export type IncidentPage = ApiSchema<'IncidentPage'>;
/** An incident with its timeline. @public */
export type IncidentDetail = ApiSchema<'IncidentDetail'>;
/** A line in the timeline of an incident. @public */
export type IncidentEntry = ApiSchema<'IncidentEntry'>;
/** What another system says of an incident. @public */
export type InboundIncident = ApiSchema<'InboundIncident'>;
/** What will miss its deadline this morning, and how good yesterday's forecasts were. @public */
export type MorningReport = ApiSchema<'MorningReport'>;
/** One cause in a report, with what it affects. @public */
export type ReportItem = ApiSchema<'ReportItem'>;
/** How good the forecasts of a day were. @public */
export type ForecastAccuracy = ApiSchema<'ForecastAccuracy'>;
/** Query of `GET /alerts`. @public */
export type AlertsQuery = NonNullable<
  paths['/alerts']['get']['parameters']['query']
>;
/** Query of `GET /incidents`. @public */
export type IncidentsQuery = NonNullable<
  paths['/incidents']['get']['parameters']['query']
>;
/** Query of `GET /slos`. @public */
export type SlosQuery = NonNullable<
  paths['/slos']['get']['parameters']['query']
>;
/** Query of `GET /slos/{sloId}/verdicts`. @public */
export type VerdictsQuery = NonNullable<
  paths['/slos/{sloId}/verdicts']['get']['parameters']['query']
>;
/** One row of the ledger. @public */
export type LedgerRow = ApiSchema<'LedgerRow'>;
/** A page of the ledger, the newest row first. @public */
export type LedgerPage = ApiSchema<'LedgerPage'>;
/** The last row of the ledger, or one that was exported. @public */
export type LedgerHead = ApiSchema<'LedgerHead'>;
/** What a verification of the ledger found. @public */
export type LedgerVerification = ApiSchema<'LedgerVerification'>;
/** Where the ledger stands. @public */
export type LedgerStanding = ApiSchema<'LedgerStanding'>;
/** What ships as one artifact, with its members. @public */
export type ReleaseUnit = ApiSchema<'ReleaseUnit'>;
/** A release, as lists show it. @public */
export type Release = ApiSchema<'Release'>;
/** A release with its content, evidence and deployments. @public */
export type ReleaseDetail = ApiSchema<'ReleaseDetail'>;
/** A page of releases. @public */
export type ReleasePage = ApiSchema<'ReleasePage'>;
/** What CI registers. @public */
export type ReleaseToRegister = ApiSchema<'ReleaseToRegister'>;
/** What CI says that it deployed. @public */
export type ReleaseRecorded = ApiSchema<'ReleaseRecorded'>;
/** What tests or checks said about a release. @public */
export type ReleaseEvidence = ApiSchema<'ReleaseEvidence'>;
/** What a release changes against another one. @public */
export type ReleaseDiff = ApiSchema<'ReleaseDiff'>;
/** A line of a diff, as people read it. @public */
export type ReleaseDiffEntry = ApiSchema<'ReleaseDiffEntry'>;
/** What a standard change is known by. @public */
export type ReleaseDiffFacts = ApiSchema<'ReleaseDiffFacts'>;
/** Query of `GET /releases/{releaseId}/diff`. @public */
export type ReleaseDiffQuery = NonNullable<
  paths['/releases/{releaseId}/diff']['get']['parameters']['query']
>;
/** A report about a release. @public */
export type EvidenceToAdd = ApiSchema<'EvidenceToAdd'>;
/** Query of `GET /releases`. @public */
export type ReleasesQuery = NonNullable<
  paths['/releases']['get']['parameters']['query']
>;
/** An attempt to put a release into an environment. @public */
export type Promotion = ApiSchema<'Promotion'>;
/** A promotion with its plan, gates, steps and timeline. @public */
export type PromotionDetail = ApiSchema<'PromotionDetail'>;
/** A page of promotions. @public */
export type PromotionPage = ApiSchema<'PromotionPage'>;
/** What a promotion would change, could hurt and needs. @public */
export type PromotionPlan = ApiSchema<'PromotionPlan'>;
/** What a plan is asked for. @public */
export type PromotionToPlan = ApiSchema<'PromotionToPlan'>;
/** A promotion to ask for. @public */
export type PromotionToRequest = ApiSchema<'PromotionToRequest'>;
/** Where a promotion stands. @public */
export type PromotionState = ApiSchema<'PromotionState'>;
/** What a promotion does. @public */
export type PromotionKind = ApiSchema<'PromotionKind'>;
/** What a gate found. @public */
export type GateResult = ApiSchema<'GateResult'>;
/** The verdict of a gate. @public */
export type GateVerdict = ApiSchema<'GateVerdict'>;
/** A release in short. @public */
export type ReleaseRef = ApiSchema<'ReleaseRef'>;
/** What runs where, and what moves. @public */
export type ReleaseBoard = ApiSchema<'ReleaseBoard'>;
/** A unit on the board. @public */
export type ReleaseBoardRow = ApiSchema<'ReleaseBoardRow'>;
/** What a unit runs in an environment. @public */
export type UnitEnvironment = ApiSchema<'UnitEnvironment'>;
/** A unit with what it can be rolled back to. @public */
export type ReleaseUnitDetail = ApiSchema<'ReleaseUnitDetail'>;
/** A release that can be rolled back to, and why. @public */
export type RollbackOption = ApiSchema<'RollbackOption'>;
/** Why a unit is not promoted automatically. @public */
export type Hold = ApiSchema<'Hold'>;
/** A release that is not promoted any more. @public */
export type Quarantine = ApiSchema<'Quarantine'>;
/** A change made behind Sluice's back. @public */
export type UnmanagedChange = ApiSchema<'UnmanagedChange'>;
/** What was released of a pipeline. @public */
export type ReleaseHistory = ApiSchema<'ReleaseHistory'>;
/** What a change can reach. @public */
export type BlastRadius = ApiSchema<'BlastRadius'>;
/** What is due while a change would be under way. @public */
export type DeadlineRisk = ApiSchema<'DeadlineRisk'>;
/** What `/promotions` can be asked. @public */
export type PromotionsQuery = NonNullable<
  paths['/promotions']['get']['parameters']['query']
>;
/** What is asked for of a cluster. @public */
export type OperationRequestBody = ApiSchema<'OperationRequest'>;
/** Where an operation takes one partition. @public */
export type OperationPartitionRow = ApiSchema<'OperationPartition'>;
/** What an operation does, in messages. @public */
export type OperationTotals = ApiSchema<'OperationTotals'>;
/** What an operation would do. @public */
export type OperationDryRun = ApiSchema<'OperationDryRun'>;
/** What the caller may ask for on a cluster. @public */
export type OperationOptions = ApiSchema<'OperationOptions'>;
/** An operation, as lists show it. @public */
export type Operation = ApiSchema<'Operation'>;
/** An operation with its numbers. @public */
export type OperationDetail = ApiSchema<'OperationDetail'>;
/** A page of operations. @public */
export type OperationPage = ApiSchema<'OperationPage'>;
/** Query of `GET /operations`. @public */
export type OperationsQuery = NonNullable<
  paths['/operations']['get']['parameters']['query']
>;
/** A request for a decision, as lists show it. @public */
export type Approval = ApiSchema<'Approval'>;
/** A request for a decision with its votes. @public */
export type ApprovalDetail = ApiSchema<'ApprovalDetail'>;
/** A page of requests for decisions. @public */
export type ApprovalPage = ApiSchema<'ApprovalPage'>;
/** Query of `GET /approvals`. @public */
export type ApprovalsQuery = NonNullable<
  paths['/approvals']['get']['parameters']['query']
>;
/** A policy of delivery, in force or not. @public */
export type PolicyVersion = ApiSchema<'PolicyVersion'>;
/** A page of policies. @public */
export type PolicyVersionPage = ApiSchema<'PolicyVersionPage'>;
/** Where policies of delivery stand. @public */
export type PolicyStanding = ApiSchema<'PolicyStanding'>;
/** Query of `GET /policies/versions`. @public */
export type PolicyVersionsQuery = NonNullable<
  paths['/policies/versions']['get']['parameters']['query']
>;
/** Query of `GET /ledger`. @public */
export type LedgerQuery = NonNullable<
  paths['/ledger']['get']['parameters']['query']
>;
/** What `/fleet` can be asked. @public */
export type FleetQuery = NonNullable<
  paths['/fleet']['get']['parameters']['query']
>;
/** What a pipeline's runs can be asked. @public */
export type RunsQuery = NonNullable<
  paths['/entities/{kind}/{namespace}/{name}/runs']['get']['parameters']['query']
>;

/** The typed client of the pipelines API: `client.GET('/fleet', {params: {query}})`. @public */
export type PipelinesClient = Client<paths>;

/**
 * Makes a typed client of the pipelines API over Backstage's own fetch, which adds the caller's token.
 *
 * @param options - `discoveryApi` and `fetchApi` of the app, or of a backend plugin
 * @throws ResponseError from any call that is answered with 4xx or 5xx, so that callers handle one kind of error
 * @public
 */
export function createPipelinesClient(options: {
  discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  fetchApi: { fetch: typeof fetch };
}): PipelinesClient {
  const { discoveryApi, fetchApi } = options;
  // The base URL is only known asynchronously, so requests are built against a stand-in and moved on the way out.
  const client = createClient<paths>({
    baseUrl: 'http://pipelines.invalid',
    querySerializer: { array: { style: 'form', explode: true } },
    fetch: async request => {
      const { pathname, search } = new URL(request.url);
      const base = await discoveryApi.getBaseUrl('pipelines');
      const body =
        request.method === 'GET' || request.method === 'HEAD'
          ? undefined
          : await request.text();
      return fetchApi.fetch(`${base}${pathname}${search}`, {
        method: request.method,
        headers: request.headers,
        body,
        signal: request.signal,
      });
    },
  });
  client.use({
    async onResponse({ response }) {
      if (!response.ok) throw await ResponseError.fromResponse(response);
    },
  });
  return client;
}
