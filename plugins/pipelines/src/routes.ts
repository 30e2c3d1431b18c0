import { createRouteRef } from '@backstage/core-plugin-api';

/** The fleet page. @public */
export const fleetRouteRef = createRouteRef({ id: 'pipelines.fleet' });

/** The page on the health of the collectors. @public */
export const sourcesRouteRef = createRouteRef({ id: 'pipelines.sources' });

/** The runbooks; each stands below by its id. @public */
export const runbooksRouteRef = createRouteRef({ id: 'pipelines.runbooks' });

/** The page of all SLOs by domain. @public */
export const slosRouteRef = createRouteRef({ id: 'pipelines.slos' });
