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
  fleetRouteRef,
  runbooksRouteRef,
  slosRouteRef,
  sourcesRouteRef,
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
    runbooks: runbooksRouteRef,
    slos: slosRouteRef,
    sources: sourcesRouteRef,
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
