import type { DeliveryRecord } from './message';
import { pagerDutyEvent } from './pagerDutyEvent';

const message: DeliveryRecord['message'] = {
  subject: 'alert:7',
  dedupKey: 'sluice:late:pipeline:component:default/close',
  transition: 'opened',
  urgency: 'urgent',
  severity: 'critical',
  title: 'close missed its deadline',
  link: '/pipelines/alerts/7',
  runbook: '/catalog/default/component/close/pipeline-docs',
  topic: 'Pipelines: urgent',
  at: '2026-11-21T07:00:00.000Z',
  source: 'component:default/close',
  component: 'close',
  group: 'group:default/finance',
  class: 'missed-deadline',
  details: { affected: 1 },
  to: [],
};
const options = { baseUrl: 'https://portal.example/', routingKey: 'key' };

describe('pagerDutyEvent', () => {
  it('triggers with all that whoever is on call needs', () => {
    expect(pagerDutyEvent(message, options)).toEqual({
      routing_key: 'key',
      event_action: 'trigger',
      dedup_key: 'sluice:late:pipeline:component:default/close',
      client: 'Sluice',
      client_url: 'https://portal.example/pipelines/alerts/7',
      payload: {
        summary: 'close missed its deadline',
        source: 'component:default/close',
        severity: 'critical',
        timestamp: '2026-11-21T07:00:00.000Z',
        component: 'close',
        group: 'group:default/finance',
        class: 'missed-deadline',
        custom_details: { affected: 1 },
      },
      links: [
        {
          href: 'https://portal.example/pipelines/alerts/7',
          text: 'In Sluice',
        },
        {
          href: 'https://portal.example/catalog/default/component/close/pipeline-docs',
          text: 'Runbook',
        },
      ],
    });
  });

  it.each([
    ['acknowledged', 'acknowledge'],
    ['resolved', 'resolve'],
  ] as const)('of what is %s says so and no more', (transition, action) => {
    const event = pagerDutyEvent({ ...message, transition }, options);
    expect(event.event_action).toBe(action);
    expect(event.dedup_key).toBe(message.dedupKey);
    expect(event.payload).toBeUndefined();
  });

  it.each([
    ['critical', 'critical'],
    ['high', 'error'],
    ['normal', 'warning'],
    ['low', 'info'],
  ] as const)('calls %s %s', (severity, expected) => {
    const event = pagerDutyEvent({ ...message, severity }, options);
    expect(event.payload?.severity).toBe(expected);
  });

  it('keeps to the longest summary, and needs no routing key', () => {
    const event = pagerDutyEvent(
      { ...message, title: 'x'.repeat(2000) },
      { baseUrl: 'https://portal.example' },
    );
    expect(event.payload?.summary).toHaveLength(1024);
    expect(event).not.toHaveProperty('routing_key');
  });
});
