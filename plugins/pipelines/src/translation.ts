import { createTranslationRef } from '@backstage/frontend-plugin-api';
import {
  alertsMessages,
  incidentsMessages,
  reportMessages,
} from './translations/alerts';
import { approvalsMessages } from './translations/approvals';
import { auditMessages } from './translations/audit';
import { changesMessages } from './translations/changes';
import { connectorsMessages } from './translations/connectors';
import { deadLettersMessages } from './translations/deadLetters';
import { docsMessages } from './translations/docs';
import { fleetMessages } from './translations/fleet';
import { homeMessages } from './translations/home';
import { lineageMessages } from './translations/lineage';
import { operationsMessages } from './translations/operations';
import { pipelineMessages } from './translations/pipeline';
import { promotionsMessages } from './translations/promotions';
import { releasesMessages } from './translations/releases';
import { runbooksMessages } from './translations/runbooks';
import { runsMessages } from './translations/runs';
import { scorecardsMessages } from './translations/scorecards';
import { searchMessages } from './translations/search';
import { sloMessages } from './translations/slo';
import { sourcesMessages } from './translations/sources';
import { schemasMessages } from './translations/schemas';
import { streamsMessages } from './translations/streams';

/*
 * The words of the pages, in a few refs: what the types of a ref cost grows with the number of its messages at each place that uses one.
 */

/**
 * The words of the fleet, of sources and of a pipeline's own pages: override or translate them from the app.
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
  },
});

/**
 * The words of SLOs, their budgets and the decisions about them.
 *
 * @public
 */
export const sloTranslationRef = createTranslationRef({
  id: 'plugin.pipelines.slo',
  messages: { slo: sloMessages },
});

/**
 * The words of scorecards: levels, checks, exemptions and campaigns.
 *
 * @public
 */
export const scorecardsTranslationRef = createTranslationRef({
  id: 'plugin.pipelines.scorecards',
  messages: { scorecards: scorecardsMessages },
});

/**
 * The words of consumer groups and their lag, and of operations on them.
 *
 * @public
 */
export const streamsTranslationRef = createTranslationRef({
  id: 'plugin.pipelines.streams',
  messages: {
    connectors: connectorsMessages,
    deadLetters: deadLettersMessages,
    operations: operationsMessages,
    schemas: schemasMessages,
    streams: streamsMessages,
  },
});

/**
 * The words of who is on call: alerts, incidents, the morning report, what changed, runbooks.
 *
 * @public
 */
export const onCallTranslationRef = createTranslationRef({
  id: 'plugin.pipelines.on-call',
  messages: {
    alerts: alertsMessages,
    incidents: incidentsMessages,
    report: reportMessages,
    changes: changesMessages,
    runbooks: runbooksMessages,
  },
});

/**
 * The words of releases and promotions.
 *
 * @public
 */
export const deliveryTranslationRef = createTranslationRef({
  id: 'plugin.pipelines.delivery',
  messages: { releases: releasesMessages, promotions: promotionsMessages },
});

/**
 * The words of approvals, and of the ledger.
 *
 * @public
 */
export const approvalsTranslationRef = createTranslationRef({
  id: 'plugin.pipelines.approvals',
  messages: { approvals: approvalsMessages, audit: auditMessages },
});
