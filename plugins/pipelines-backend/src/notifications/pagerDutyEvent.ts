import type { DeliveryRecord, MessageTransition } from './message';

/** PagerDuty takes summaries of 1,024 characters, and keys of 255. */
const LONGEST_SUMMARY = 1024;

const ACTIONS: Readonly<
  Record<MessageTransition, 'trigger' | 'acknowledge' | 'resolve'>
> = {
  opened: 'trigger',
  changed: 'trigger',
  escalated: 'trigger',
  reopened: 'trigger',
  told: 'trigger',
  acknowledged: 'acknowledge',
  resolved: 'resolve',
};

const SEVERITIES = {
  critical: 'critical',
  high: 'error',
  normal: 'warning',
  low: 'info',
} as const;

/** An event as PagerDuty's Events API v2 takes it. @internal */
export type PagerDutyEvent = {
  routing_key?: string;
  event_action: 'trigger' | 'acknowledge' | 'resolve';
  dedup_key: string;
  client: string;
  client_url: string;
  payload?: {
    summary: string;
    source: string;
    severity: 'critical' | 'error' | 'warning' | 'info';
    timestamp: string;
    component?: string;
    group?: string;
    class: string;
    custom_details: DeliveryRecord['message']['details'];
  };
  links?: Array<{ href: string; text: string }>;
};

/**
 * A message in the form of PagerDuty's Events API v2 (developer.pagerduty.com, "Send an Alert Event").
 *
 * @param options - `baseUrl` of the app, for links; `routingKey` of the integration, where it needs one
 * @internal
 */
export function pagerDutyEvent(
  message: DeliveryRecord['message'],
  options: { baseUrl: string; routingKey?: string },
): PagerDutyEvent {
  const { baseUrl, routingKey } = options;
  const absolute = (path: string) => `${baseUrl.replace(/\/+$/, '')}${path}`;
  const action = ACTIONS[message.transition];
  const event: PagerDutyEvent = {
    ...(routingKey && { routing_key: routingKey }),
    event_action: action,
    dedup_key: message.dedupKey,
    client: 'Sluice',
    client_url: absolute(message.link),
  };
  if (action !== 'trigger') return event;
  return {
    ...event,
    payload: {
      summary: message.title.slice(0, LONGEST_SUMMARY),
      source: message.source,
      severity: SEVERITIES[message.severity],
      timestamp: message.at,
      component: message.component,
      group: message.group,
      class: message.class,
      custom_details: message.details,
    },
    links: [
      { href: absolute(message.link), text: 'In Sluice' },
      ...(message.runbook
        ? [{ href: absolute(message.runbook), text: 'Runbook' }]
        : []),
    ],
  };
}
