import { PageBlueprint } from '@backstage/frontend-plugin-api';
import DnsOutlined from '@mui/icons-material/DnsOutlined';
import MenuBookOutlined from '@mui/icons-material/MenuBookOutlined';
import TrackChangesOutlined from '@mui/icons-material/TrackChangesOutlined';
import ViewListOutlined from '@mui/icons-material/ViewListOutlined';
import { withPipelinesQueries } from '../api';
import {
  fleetRouteRef,
  runbooksRouteRef,
  slosRouteRef,
  sourcesRouteRef,
} from '../routes';

const fleetPage = PageBlueprint.make({
  params: {
    path: '/pipelines',
    title: 'Fleet',
    icon: <ViewListOutlined fontSize="inherit" />,
    // The page shows its own header: its title carries the count, the age of what is shown and the view.
    noHeader: true,
    routeRef: fleetRouteRef,
    loader: () =>
      import('../components/FleetPage').then(m =>
        withPipelinesQueries(<m.FleetPage />),
      ),
  },
});

const sourcesPage = PageBlueprint.make({
  name: 'sources',
  params: {
    path: '/pipelines/sources',
    title: 'Sources',
    icon: <DnsOutlined fontSize="inherit" />,
    noHeader: true,
    routeRef: sourcesRouteRef,
    loader: () =>
      import('../components/SourcesPage').then(m =>
        withPipelinesQueries(<m.SourcesPage />),
      ),
  },
});

const slosPage = PageBlueprint.make({
  name: 'slos',
  params: {
    path: '/pipelines/slos',
    title: 'SLOs',
    icon: <TrackChangesOutlined fontSize="inherit" />,
    noHeader: true,
    routeRef: slosRouteRef,
    loader: () =>
      import('../components/SlosPage').then(m =>
        withPipelinesQueries(<m.SlosPage />),
      ),
  },
});

const runbooksPage = PageBlueprint.make({
  name: 'runbooks',
  params: {
    path: '/pipelines/runbooks',
    title: 'Runbooks',
    icon: <MenuBookOutlined fontSize="inherit" />,
    noHeader: true,
    routeRef: runbooksRouteRef,
    loader: () =>
      import('../components/RunbooksPage').then(m =>
        withPipelinesQueries(<m.RunbooksPage />),
      ),
  },
});

export default [fleetPage, slosPage, sourcesPage, runbooksPage];
