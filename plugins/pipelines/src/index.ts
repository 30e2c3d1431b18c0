/**
 * Fleet, pipeline pages, sources and home widgets of Sluice. This entry serves apps on the legacy frontend system and
 * exports what other plugins may use; apps on the new system install `./alpha`.
 *
 * @packageDocumentation
 */
export {
  AlertsPage,
  ApprovalsPage,
  AuditPage,
  FleetPage,
  IncidentsPage,
  pipelinesPlugin,
  PromotionsPage,
  ReleasesPage,
  ReportsPage,
  RunbooksPage,
  ScorecardsPage,
  SlosPage,
  SourcesPage,
  StreamsPage,
} from './plugin';
export {
  EntityOwnerScorecardsContent,
  EntityPipelineDocsContent,
  EntityPipelineFreshnessContent,
  EntityPipelineLagContent,
  EntityPipelineLineageContent,
  EntityPipelineOverviewCard,
  EntityPipelineReleasesContent,
  EntityPipelineRunsContent,
  EntityPipelineScorecardsCard,
} from './entityExtensions';
export { isConsumer, isOwnerGroup, isPipeline } from './pipeline/isPipeline';
export { pipelinesApiRef } from './api';
export {
  alertsRouteRef,
  approvalsRouteRef,
  auditRouteRef,
  fleetRouteRef,
  incidentsRouteRef,
  promotionsRouteRef,
  releasesRouteRef,
  reportsRouteRef,
  runbooksRouteRef,
  scorecardsRouteRef,
  slosRouteRef,
  sourcesRouteRef,
  streamsRouteRef,
} from './routes';
export {
  approvalsTranslationRef,
  deliveryTranslationRef,
  onCallTranslationRef,
  pipelinesTranslationRef,
  scorecardsTranslationRef,
  sloTranslationRef,
  streamsTranslationRef,
} from './translation';
