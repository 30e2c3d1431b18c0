import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import type { Environment } from '@sluice/plugin-pipelines-common';
import type { ArtifactReceiver } from '@sluice/plugin-pipelines-node';
import express from 'express';
import type { Approvals } from '../approvals';
import type { Authorize } from '../authorize';
import type { AlertService } from '../alerts';
import type { ChangesService } from '../changes';
import type { ConnectorService } from '../connectors';
import type { Docs } from '../docs';
import type { FleetService } from '../fleet';
import type { Ledger } from '../ledger';
import type { IncidentService } from '../incidents';
import type { LagService, TopicService } from '../lag';
import type { LineageService } from '../lineage';
import type { DeliveryService } from '../notifications';
import type {
  DatasetService,
  ObservationService,
  ReadingService,
} from '../observations';
import type { Operations } from '../operations';
import type { Policies } from '../policies';
import type { ReportService } from '../reports';
import type { Promotions } from '../promotions';
import type { Releases } from '../releases';
import type { Scorecards } from '../scorecards';
import type { SchemaService } from '../schemas';
import type { Slos } from '../slo';
import { spec } from '../schema/generated/openapi';
import { addAlertRoutes } from './alertRoutes';
import { addArtifactRoutes } from './artifactRoutes';
import { addConnectorRoutes } from './connectorRoutes';
import { addCostRoutes } from './costRoutes';
import { addDeadLetterRoutes } from './deadLetterRoutes';
import { addDatasetRoutes } from './datasetRoutes';
import { addApprovalRoutes } from './approvalRoutes';
import { addExemptionRoutes } from './exemptionRoutes';
import { addFleetRoutes } from './fleetRoutes';
import { addLagRoutes } from './lagRoutes';
import { addTopicRoutes } from './topicRoutes';
import { addLedgerRoutes } from './ledgerRoutes';
import { addIncidentRoutes } from './incidentRoutes';
import { addOpenSloRoutes } from './openSloRoutes';
import { addOperationRoutes } from './operationRoutes';
import { addPipelineRoutes } from './pipelineRoutes';
import { addPolicyRoutes } from './policyRoutes';
import { addPromotionRoutes } from './promotionRoutes';
import { addRunbookRoutes } from './runbookRoutes';
import { addReportRoutes } from './reportRoutes';
import { addReleaseRoutes } from './releaseRoutes';
import { addScorecardRoutes } from './scorecardRoutes';
import { addSchemaRoutes } from './schemaRoutes';
import { addSloDecisionRoutes } from './sloDecisionRoutes';
import { addSloRoutes } from './sloRoutes';
import { addSourceRoutes } from './sourceRoutes';
import { addUnitRoutes } from './unitRoutes';

/** What routes call. @internal */
export type RouterOptions = {
  authorize: Authorize;
  fleet: FleetService;
  observations: ObservationService;
  readings: ReadingService;
  datasets: DatasetService;
  /** What takes in files for a source. */
  artifacts: {
    receiver: (sourceId: string) => ArtifactReceiver | undefined;
  };
  lag: LagService;
  topics: TopicService;
  schemas: SchemaService;
  connectors: ConnectorService;
  lineage: LineageService;
  changes: ChangesService;
  docs: Pick<Docs, 'docs' | 'runbooks'>;
  ledger: Ledger;
  slos: Pick<
    Slos,
    'service' | 'preview' | 'patch' | 'attribution' | 'decisions'
  >;
  approvals: Approvals;
  policies: Policies;
  releases: Releases;
  promotions: Promotions;
  scorecards: Scorecards;
  operations: Operations;
  environments: Environment[];
  /** Ids of plugins that may ask for something on behalf of a person. */
  requestsThrough: string[];
  /** The clock. */
  now: () => Date;
  alerts: AlertService;
  deliveries: DeliveryService;
  incidents: IncidentService;
  reports: ReportService;
  /** Of the time before the first start, which a demo tells. */
  past: { readonly percent: number | undefined };
};

/** A release has manifests, and a report may have 10 MiB; escaped as JSON that is a little more. */
const readLargeBody = express.json({ limit: '16mb' });
const readSmallBody = express.json();

/** Nobody is known yet when the body is read, so only where it has to be it may be large. */
const readBody: express.RequestHandler = (req, res, next) =>
  /^\/releases(\/\d+\/evidence)?\/?$/.test(req.path)
    ? readLargeBody(req, res, next)
    : readSmallBody(req, res, next);

/** The API. Requests are checked against the OpenAPI file before a route sees them. @internal */
export function createRouter(options: RouterOptions): express.Router {
  // The types of requests come from pipelines-common, which is generated from the same file.
  const router = createValidatedOpenApiRouterFromGeneratedEndpointMap<{}>(
    spec as never,
    { middleware: [readBody] },
  ) as unknown as express.Router;
  addArtifactRoutes(router, options);
  addCostRoutes(router, options);
  addDatasetRoutes(router, options);
  addFleetRoutes(router, options);
  addPipelineRoutes(router, options);
  addRunbookRoutes(router, options);
  addOpenSloRoutes(router, options);
  addSloRoutes(router, options);
  addSloDecisionRoutes(router, options);
  addSourceRoutes(router, options);
  addLagRoutes(router, options);
  addTopicRoutes(router, options);
  addDeadLetterRoutes(router, options);
  addSchemaRoutes(router, options);
  addConnectorRoutes(router, options);
  addLedgerRoutes(router, options);
  addAlertRoutes(router, options);
  addIncidentRoutes(router, options);
  addReportRoutes(router, options);
  addApprovalRoutes(router, options);
  addPolicyRoutes(router, options);
  addReleaseRoutes(router, options);
  addPromotionRoutes(router, options);
  addUnitRoutes(router, options);
  addScorecardRoutes(router, options);
  addExemptionRoutes(router, options);
  addOperationRoutes(router, options);
  return router;
}
