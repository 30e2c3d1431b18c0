import { createRouteRef } from '@backstage/core-plugin-api';

/** The fleet page. @public */
export const fleetRouteRef = createRouteRef({ id: 'pipelines.fleet' });

/** The page on the health of the collectors. @public */
export const sourcesRouteRef = createRouteRef({ id: 'pipelines.sources' });

/** Consumer groups and their lag; each stands below by its id. @public */
export const streamsRouteRef = createRouteRef({ id: 'pipelines.streams' });

/** The alerts; each stands below by its id. @public */
export const alertsRouteRef = createRouteRef({ id: 'pipelines.alerts' });

/** The incidents; each stands below by its id. @public */
export const incidentsRouteRef = createRouteRef({ id: 'pipelines.incidents' });

/** The morning report; those of other dates stand below by date. @public */
export const reportsRouteRef = createRouteRef({ id: 'pipelines.reports' });

/** The runbooks; each stands below by its id. @public */
export const runbooksRouteRef = createRouteRef({ id: 'pipelines.runbooks' });

/** The page of all SLOs by domain. @public */
export const slosRouteRef = createRouteRef({ id: 'pipelines.slos' });

/** Scorecards: where owners and pipelines stand; monthly summaries stand below. @public */
export const scorecardsRouteRef = createRouteRef({
  id: 'pipelines.scorecards',
});

/** Requests for decisions; each stands below by its id. @public */
export const approvalsRouteRef = createRouteRef({ id: 'pipelines.approvals' });

/** The ledger and its verification. @public */
export const auditRouteRef = createRouteRef({ id: 'pipelines.audit' });

/** The releases board; each release stands below by its id. @public */
export const releasesRouteRef = createRouteRef({ id: 'pipelines.releases' });

/** Promotions, each below by its id. @public */
export const promotionsRouteRef = createRouteRef({
  id: 'pipelines.promotions',
});
