import type { AlertRecord, ToldChange } from '../alerts';
import { compareGrades } from '../alerts';
import { millis } from '../slo';
import type { IncidentRecord } from './incidentRecords';

/** An incident that recovered so shortly ago reopens when its cause comes back. In milliseconds. */
const REOPEN_MS = 30 * 60_000;

/** What an urgent alert does: it opens an incident, joins the open one of its cause, or reopens the one that just recovered. @internal */
export type AlertEffect = 'open' | 'join' | 'reopen' | 'follow' | 'none';

/**
 * What a change of an alert means for incidents. Alerts of one cause are one incident. What isn't urgent opens none.
 *
 * @param last - the incident of the cause that is open, else the one closed last
 * @param isPart - the alert belongs to it already
 * @internal
 */
export function effectOf(
  change: Pick<ToldChange, 'alert' | 'transition'>,
  last: IncidentRecord | undefined,
  isPart: boolean,
  now: string,
): AlertEffect {
  const { alert, transition } = change;
  if (transition === 'acknowledged' || transition === 'resolved') {
    return isPart && last?.state === 'open' ? 'follow' : 'none';
  }
  if (last?.state === 'open') {
    if (isPart) return transition === 'reopened' ? 'join' : 'follow';
    return alert.urgency === 'urgent' ? 'join' : 'none';
  }
  if (alert.urgency !== 'urgent') return 'none';
  // Who closed it by hand knows that the alert goes on: only what is new opens another.
  if (isPart && transition === 'changed') return 'none';
  const recovered =
    last !== undefined &&
    last.closedBy === null &&
    last.closedAt !== null &&
    millis(now) - millis(last.closedAt) < REOPEN_MS;
  return recovered ? 'reopen' : 'open';
}

/** What alerts of one cause share. @internal */
export function groupKeyOf({ cause }: Pick<AlertRecord, 'cause'>): string {
  return `${cause.type}:${cause.ref}`;
}

/** The worse of two severities. @internal */
export function worseSeverity(
  a: AlertRecord['severity'],
  b: AlertRecord['severity'],
): AlertRecord['severity'] {
  const grade = (severity: AlertRecord['severity']) => ({
    urgency: 'urgent' as const,
    severity,
  });
  return compareGrades(grade(a), grade(b)) <= 0 ? a : b;
}
