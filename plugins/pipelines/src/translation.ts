import { createTranslationRef } from '@backstage/frontend-plugin-api';
import {
  alertsMessages,
  incidentsMessages,
  reportMessages,
} from './translations/alerts';
import { approvalsMessages } from './translations/approvals';
import { auditMessages } from './translations/audit';
import { changesMessages } from './translations/changes';
import { docsMessages } from './translations/docs';
import { fleetMessages } from './translations/fleet';
import { homeMessages } from './translations/home';
import { lineageMessages } from './translations/lineage';
import { pipelineMessages } from './translations/pipeline';
import { promotionsMessages } from './translations/promotions';
import { releasesMessages } from './translations/releases';
import { runbooksMessages } from './translations/runbooks';
import { runsMessages } from './translations/runs';
import { searchMessages } from './translations/search';
import { sloMessages } from './translations/slo';
import { sourcesMessages } from './translations/sources';

/**
 * Every word that the pages of this plugin show: override or translate them from the app.
 *
 * @public
 */
export const pipelinesTranslationRef = createTranslationRef({
  id: 'plugin.pipelines',
  messages: {
    fleet: fleetMessages,
    sources: sourcesMessages,
    home: homeMessages,
    search: searchMessages,
    pipeline: pipelineMessages,
    runs: runsMessages,
    lineage: lineageMessages,
    docs: docsMessages,
    alerts: alertsMessages,
    incidents: incidentsMessages,
    report: reportMessages,
    changes: changesMessages,
    runbooks: runbooksMessages,
    slo: sloMessages,
  },
});

/**
 * The words of the pages of delivery: approvals, releases, promotions and the ledger. Apart, because what the types of a ref cost grows with
 * the number of its messages at each place that uses one.
 *
 * @public
 */
export const deliveryTranslationRef = createTranslationRef({
  id: 'plugin.pipelines.delivery',
  messages: {
    approvals: approvalsMessages,
    releases: releasesMessages,
    promotions: promotionsMessages,
    audit: auditMessages,
  },
});
