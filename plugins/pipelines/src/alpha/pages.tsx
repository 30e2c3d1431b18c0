import { PageBlueprint } from '@backstage/frontend-plugin-api';
import CampaignOutlined from '@mui/icons-material/CampaignOutlined';
import DnsOutlined from '@mui/icons-material/DnsOutlined';
import HowToVoteOutlined from '@mui/icons-material/HowToVoteOutlined';
import LocalFireDepartmentOutlined from '@mui/icons-material/LocalFireDepartmentOutlined';
import LocalShippingOutlined from '@mui/icons-material/LocalShippingOutlined';
import MenuBookOutlined from '@mui/icons-material/MenuBookOutlined';
import VerifiedOutlined from '@mui/icons-material/VerifiedOutlined';
import WbTwilightOutlined from '@mui/icons-material/WbTwilightOutlined';
import TrackChangesOutlined from '@mui/icons-material/TrackChangesOutlined';
import FactCheckOutlined from '@mui/icons-material/FactCheckOutlined';
import StreamOutlined from '@mui/icons-material/StreamOutlined';
import ViewListOutlined from '@mui/icons-material/ViewListOutlined';
import { withPipelinesQueries } from '../api';
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

const streamsPage = PageBlueprint.make({
  name: 'streams',
  params: {
    path: '/pipelines/streams',
    title: 'Streams',
    icon: <StreamOutlined fontSize="inherit" />,
    noHeader: true,
    routeRef: streamsRouteRef,
    loader: () =>
      import('../components/StreamsPage').then(m =>
        withPipelinesQueries(<m.StreamsPage />),
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

const scorecardsPage = PageBlueprint.make({
  name: 'scorecards',
  params: {
    path: '/pipelines/scorecards',
    title: 'Scorecards',
    icon: <FactCheckOutlined fontSize="inherit" />,
    noHeader: true,
    routeRef: scorecardsRouteRef,
    loader: () =>
      import('../components/ScorecardsPage').then(m =>
        withPipelinesQueries(<m.ScorecardsPage />),
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

const alertsPage = PageBlueprint.make({
  name: 'alerts',
  params: {
    path: '/pipelines/alerts',
    title: 'Alerts',
    icon: <CampaignOutlined fontSize="inherit" />,
    noHeader: true,
    routeRef: alertsRouteRef,
    loader: () =>
      import('../components/AlertsPage').then(m =>
        withPipelinesQueries(<m.AlertsPage />),
      ),
  },
});

const incidentsPage = PageBlueprint.make({
  name: 'incidents',
  params: {
    path: '/pipelines/incidents',
    title: 'Incidents',
    icon: <LocalFireDepartmentOutlined fontSize="inherit" />,
    noHeader: true,
    routeRef: incidentsRouteRef,
    loader: () =>
      import('../components/IncidentsPage').then(m =>
        withPipelinesQueries(<m.IncidentsPage />),
      ),
  },
});

const reportsPage = PageBlueprint.make({
  name: 'reports',
  params: {
    path: '/pipelines/reports',
    title: 'Morning report',
    icon: <WbTwilightOutlined fontSize="inherit" />,
    noHeader: true,
    routeRef: reportsRouteRef,
    loader: () =>
      import('../components/ReportsPage').then(m =>
        withPipelinesQueries(<m.ReportsPage />),
      ),
  },
});

const approvalsPage = PageBlueprint.make({
  name: 'approvals',
  params: {
    path: '/pipelines/approvals',
    title: 'Approvals',
    icon: <HowToVoteOutlined fontSize="inherit" />,
    noHeader: true,
    routeRef: approvalsRouteRef,
    loader: () =>
      import('../components/ApprovalsPage').then(m =>
        withPipelinesQueries(<m.ApprovalsPage />),
      ),
  },
});

const auditPage = PageBlueprint.make({
  name: 'audit',
  params: {
    path: '/pipelines/audit',
    title: 'Audit',
    icon: <VerifiedOutlined fontSize="inherit" />,
    noHeader: true,
    routeRef: auditRouteRef,
    loader: () =>
      import('../components/AuditPage').then(m =>
        withPipelinesQueries(<m.AuditPage />),
      ),
  },
});

const releasesPage = PageBlueprint.make({
  name: 'releases',
  params: {
    path: '/pipelines/releases',
    title: 'Releases',
    icon: <LocalShippingOutlined fontSize="inherit" />,
    noHeader: true,
    routeRef: releasesRouteRef,
    loader: () =>
      import('../components/ReleasesPage').then(m =>
        withPipelinesQueries(<m.ReleasesPage />),
      ),
  },
});

const promotionsPage = PageBlueprint.make({
  name: 'promotions',
  params: {
    path: '/pipelines/promotions',
    // Without title and icon it isn't in the navigation: one gets there from the board, the inbox and notifications.
    noHeader: true,
    routeRef: promotionsRouteRef,
    loader: () =>
      import('../components/PromotionsPage').then(m =>
        withPipelinesQueries(<m.PromotionsPage />),
      ),
  },
});

export default [
  fleetPage,
  releasesPage,
  promotionsPage,
  approvalsPage,
  auditPage,
  alertsPage,
  incidentsPage,
  reportsPage,
  scorecardsPage,
  slosPage,
  sourcesPage,
  streamsPage,
  runbooksPage,
];
