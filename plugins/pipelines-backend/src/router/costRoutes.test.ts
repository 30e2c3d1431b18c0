import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  pipelinesExtensionPoint,
  type CostReading,
} from '@sluice/plugin-pipelines-node';
import request from 'supertest';
import { fakeSource } from '../__testUtils__/createPortal';
import { pipelinesPlugin } from '../plugin';

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;

const iso = (time: number) => new Date(time).toISOString();

/** An hour that began so long before now. */
function cost(agoMs: number, label: string): CostReading {
  const from = Math.floor((Date.now() - agoMs) / HOUR_MS) * HOUR_MS;
  return {
    resource: 'WH',
    basis: 'attributed',
    label,
    unit: 'snowflake-credits',
    from: iso(from),
    to: iso(from + HOUR_MS),
    amount: 1,
    at: iso(Date.now()),
  };
}

const source = fakeSource({
  id: 'snowflake-prod',
  technology: 'snowflake',
  async *collect() {
    yield {
      cursor: 1,
      costs: [
        cost(DAY_MS, 'a'),
        cost(DAY_MS, 'b'),
        cost(10 * DAY_MS, 'a'),
        cost(40 * DAY_MS, 'a'),
      ],
    };
  },
});

async function start() {
  const { server } = await startTestBackend({
    features: [
      pipelinesPlugin,
      mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
      mockServices.rootConfig.factory({
        data: { permission: { enabled: true } },
      }),
      mockServices.scheduler.factory({
        includeInitialDelayedTasksOnStartup: true,
      }),
      catalogServiceMock.factory({ entities: [] }),
      createBackendModule({
        pluginId: 'pipelines',
        moduleId: 'fake-snowflake',
        register: env =>
          env.registerInit({
            deps: { pipelines: pipelinesExtensionPoint },
            init: async ({ pipelines }) => pipelines.addRunSource(source),
          }),
      }),
    ],
  });
  return (query: string) =>
    request(server)
      .get(`/api/pipelines/costs${query}`)
      .set('Authorization', mockCredentials.user.header());
}

describe('GET /costs', () => {
  it('lists the last 30 days, newest first, by pages', async () => {
    const get = await start();
    const { body } = await get('');
    expect(
      body.items.map((item: any) => [item.resource, item.label, item.amount]),
    ).toEqual([
      ['WH', 'a', 1],
      ['WH', 'b', 1],
      ['WH', 'a', 1],
    ]);
    expect(body.items[0].day > body.items[2].day).toBe(true);

    const first = await get('?limit=2');
    const second = await get(`?limit=2&cursor=${first.body.nextCursor}`);
    expect([...first.body.items, ...second.body.items]).toEqual(body.items);
    expect(second.body.nextCursor).toBeUndefined();
  });

  it('takes a period, and what else narrows it', async () => {
    const get = await start();
    const from = iso(Date.now() - 50 * DAY_MS).slice(0, 10);
    expect((await get(`?from=${from}`)).body.items).toHaveLength(4);
    expect((await get('?basis=metered')).body.items).toEqual([]);
    expect((await get('?environment=dev')).body.items).toEqual([]);
    expect((await get('?resource=WH&limit=1')).body.items).toHaveLength(1);
  });

  it.each([
    ['?from=2026-11-02&to=2026-11-02', 'query.from: 2026-11-02 is not before'],
    ['?from=yesterday', 'from'],
    ['?basis=guessed', 'basis'],
    ['?cursor=nonsense', 'not one that this API gave out'],
  ])('refuses %s', async (query, message) => {
    const get = await start();
    const { status, body } = await get(query);
    expect(status).toBe(400);
    expect(body.error.message).toContain(message);
  });
});
