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
