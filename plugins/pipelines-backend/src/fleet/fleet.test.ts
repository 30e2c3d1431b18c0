import { TestDatabases } from '@backstage/backend-test-utils';
import type { FleetQuery } from '@sluice/plugin-pipelines-common';
import type { RunBatch } from '@sluice/plugin-pipelines-node';
import {
  at,
  createPortal,
  dagEntity,
  definition,
  fakeSource,
  run,
} from '../__testUtils__/createPortal';
import { FLEET_ORDERS, type FleetOrderBy } from './fleetOrder';

jest.setTimeout(60_000);

describe('the fleet', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    const start = (batches: RunBatch[], entities: any[]) =>
      createPortal({
        databases,
        databaseId,
        entities,
        sources: [
          fakeSource({
            async *collect() {
              yield* batches;
            },
          }),
        ],
      });

    it('follows the entity: history survives removal, renaming and a new owner', async () => {
      const portal = await start(
        [{ cursor: 1, runs: [run()], definitions: [definition('close_day')] }],
        [dagEntity('close-day', 'close_day')],
      );
      await portal.reconcile();
      await portal.sweep();
      expect(await portal.row('close-day')).toMatchObject({
        owner: 'group:default/finance',
        recentRuns: [{ state: 'success' }],
      });

      portal.setEntities([
        dagEntity('daily-close', 'close_day', { owner: 'user:ann' }),
      ]);
      await portal.reconcile();
      expect(await portal.row('close-day')).toBeUndefined();
      expect(await portal.row('daily-close')).toMatchObject({
        owner: 'user:default/ann',
        recentRuns: [{ state: 'success' }],
      });

      portal.setEntities([]);
      await portal.reconcile();
      expect((await portal.fleet.page({}, {})).totalItems).toBe(0);

      portal.setEntities([dagEntity('close-day', 'close_day')]);
      await portal.reconcile();
      expect(await portal.row('close-day')).toMatchObject({
        recentRuns: [{ state: 'success' }],
      });
      expect(await portal.runs('close-day')).toHaveLength(1);
    });

    it('deletes nothing when the catalog can not be read, not even half of it', async () => {
      const portal = await start([], [dagEntity('one'), dagEntity('two')]);
      await portal.reconcile();
      portal.catalog.streamEntities.mockImplementationOnce(
        async function* breaksOff() {
          yield [dagEntity('one')];
          throw new Error('the catalog went away');
        },
      );
      await portal.reconcile();
      expect((await portal.fleet.page({}, {})).totalItems).toBe(2);
      expect(portal.logger.warn).toHaveBeenCalledWith(
        "The catalog can't be read: the catalog went away",
      );
    });

    it('reads a catalog that was empty at first as soon as it has something, and a settled one seldom', async () => {
      const portal = await start([], []);
      await portal.pollCatalog();
      await portal.pollCatalog();
      expect(portal.catalog.streamEntities).toHaveBeenCalledTimes(1);

      portal.setEntities([dagEntity('one'), dagEntity('two')]);
      await portal.pollCatalog();
      expect((await portal.fleet.page({}, {})).totalItems).toBe(2);

      await portal.pollCatalog();
      await portal.pollCatalog();
      expect(portal.catalog.streamEntities).toHaveBeenCalledTimes(3);
      portal.pass(1);
      await portal.pollCatalog();
      expect(portal.catalog.streamEntities).toHaveBeenCalledTimes(4);
    });

    it.each([
      [12, 48, 'four times as long'],
      [120, 60, 'as long as for a settled one'],
    ])(
      'after a reading that took %s s it waits %s s, %s, and lets the catalog get on',
      async (took, waits) => {
        const portal = await start([], []);
        portal.catalog.streamEntities.mockImplementationOnce(
          async function* slow() {
            portal.pass(took / 60);
            yield [dagEntity('one')];
          },
        );
        await portal.pollCatalog();
        portal.setEntities([dagEntity('one'), dagEntity('two')]);
        portal.pass((waits - 1) / 60);
        await portal.pollCatalog();
        expect(portal.catalog.streamEntities).toHaveBeenCalledTimes(1);
        portal.pass(1 / 60);
        await portal.pollCatalog();
        expect((await portal.fleet.page({}, {})).totalItems).toBe(2);
      },
    );

    it('takes the domain from the system, and finds pipelines by it', async () => {
      const portal = await start(
        [],
        [
          dagEntity('close-day', 'close_day', { system: 'ledger' }),
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'System',
            metadata: { name: 'ledger' },
            spec: { owner: 'finance', domain: 'money' },
          },
        ],
      );
      await portal.reconcile();
      const page = await portal.fleet.page(
        { domain: ['domain:default/money'], text: 'money' },
        {},
      );
      expect(page.items).toMatchObject([
        { system: 'system:default/ledger', domain: 'domain:default/money' },
      ]);
    });

    it('gives a DAG that two entities claim to the first, and tells both', async () => {
      const portal = await start(
        [{ cursor: 1, runs: [run()] }],
        [dagEntity('b', 'close_day'), dagEntity('a', 'close_day')],
      );
      await portal.reconcile();
      await portal.sweep();
      expect(await portal.runs('a')).toHaveLength(1);
      expect(await portal.runs('b')).toHaveLength(0);
      for (const name of ['a', 'b']) {
        const record = await portal.fleet.find(`component:default/${name}`, {});
        expect(await portal.fleet.overview(record!)).toMatchObject({
          problems: [
            {
              kind: 'duplicate-binding',
              message: expect.stringContaining('shown on component:default/a'),
            },
          ],
        });
      }
    });

    it('offers what nobody declared, also while the entity that came of it exists', async () => {
      const portal = await start(
        [
          {
            cursor: 1,
            definitions: ['declared', 'found', 'new'].map(id => definition(id)),
          },
        ],
        [
          dagEntity('declared'),
          dagEntity('found', 'found', {}, { 'sluice.dev/discovered-by': 's' }),
        ],
      );
      await portal.reconcile();
      await portal.sweep();
      const found = await portal.observations.undeclared({
        afterId: 0,
        limit: 10,
      });
      expect(found.map(f => f.externalId)).toEqual(['found', 'new']);
      expect(await portal.row('found')).toMatchObject({ discovered: true });
    });

    it('is about the last environment in which a pipeline was seen', async () => {
      const source = (environment: string, state: 'success' | 'failed') =>
        fakeSource({
          id: `airflow-${environment}`,
          environment,
          async *collect() {
            yield { cursor: 1, runs: [run({ state })] };
          },
        });
      const portal = await createPortal({
        databases,
        databaseId,
        entities: [dagEntity('close-day', 'close_day')],
        sources: [source('prod', 'success'), source('staging', 'failed')],
      });
      await portal.reconcile();
      await portal.sweep('airflow-staging');
      expect(await portal.row('close-day')).toMatchObject({
        environment: 'staging',
        status: 'failed',
      });
      await portal.sweep('airflow-prod');
      expect(await portal.row('close-day')).toMatchObject({
        environment: 'prod',
        status: 'ok',
        environments: [
          { name: 'staging', status: 'failed', sources: ['airflow-staging'] },
          { name: 'prod', status: 'ok', sources: ['airflow-prod'] },
        ],
      });
    });

    it('makes a run late by the passing of time alone', async () => {
      const portal = await start(
        [
          {
            cursor: 1,
            runs: [
              run({ state: 'running', runAfter: at(0), endedAt: undefined }),
            ],
          },
        ],
        [dagEntity('close-day', 'close_day')],
      );
      await portal.reconcile();
      await portal.sweep();
      expect(await portal.row('close-day')).toMatchObject({
        status: 'running',
      });
      portal.pass(46);
      await portal.sweep();
      await portal.refresh();
      expect(await portal.row('close-day')).toMatchObject({
        status: 'late',
        statusReason: {
          code: 'overdue-running',
          dueAt: '2026-11-21T06:45:00.000Z',
        },
      });
    });

    describe('of 250 pipelines', () => {
      const states = ['success', 'failed', 'running'] as const;
      const names = Array.from({ length: 250 }, (_, i) => `p${(i * 7) % 250}`);
      let shared: Awaited<ReturnType<typeof start>> | undefined;
      afterAll(() => {
        shared = undefined;
      });
      // Filled once: the tests only read it.
      const filled = async () => {
        if (shared) return shared;
        const portal = await start(
          [
            {
              cursor: 1,
              // A third was never seen, and many are alike: ties have to be broken.
              runs: names.slice(0, 170).map((name, i) =>
                run({
                  pipelineExternalId: name,
                  state: states[i % 3],
                  startedAt: at(-30 + (i % 5)),
                  endedAt: states[i % 3] === 'running' ? undefined : at(-10),
                }),
              ),
              definitions: names
                .slice(0, 100)
                .map((name, i) =>
                  definition(name, { nextRunAt: at(60 + (i % 4)) }),
                ),
            },
          ],
          names.map((name, i) =>
            dagEntity(name, name, {
              tier: i % 4 || undefined,
              owner: `team-${i % 3}`,
              classification: i % 10 === 0 ? ['sox', 'pii'] : undefined,
            }),
          ),
        );
        await portal.reconcile();
        await portal.sweep();
        shared = portal;
        return portal;
      };

      it('pages by each order, both ways, without gaps or repetitions', async () => {
        const portal = await filled();
        for (const orderBy of Object.keys(FLEET_ORDERS) as FleetOrderBy[]) {
          for (const order of ['asc', 'desc'] as const) {
            const seen: string[] = [];
            let cursor: string | undefined;
            do {
              const page = await portal.fleet.page(
                { orderBy, order, limit: 37, facets: false, cursor },
                {},
              );
              expect(page.totalItems).toBe(250);
              seen.push(...page.items.map(item => item.name));
              cursor = page.nextCursor;
            } while (cursor);
            expect(seen).toHaveLength(250);
            expect(new Set(seen).size).toBe(250);
          }
        }
      });

      it('puts what needs a human first, and says how many there are of each', async () => {
        const portal = await filled();
        const page = await portal.fleet.page({ limit: 100 }, {});
        expect(page.items[0]).toMatchObject({ status: 'failed', tier: 1 });
        expect(page.facets?.status).toEqual([
          { value: 'idle', count: 80 },
          { value: 'failed', count: 57 },
          { value: 'ok', count: 57 },
          { value: 'running', count: 56 },
        ]);
        expect(page.facets?.classification).toEqual([
          { value: 'pii', count: 25 },
          { value: 'sox', count: 25 },
        ]);
        expect(page.facets?.tier).toEqual([
          { value: '1', count: 63 },
          { value: '2', count: 62 },
          { value: '3', count: 62 },
        ]);
      });

      it('counts each facet under all other filters', async () => {
        const portal = await filled();
        const filter: FleetQuery = { status: ['failed'], tier: [1] };
        const page = await portal.fleet.page(filter, {});
        const count = async (query: FleetQuery) =>
          (await portal.fleet.page(query, {})).totalItems;
        for (const { value, count: n } of page.facets!.status) {
          expect(n).toBe(await count({ ...filter, status: [value as any] }));
        }
        for (const { value, count: n } of page.facets!.tier) {
          expect(n).toBe(await count({ ...filter, tier: [Number(value)] }));
        }
        for (const { value, count: n } of page.facets!.owner) {
          expect(n).toBe(await count({ ...filter, owner: [value] }));
        }
      });

      it.each([
        ['nonsense', 'not one that this API gave out'],
        [Buffer.from('[]').toString('base64url'), 'another filter or order'],
        [
          Buffer.from('{"s":1}').toString('base64url'),
          'another filter or order',
        ],
      ])('refuses the cursor %s', async (cursor, message) => {
        const portal = await start([], []);
        await expect(portal.fleet.page({ cursor }, {})).rejects.toThrow(
          message,
        );
      });

      it('refuses a cursor of another filter', async () => {
        const portal = await filled();
        const { nextCursor } = await portal.fleet.page({ limit: 10 }, {});
        await expect(
          portal.fleet.page({ cursor: nextCursor, status: ['failed'] }, {}),
        ).rejects.toThrow('another filter or order');
      });

      it('takes text literally', async () => {
        const portal = await filled();
        const total = async (text: string) =>
          (await portal.fleet.page({ text }, {})).totalItems;
        expect(await total('P24')).toBe(11);
        expect(await total('p24 team-1')).toBeLessThan(11);
        expect(await total('%')).toBe(0);
        expect(await total('p_4')).toBe(0);
      });

      it('shows no more than the conditions of the policy allow', async () => {
        const portal = await filled();
        const owner = { property: 'owner', values: ['group:default/team-0'] };
        const sox = { property: 'classification', values: ['sox'] };
        const seen = async (conditions: any) =>
          (await portal.fleet.page({ limit: 1 }, { conditions })).totalItems;
        expect(await seen(owner)).toBe(84);
        expect(await seen(sox)).toBe(25);
        expect(await seen({ not: owner })).toBe(166);
        expect(await seen({ allOf: [owner, { not: sox }] })).toBe(75);
        expect(await seen({ anyOf: [owner, sox] })).toBe(100);
        expect(await seen({ property: 'environment', values: ['prod'] })).toBe(
          170,
        );
        const sums = await portal.fleet.summary({ conditions: owner as any });
        expect(sums.total).toBe(84);
        expect(
          await portal.fleet.wall({}, { conditions: owner as any }),
        ).toHaveLength(84);
        const { facets } = await portal.fleet.page(
          {},
          { conditions: owner as any },
        );
        expect(facets?.owner).toEqual([
          { value: 'group:default/team-0', count: 84 },
        ]);
      });
    });
  });
});
