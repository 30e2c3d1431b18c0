import {
  createApiFactory,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { createPipelinesClient } from '@sluice/plugin-pipelines-common';
import { pipelinesApiRef, PipelinesQueryProvider } from './api';
import {
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

/**
 * The pipelines plugin for apps on the legacy frontend system.
 *
 * @public
 */
export const pipelinesPlugin = createPlugin({
  id: 'pipelines',
  routes: {
    fleet: fleetRouteRef,
    alerts: alertsRouteRef,
    approvals: approvalsRouteRef,
    audit: auditRouteRef,
    incidents: incidentsRouteRef,
    promotions: promotionsRouteRef,
    releases: releasesRouteRef,
    reports: reportsRouteRef,
    runbooks: runbooksRouteRef,
    scorecards: scorecardsRouteRef,
    slos: slosRouteRef,
    sources: sourcesRouteRef,
    streams: streamsRouteRef,
  },
  apis: [
    createApiFactory({
      api: pipelinesApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => createPipelinesClient(deps),
    }),
  ],
});

/**
 * The fleet page: `<Route path="/pipelines" element={<FleetPage />} />`.
 *
 * @public
 */
export const FleetPage = pipelinesPlugin.provide(
  createRoutableExtension({
    name: 'FleetPage',
    component: () =>
      import('./components/FleetPage').then(m => () => (
        <PipelinesQueryProvider>
          <m.FleetPage />
        </PipelinesQueryProvider>
      )),
    mountPoint: fleetRouteRef,
  }),
);

/**
 * The page on collectors: `<Route path="/pipelines/sources" element={<SourcesPage />} />`.
 *
 * @public
 */
export const SourcesPage = pipelinesPlugin.provide(
  createRoutableExtension({
    name: 'SourcesPage',
    component: () =>
      import('./components/SourcesPage').then(m => () => (
        <PipelinesQueryProvider>
          <m.SourcesPage />
        </PipelinesQueryProvider>
      )),
    mountPoint: sourcesRouteRef,
  }),
);

/**
 * All consumer groups with their lag: `<Route path="/pipelines/streams" element={<StreamsPage />} />`.
 *
 * @public
 */
export const StreamsPage = pipelinesPlugin.provide(
  createRoutableExtension({
    name: 'StreamsPage',
    component: () =>
      import('./components/StreamsPage').then(m => () => (
        <PipelinesQueryProvider>
          <m.StreamsPage />
        </PipelinesQueryProvider>
      )),
    mountPoint: streamsRouteRef,
  }),
);

/**
 * All SLOs by domain: `<Route path="/pipelines/slos" element={<SlosPage />} />`.
 *
 * @public
 */
export const SlosPage = pipelinesPlugin.provide(
  createRoutableExtension({
    name: 'SlosPage',
    component: () =>
      import('./components/SlosPage').then(m => () => (
        <PipelinesQueryProvider>
          <m.SlosPage />
        </PipelinesQueryProvider>
      )),
    mountPoint: slosRouteRef,
  }),
);

/**
 * Owners by the checks of scorecards: `<Route path="/pipelines/scorecards" element={<ScorecardsPage />} />`.
 *
 * @public
 */
export const ScorecardsPage = pipelinesPlugin.provide(
  createRoutableExtension({
    name: 'ScorecardsPage',
    component: () =>
      import('./components/ScorecardsPage').then(m => () => (
        <PipelinesQueryProvider>
          <m.ScorecardsPage />
        </PipelinesQueryProvider>
      )),
    mountPoint: scorecardsRouteRef,
  }),
);

/**
 * The runbooks: `<Route path="/pipelines/runbooks" element={<RunbooksPage />} />`.
 *
 * @public
 */
export const RunbooksPage = pipelinesPlugin.provide(
  createRoutableExtension({
    name: 'RunbooksPage',
    component: () =>
      import('./components/RunbooksPage').then(m => () => (
        <PipelinesQueryProvider>
          <m.RunbooksPage />
        </PipelinesQueryProvider>
      )),
    mountPoint: runbooksRouteRef,
  }),
);

/**
 * The alerts: `<Route path="/pipelines/alerts" element={<AlertsPage />} />`.
 *
 * @public
 */
export const AlertsPage = pipelinesPlugin.provide(
  createRoutableExtension({
    name: 'AlertsPage',
    component: () =>
      import('./components/AlertsPage').then(m => () => (
        <PipelinesQueryProvider>
          <m.AlertsPage />
        </PipelinesQueryProvider>
      )),
    mountPoint: alertsRouteRef,
  }),
);

/**
 * The incidents: `<Route path="/pipelines/incidents" element={<IncidentsPage />} />`.
 *
 * @public
 */
export const IncidentsPage = pipelinesPlugin.provide(
  createRoutableExtension({
    name: 'IncidentsPage',
    component: () =>
      import('./components/IncidentsPage').then(m => () => (
        <PipelinesQueryProvider>
          <m.IncidentsPage />
        </PipelinesQueryProvider>
      )),
    mountPoint: incidentsRouteRef,
  }),
);

/**
 * The morning report: `<Route path="/pipelines/reports" element={<ReportsPage />} />`.
 *
 * @public
 */
export const ReportsPage = pipelinesPlugin.provide(
  createRoutableExtension({
    name: 'ReportsPage',
    component: () =>
      import('./components/ReportsPage').then(m => () => (
        <PipelinesQueryProvider>
          <m.ReportsPage />
        </PipelinesQueryProvider>
      )),
    mountPoint: reportsRouteRef,
  }),
);

/**
 * What waits for whom: `<Route path="/pipelines/approvals" element={<ApprovalsPage />} />`.
 *
 * @public
 */
export const ApprovalsPage = pipelinesPlugin.provide(
  createRoutableExtension({
    name: 'ApprovalsPage',
    component: () =>
      import('./components/ApprovalsPage').then(m => () => (
        <PipelinesQueryProvider>
          <m.ApprovalsPage />
        </PipelinesQueryProvider>
      )),
    mountPoint: approvalsRouteRef,
  }),
);

/**
 * The ledger: `<Route path="/pipelines/audit" element={<AuditPage />} />`.
 *
 * @public
 */
export const AuditPage = pipelinesPlugin.provide(
  createRoutableExtension({
    name: 'AuditPage',
    component: () =>
      import('./components/AuditPage').then(m => () => (
        <PipelinesQueryProvider>
          <m.AuditPage />
        </PipelinesQueryProvider>
      )),
    mountPoint: auditRouteRef,
  }),
);

/**
 * The releases board: `<Route path="/pipelines/releases" element={<ReleasesPage />} />`.
 *
 * @public
 */
export const ReleasesPage = pipelinesPlugin.provide(
  createRoutableExtension({
    name: 'ReleasesPage',
    component: () =>
      import('./components/ReleasesPage').then(m => () => (
        <PipelinesQueryProvider>
          <m.ReleasesPage />
        </PipelinesQueryProvider>
      )),
    mountPoint: releasesRouteRef,
  }),
);

/**
 * A promotion: `<Route path="/pipelines/promotions" element={<PromotionsPage />} />`.
 *
 * @public
 */
export const PromotionsPage = pipelinesPlugin.provide(
  createRoutableExtension({
    name: 'PromotionsPage',
    component: () =>
      import('./components/PromotionsPage').then(m => () => (
        <PipelinesQueryProvider>
          <m.PromotionsPage />
        </PipelinesQueryProvider>
      )),
    mountPoint: promotionsRouteRef,
  }),
);
