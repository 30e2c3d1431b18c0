import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { migrate } from '../database/migrate';
import { signWebhook } from '@sluice/plugin-pipelines-node';
import type { NotificationsConfig } from './config';
import { createNotifications } from './createNotifications';
import type { AddressedMessage, OutgoingMessage } from './message';

jest.setTimeout(60_000);

const SECRET = 'fake-secret-of-a-test';
const OWNER = 'group:default/finance';
const START = Date.parse('2026-11-25T22:00:00.000Z');
/** 22:00 to 06:00 UTC. */
const NIGHT: NotificationsConfig['quietHours'] = [
  {
    groups: [OWNER],
    timezone: 'UTC',
    from: '20:00',
    to: '06:00',
    days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'],
  },
];

function message(
  alert: number,
  transition: OutgoingMessage['transition'] = 'opened',
  urgency: OutgoingMessage['urgency'] = 'urgent',
): OutgoingMessage {
  return {
    subject: `alert:${alert}`,
    dedupKey: `sluice:late:${alert}`,
    transition,
    urgency,
    severity: 'high',
    title: `Alert ${alert} ${transition}`,
    link: `/pipelines/alerts/${alert}`,
    topic: 'Pipelines',
    at: new Date(START).toISOString(),
    source: 'component:default/close',
    class: 'missed-deadline',
    details: { affected: 1 },
  };
}
const toOwner = (each: OutgoingMessage): AddressedMessage => ({
  message: each,
  to: { type: 'owner', ref: OWNER },
});
const toWebhooks = (each: OutgoingMessage): AddressedMessage => ({
  message: each,
  to: { type: 'webhooks', owner: OWNER },
});

/** A server that answers as the test says, and keeps what it got. */
async function startReceiver() {
  const got: Array<{ headers: IncomingHttpHeaders; body: string }> = [];
  const answers: Array<
    number | 'hang' | { status: number; retryAfter: string }
  > = [];
  const server: Server = createServer((req, res) => {
    let body = '';
    req.on('data', chunk => {
      body += chunk;
    });
    req.on('end', () => {
      got.push({ headers: req.headers, body });
      const answer = answers.shift() ?? 202;
      if (answer === 'hang') return;
      if (typeof answer === 'object') {
        res.setHeader('Retry-After', answer.retryAfter);
        res.writeHead(answer.status);
      } else {
        res.writeHead(answer);
      }
      res.end();
    });
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v2/enqueue`,
    got,
    answers,
    events: () => got.map(({ body }) => JSON.parse(body)),
    stop() {
      server.closeAllConnections();
      return new Promise<void>(done => server.close(() => done()));
    },
  };
}

describe('notifications', () => {
  const databases = TestDatabases.create();
  let receiver: Awaited<ReturnType<typeof startReceiver>>;

  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(() => receiver.stop());

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function start(
      options: {
        quietHours?: NotificationsConfig['quietHours'];
        webhook?: Partial<NotificationsConfig['webhooks'][number]>;
      } = {},
    ) {
      const database = await databases.init(databaseId);
      await migrate({ getClient: async () => database });
      let time = START;
      const sent: NotificationSendOptions[] = [];
      let failure: Error | undefined;
      const notifications = createNotifications({
        database,
        notifications: {
          async send(each) {
            if (failure) throw failure;
            sent.push(each);
          },
        },
        config: {
          quietHours: options.quietHours ?? [],
          webhooks: [
            {
              name: 'on-call',
              url: receiver.url,
              routingKey: 'fake-routing-key',
              secret: SECRET,
              urgencies: ['urgent', 'maintenance'],
              timeoutSeconds: 5,
              ...options.webhook,
            },
          ],
        },
        baseUrl: 'https://portal.example',
        logger: mockServices.logger.mock(),
        now: () => new Date(time),
      });
      return {
        database,
        sent,
        ...notifications,
        add: (...messages: AddressedMessage[]) =>
          database.transaction(tx => notifications.outbox.add(messages, tx)),
        pass(minutes: number) {
          time += minutes * 60_000;
        },
        fail(error: Error | undefined) {
          failure = error;
        },
        titles: () => sent.map(({ payload }) => payload.title),
        async webhook() {
          const channels = await notifications.service.channels();
          return channels.find(({ channel }) => channel === 'webhook:on-call');
        },
      };
    }

    it('tells people and systems once, in the form that each takes', async () => {
      const { add, deliver, sent, service } = await start();
      await add(toOwner(message(1)), toWebhooks(message(1)));
      await deliver();
      await deliver();
      expect(sent).toEqual([
        {
          recipients: { type: 'entity', entityRef: [OWNER] },
          payload: {
            title: 'Alert 1 opened',
            description: undefined,
            link: '/pipelines/alerts/1',
            severity: 'high',
            topic: 'Pipelines',
            scope: 'sluice:late:1',
            metadata: { transition: 'opened' },
          },
        },
      ]);
      const [{ body, headers }, ...more] = receiver.got;
      expect(more).toEqual([]);
      expect(JSON.parse(body)).toMatchObject({
        routing_key: 'fake-routing-key',
        event_action: 'trigger',
        dedup_key: 'sluice:late:1',
      });
      const timestamp = headers['x-sluice-timestamp'] as string;
      expect(timestamp).toBe(String(START / 1000));
      expect(headers['x-sluice-signature']).toBe(
        signWebhook(SECRET, timestamp, body),
      );
      expect(await service.of('alert:1')).toMatchObject([
        { channel: 'notifications', status: 'delivered', to: [OWNER] },
        { channel: 'webhook:on-call', status: 'delivered' },
      ]);
    });

    it('keeps nothing of what was rolled back', async () => {
      const { database, deliver, outbox, sent } = await start();
      await expect(
        database.transaction(async tx => {
          await outbox.add([toOwner(message(1)), toWebhooks(message(1))], tx);
          throw new Error('not after all');
        }),
      ).rejects.toThrow('not after all');
      await deliver();
      expect([sent, receiver.got]).toEqual([[], []]);
    });

    it.each<[string, number | { status: number; retryAfter: string }]>([
      ['a server in trouble', 503],
      ['one that is asked too often', { status: 429, retryAfter: '30' }],
    ])('tries again later with %s', async (_, answer) => {
      const { add, deliver, pass, service, webhook } = await start();
      receiver.answers.push(answer);
      await add(toWebhooks(message(1)));
      await deliver();
      expect(await service.of('alert:1')).toMatchObject([
        {
          status: 'pending',
          attempts: 1,
          error: expect.stringMatching(/answered (503|429)/),
        },
      ]);
      expect(await webhook()).toMatchObject({ status: 'failing', pending: 1 });
      await deliver();
      expect(receiver.got).toHaveLength(1);
      pass(1);
      await deliver();
      expect(receiver.got).toHaveLength(2);
      expect(await webhook()).toMatchObject({ status: 'working', pending: 0 });
    });

    it.each([400, 401, 404])(
      'gives up when it is refused with %s, and says so',
      async status => {
        const { add, deliver, pass, webhook } = await start();
        receiver.answers.push(status);
        await add(toWebhooks(message(1)));
        await deliver();
        pass(60);
        await deliver();
        expect(receiver.got).toHaveLength(1);
        expect(await webhook()).toMatchObject({
          status: 'failing',
          pending: 0,
          error: `answered ${status}`,
        });
      },
    );

    it('waits no longer than it may for one that hangs, and tells the others meanwhile', async () => {
      const { add, deliver, service, titles } = await start({
        webhook: { timeoutSeconds: 0.3 },
      });
      receiver.answers.push('hang');
      await add(toWebhooks(message(1)), toOwner(message(1)));
      await deliver();
      expect(titles()).toEqual(['Alert 1 opened']);
      expect(await service.of('alert:1')).toMatchObject([
        { status: 'pending', error: 'no answer within 0.3 s' },
        { status: 'delivered' },
      ]);
    });

    it('follows no redirect, and reaches nobody behind a closed port', async () => {
      const { add, deliver, service } = await start({
        webhook: { url: 'http://127.0.0.1:9/closed' },
      });
      await add(toWebhooks(message(1)));
      await deliver();
      expect(await service.of('alert:1')).toMatchObject([
        { status: 'pending', error: expect.any(String) },
      ]);
    });

    it('keeps the order: an end does not overtake a beginning that has to be tried again', async () => {
      const { add, deliver, pass } = await start();
      receiver.answers.push(500);
      await add(toWebhooks(message(1)));
      await deliver();
      await add(toWebhooks(message(1, 'resolved')));
      await deliver();
      expect(receiver.got).toHaveLength(1);
      pass(1);
      await deliver();
      await deliver();
      expect(receiver.events().map(each => each.event_action)).toEqual([
        'trigger',
        'trigger',
        'resolve',
      ]);
    });

    it('tells again what it could not write down that it told', async () => {
      const { add, deliver, fail, pass, titles } = await start();
      fail(new Error('the notifications backend is down'));
      await add(toOwner(message(1)));
      await deliver();
      fail(undefined);
      pass(1);
      await deliver();
      expect(titles()).toEqual(['Alert 1 opened']);
    });

    it('holds back what is not urgent until quiet hours end, and tells it as one', async () => {
      const { add, deliver, pass, service, titles, sent } = await start({
        quietHours: NIGHT,
      });
      await add(
        toOwner(message(1, 'opened', 'maintenance')),
        toOwner(message(2, 'opened', 'maintenance')),
        toOwner(message(3, 'opened', 'maintenance')),
        toOwner(message(4)),
        toWebhooks(message(1, 'opened', 'maintenance')),
      );
      await deliver();
      expect(titles()).toEqual(['Alert 4 opened']);
      expect(receiver.got).toEqual([]);
      expect(await service.of('alert:1')).toMatchObject([
        { status: 'held', nextAttemptAt: '2026-11-26T06:00:00.000Z' },
        { status: 'held' },
      ]);
      // One is over before anybody heard of it.
      await add(toOwner(message(3, 'resolved', 'maintenance')));
      pass(8 * 60);
      await deliver();
      expect(sent[1].payload).toMatchObject({
        title: '2 alerts while it was quiet',
        description: 'Alert 1 opened\nAlert 2 opened',
        link: '/pipelines/alerts',
      });
      expect(sent).toHaveLength(2);
      expect(receiver.got).toHaveLength(1);
      expect(await service.of('alert:3')).toMatchObject([
        { status: 'dropped' },
      ]);
    });

    it('lets what becomes urgent through, in the place of what was held', async () => {
      const { add, deliver, titles } = await start({ quietHours: NIGHT });
      await add(toOwner(message(1, 'opened', 'maintenance')));
      await add(toOwner(message(1, 'escalated')));
      await deliver();
      expect(titles()).toEqual(['Alert 1 escalated']);
    });

    it('tells a webhook only what it asks for', async () => {
      const { add, deliver } = await start({
        webhook: { urgencies: ['urgent'] },
      });
      await add(
        toWebhooks(message(1, 'opened', 'maintenance')),
        toWebhooks(message(2)),
      );
      await deliver();
      expect(receiver.events().map(each => each.dedup_key)).toEqual([
        'sluice:late:2',
      ]);
    });
  });
});
