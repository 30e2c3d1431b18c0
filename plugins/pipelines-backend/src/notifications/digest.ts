import { ALERT_SEVERITIES, alertsPath } from '@sluice/plugin-pipelines-common';
import type { DeliveryRecord } from './message';

/** So many are named. */
const NAMED = 20;

/**
 * One message for all that waited for the end of somebody's quiet hours.
 *
 * @param held - of one lane, at least one
 * @returns the message itself if it is only one
 * @internal
 */
export function digestOf(held: DeliveryRecord[]): DeliveryRecord['message'] {
  const [first] = held;
  if (held.length === 1) return first.message;
  const messages = held.map(({ message }) => message);
  const severity = ALERT_SEVERITIES.find(each =>
    messages.some(message => message.severity === each),
  )!;
  const more = messages.length - NAMED;
  return {
    ...first.message,
    dedupKey: `sluice:digest:${first.id}`,
    transition: 'told',
    severity,
    title: `${messages.length} alerts while it was quiet`,
    description: [
      ...messages.slice(0, NAMED).map(({ title }) => title),
      ...(more > 0 ? [`and ${more} more`] : []),
    ].join('\n'),
    link: alertsPath(),
    runbook: undefined,
    class: 'digest',
    details: { alerts: messages.length },
  };
}
