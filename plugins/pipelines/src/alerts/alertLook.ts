import type { Alert, AlertKind } from '@sluice/plugin-pipelines-common';
import type { StatusLook } from '@sluice/plugin-pipelines-react';

/** Kinds that say that nothing is known, which must not look like something bad. */
const UNKNOWN_KINDS: readonly AlertKind[] = [
  'source-unreadable',
  'not-established',
];

/**
 * How an alert looks: by whether it is over, by what is known, then by urgency.
 *
 * @internal
 */
export function alertLook(
  alert: Pick<Alert, 'kind' | 'state' | 'urgency'>,
): StatusLook {
  if (alert.state === 'resolved') return { glyph: 'disc', tone: 'good' };
  if (UNKNOWN_KINDS.includes(alert.kind)) {
    return { glyph: 'diamond', tone: 'unknown' };
  }
  return alert.urgency === 'urgent'
    ? { glyph: 'square', tone: 'bad' }
    : { glyph: 'triangle', tone: 'warn' };
}

/** The runbook of ours for each kind, where the pipeline has none of its own. */
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

/** The id of the runbook that fits an alert best. @internal */
export function runbookOf(kind: AlertKind): string {
  return RUNBOOKS[kind];
}
