import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import ViewListOutlined from '@mui/icons-material/ViewListOutlined';
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
import apis from './apis';
import entityCards from './entityCards';
import entityContents from './entityContents';
import homeWidgets from './homeWidgets';
import pages from './pages';
import searchResultItems from './searchResultItems';

/**
 * Fleet, pipeline pages, SLOs, sources, home widgets and search results, for apps on the new frontend system.
 *
 * @alpha
 */
export default createFrontendPlugin({
  pluginId: 'pipelines',
  title: 'Pipelines',
  icon: <ViewListOutlined fontSize="inherit" />,
  info: { packageJson: () => import('../../package.json') },
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
  extensions: [
    ...apis,
    ...pages,
    ...entityCards,
    ...entityContents,
    ...homeWidgets,
    ...searchResultItems,
  ],
});
