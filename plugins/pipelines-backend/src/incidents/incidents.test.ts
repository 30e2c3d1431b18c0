import { TestDatabases } from '@backstage/backend-test-utils';
import {
  BY_SEVEN,
  nightly,
  nightlyPortal,
  TODAY,
} from '../__testUtils__/nightlyPortal';
import { signWebhook } from '@sluice/plugin-pipelines-node';

jest.setTimeout(60_000);

const CLOSE = 'component:default/close';
const INES = 'user:default/ines';
const SECRET = 'fake-secret-of-a-test';

describe('incidents', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function start() {
      const portal = await nightlyPortal({
        databases,
        databaseId,
        pipelines: [
          { name: 'close', slos: [BY_SEVEN] },
          { name: 'payroll', owner: 'people' },
        ],
        config: {
          pipelines: {
            incidents: { webhooks: [{ name: 'status-page', secret: SECRET }] },
          },
        },
      });
      const { service, webhook } = portal.onCall.incidents;
      return {
        ...portal,
        service,
        async types(id: number) {
          const { timeline } = await service.detail(id, {});
          return timeline.map(({ type }) => type);
        },
        /** As another system would send it. */
        receive(
          body: object | string,
          more: { secret?: string; ageSeconds?: number; name?: string } = {},
        ) {
          const {
            ageSeconds = 0,
            name = 'status-page',
            secret = SECRET,
          } = more;
          const bytes = typeof body === 'string' ? body : JSON.stringify(body);
          const timestamp = String(
            Math.floor(portal.now().getTime() / 1000) - ageSeconds,
          );
          return webhook.receive({
            webhook: name,
            timestamp,
            signature: signWebhook(secret, timestamp, bytes),
            body: Buffer.from(bytes),
          });
        },
      };
    }

    it('follows an urgent alert from its beginning until it has been over for ten minutes', async () => {
      const portal = await start();
      portal.deliver([nightly('close', TODAY)]);
      await portal.tick(62);
      const [incident] = await portal.incidents();
      expect(incident).toMatchObject({
        title: 'close missed its deadline of 07:00 UTC: its run failed',
        state: 'open',
        severity: 'critical',
        origin: 'alert',
        pipelines: [CLOSE],
        openAlerts: 1,
      });
      const [alert] = await portal.alerts();
      await portal.onCall.alerts.service.acknowledge(
        alert.id,
        { by: INES },
        {},
      );
      portal.deliver([nightly('close', TODAY, 455)]);
      await portal.tick(30);
      expect(await portal.incidents()).toMatchObject([
        { state: 'open', openAlerts: 0, closesAt: expect.any(String) },
      ]);
      await portal.tick(11);
      expect(await portal.incidents()).toMatchObject([
        { id: incident.id, state: 'closed', lastSeconds: (30 + 10) * 60 },
      ]);
      expect(await portal.types(incident.id)).toEqual([
        'opened',
        'alert-opened',
        'acknowledged',
        'alert-resolved',
        'recovered',
        'closed',
      ]);
      expect(portal.signals.incidents.flat()).toContain(incident.id);
      const { items } = await portal.ledger.service.page({}, { limit: 10 });
      expect(items.map(row => [row.type, row.actor, row.subject])).toEqual([
        ['incident.closed', 'system:alerts', `incident:${incident.id}`],
        ['incident.opened', 'system:alerts', `incident:${incident.id}`],
      ]);
      expect(await portal.ledger.verify()).toMatchObject({ status: 'intact' });
    });

    it('reopens rather than begin anew when its cause comes back', async () => {
      const portal = await start();
      portal.deliver([nightly('close', TODAY)]);
      await portal.tick(62);
      portal.deliver([nightly('close', TODAY, 430)]);
      await portal.tick(9);
      await portal.tick(11);
      const [{ id }] = await portal.incidents();
      // What was loaded turns out to be unusable.
      expect(await portal.onCall.alerts.service.open()).toEqual([]);
      await portal
        .database('slo_verdicts')
        .where({ occurrence: TODAY })
        .update({ state: 'MISSING', arrived_at: null, final: false });
      await portal
        .database('slos')
        .update({ to_alert_at: portal.now().toISOString() });
      await portal.onCall.alerts.evaluate();
      expect(await portal.incidents()).toMatchObject([
        { id, state: 'open', reopened: 1 },
      ]);
    });

    it('is opened, noted on and closed by a person, and its pipelines know', async () => {
      const { incidents, service, tell, types } = await start();
      const id = await service.open(
        {
          title: 'Payroll is wrong',
          pipelines: ['component:default/Payroll'],
          note: 'Two people called',
          by: INES,
          origin: 'person',
        },
        {},
      );
      expect(await service.openOn([CLOSE])).toEqual([]);
      expect(
        await service.openOn([CLOSE, 'component:default/payroll']),
      ).toEqual([expect.objectContaining({ id, severity: 'high' })]);
      expect(await tell()).toMatchObject([
        {
          to: ['group:default/people'],
          title: 'Incident: Payroll is wrong',
          link: `/pipelines/incidents/${id}`,
        },
      ]);
      await service.note(id, { text: 'Rolled back', by: INES }, {});
      await service.close(id, { reason: 'The old data is back', by: INES }, {});
      expect(await incidents()).toMatchObject([
        {
          state: 'closed',
          closedBy: INES,
          closeReason: 'The old data is back',
        },
      ]);
      expect(await tell()).toMatchObject([
        { title: 'Incident closed: Payroll is wrong' },
      ]);
      expect(await types(id)).toEqual(['opened', 'note', 'note', 'closed']);
      expect(await service.openOn(['component:default/payroll'])).toEqual([]);
    });

    it('does the same request once', async () => {
      const { service, types } = await start();
      const request = {
        title: 'Payroll is wrong',
        pipelines: [CLOSE],
        by: INES,
        origin: 'person' as const,
        idempotencyKey: 'k1',
      };
      const id = await service.open(request, {});
      expect(await service.open(request, {})).toBe(id);
      await expect(
        service.open({ ...request, title: 'Something else' }, {}),
      ).rejects.toThrow(/Idempotency-Key k1 was used for another incident/);
      const note = { text: 'On it', by: INES, idempotencyKey: 'k1' };
      await service.note(id, note, {});
      await service.note(id, note, {});
      const closing = {
        reason: 'It was nothing',
        by: INES,
        idempotencyKey: 'k1',
      };
      await service.close(id, closing, {});
      await service.close(id, closing, {});
      expect(await types(id)).toEqual(['opened', 'note', 'closed']);
    });

    it('refuses what can not be', async () => {
      const { service } = await start();
      const request = {
        title: 'Payroll is wrong',
        pipelines: [CLOSE, 'component:default/nobody', 'no ref'],
        by: INES,
        origin: 'person' as const,
      };
      await expect(service.open(request, {})).rejects.toMatchObject({
        statusCode: 422,
        message: expect.stringContaining('component:default/nobody, no ref'),
      });
      const id = await service.open({ ...request, pipelines: [CLOSE] }, {});
      await service.close(id, { reason: 'It was nothing', by: INES }, {});
      await expect(
        service.close(id, { reason: 'Once more', by: INES }, {}),
      ).rejects.toThrow(/was closed at/);
      const another = { units: ['payroll'] };
      await expect(service.detail(id, another)).rejects.toThrow(
        'that you may see',
      );
      await expect(
        service.note(id, { text: 'Hm', by: INES }, another),
      ).rejects.toThrow('that you may see');
    });

    it('is opened, noted on and closed by another system that signs', async () => {
      const { incidents, receive, types } = await start();
      const open = {
        action: 'open',
        key: 'SP-1',
        title: 'Shop is down',
        severity: 'critical',
        pipelines: [CLOSE],
      };
      const { incidentId } = await receive(open);
      expect(await incidents()).toMatchObject([
        {
          id: incidentId,
          origin: 'webhook',
          openedBy: 'webhook:status-page',
          severity: 'critical',
        },
      ]);
      // It is one incident however often it is opened.
      expect(await receive({ ...open, text: 'Still down' })).toMatchObject({
        incidentId,
      });
      await receive({ action: 'note', key: 'SP-1', text: 'Found it' });
      expect(await receive({ action: 'close', key: 'SP-1' })).toEqual({
        incidentId,
        state: 'closed',
      });
      expect(await types(incidentId)).toEqual([
        'opened',
        'note',
        'note',
        'closed',
      ]);
    });

    it('takes in nothing that is not signed, old, replayed or of another shape', async () => {
      const { incidents, receive } = await start();
      const open = {
        action: 'open',
        key: 'SP-1',
        title: 'Shop is down',
        pipelines: [CLOSE],
      };
      await expect(receive(open, { secret: 'x' })).rejects.toThrow(
        /X-Sluice-Signature is not that of this body/,
      );
      await expect(receive(open, { name: 'nobody' })).rejects.toThrow(
        /X-Sluice-Signature is not that of this body/,
      );
      await expect(receive(open, { ageSeconds: 301 })).rejects.toThrow(
        /X-Sluice-Timestamp is too far/,
      );
      expect(await incidents()).toEqual([]);

      await receive(open);
      await expect(receive(open)).rejects.toThrow('taken in before');

      for (const [body, message] of [
        ['no json', 'The body is no JSON'],
        ['[]', 'The body: '],
        [{ ...open, action: 'delete' }, 'action: '],
        [{ ...open, colour: 'red' }, 'The body: Unrecognized key'],
        [{ ...open, key: '' }, 'key: '],
        [{ ...open, key: 'SP-2', title: undefined }, 'title has to be there'],
        [{ ...open, key: 'SP-2', pipelines: [] }, 'pipelines has to name'],
        [
          { ...open, key: 'SP-2', pipelines: ['component:default/x'] },
          'component:default/x, which is no pipeline',
        ],
        [{ action: 'note', key: 'SP-1' }, 'text has to be there'],
        [{ action: 'close', key: 'SP-9' }, 'no incident with the key SP-9'],
      ] as Array<[object | string, string]>) {
        await expect(receive(body)).rejects.toThrow(message);
      }
      expect(await incidents()).toHaveLength(1);
    });
  });
});
