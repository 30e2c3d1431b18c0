import type { AlertKind } from './vocabulary';

/** The runbook that comes with Sluice for each kind. */
const RUNBOOKS: Readonly<Record<AlertKind, string>> = {
  'missed-deadline': 'freshness-breach',
  'will-miss': 'freshness-breach',
  'over-duration': 'freshness-breach',
  'burning-fast': 'freshness-breach',
  'burning-slow': 'freshness-breach',
  'budget-exhausted': 'freshness-breach',
  'not-established': 'freshness-breach',
  'source-silent': 'kafka-lag',
  'source-unreadable': 'infrastructure-rollback',
};

/**
 * The id of the runbook that fits an alert where the pipeline has none of its own.
 *
 * @public
 */
export function genericRunbookOf(kind: AlertKind): string {
  return RUNBOOKS[kind];
}

/**
 * The page of a runbook that comes with Sluice, a path of the portal.
 *
 * @param id - as {@link genericRunbookOf} gives it
 * @public
 */
export function genericRunbookPath(id: string): string {
  return `/pipelines/runbooks/${encodeURIComponent(id)}`;
}
