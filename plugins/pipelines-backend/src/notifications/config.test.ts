import { ConfigReader } from '@backstage/config';
import { readNotificationsConfig } from './config';

const read = (notifications: object) =>
  readNotificationsConfig(
    new ConfigReader({ pipelines: { notifications } } as never),
  );
const HOURS = {
  groups: ['finance'],
  timezone: 'Europe/Berlin',
  from: '20:00',
  to: '07:00',
};
const WEBHOOK = { name: 'on-call', url: 'https://events.example/v2' };

describe('readNotificationsConfig', () => {
  it('is empty without the key', () => {
    expect(readNotificationsConfig(new ConfigReader({}))).toEqual({
      quietHours: [],
      webhooks: [],
    });
  });

  it('completes groups, and fills in what may be left out', () => {
    expect(read({ quietHours: [HOURS], webhooks: [WEBHOOK] })).toEqual({
      quietHours: [
        {
          ...HOURS,
          groups: ['group:default/finance'],
          days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
        },
      ],
      webhooks: [
        {
          ...WEBHOOK,
          routingKey: undefined,
          secret: undefined,
          urgencies: ['urgent'],
          timeoutSeconds: 10,
        },
      ],
    });
  });

  it.each<[string, object, string]>([
    [
      'an unknown zone',
      { quietHours: [{ ...HOURS, timezone: 'Mars/Olympus' }] },
      'quietHours[0].timezone is "Mars/Olympus", which is no time zone',
    ],
    [
      'no time',
      { quietHours: [{ ...HOURS, to: '24:00' }] },
      'quietHours[0].to is "24:00"',
    ],
    [
      'no day',
      { quietHours: [{ ...HOURS, days: ['monday'] }] },
      'quietHours[0].days names "monday"',
    ],
    [
      'no days',
      { quietHours: [{ ...HOURS, days: [] }] },
      'quietHours[0].days is empty',
    ],
    [
      'no groups',
      { quietHours: [{ ...HOURS, groups: [] }] },
      'quietHours[0].groups is empty',
    ],
    [
      'a component as a group',
      { quietHours: [{ ...HOURS, groups: ['component:x'] }] },
      'quietHours[0].groups[0]',
    ],
    [
      'a name in capitals',
      { webhooks: [{ ...WEBHOOK, name: 'On Call' }] },
      'webhooks[0].name is "On Call"',
    ],
    [
      'another protocol',
      { webhooks: [{ ...WEBHOOK, url: 'ftp://x' }] },
      'webhooks[0].url has to be',
    ],
    [
      'no address',
      { webhooks: [{ ...WEBHOOK, url: 'events' }] },
      'webhooks[0].url has to be',
    ],
    [
      'a short secret',
      { webhooks: [{ ...WEBHOOK, secret: 'short' }] },
      'webhooks[0].secret has to have at least 16',
    ],
    [
      'an unknown urgency',
      { webhooks: [{ ...WEBHOOK, urgencies: ['soon'] }] },
      'webhooks[0].urgencies names "soon"',
    ],
    [
      'too long a timeout',
      { webhooks: [{ ...WEBHOOK, timeoutSeconds: 60 }] },
      'webhooks[0].timeoutSeconds is 60',
    ],
    [
      'one twice',
      { webhooks: [WEBHOOK, WEBHOOK] },
      'webhooks names on-call twice',
    ],
  ])('refuses %s', (_, config, message) => {
    expect(() => read(config)).toThrow(`pipelines.notifications.${message}`);
  });

  it('never shows a secret', () => {
    expect(() =>
      read({ webhooks: [{ ...WEBHOOK, secret: 'hunter2' }] }),
    ).toThrow(/^(?!.*hunter2)/);
  });
});
