import { TestDatabases } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type {
  DatasetDefinition,
  RunBatch,
} from '@sluice/plugin-pipelines-node';
import { createPortal, fakeSource } from '../../__testUtils__/createPortal';

jest.setTimeout(60_000);

const model = (
  name: string,
  options: Partial<DatasetDefinition> = {},
): DatasetDefinition => ({
  externalId: `model.shop.${name}`,
  type: 'dbt-model',
  name,
  ...options,
});

const resource = (name: string, annotations: object): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name, annotations: { ...annotations } },
  spec: { type: 'dbt-model' },
});

describe('datasets', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function start(first: Partial<RunBatch>, entities: Entity[] = []) {
      let batch = first;
      const portal = await createPortal({
        databases,
        databaseId,
        entities,
        sources: [
          fakeSource({
            id: 'dbt-prod',
            technology: 'dbt',
            async *collect() {
              yield { cursor: 1, ...batch };
            },
          }),
        ],
      });
      await portal.sweep('dbt-prod');
      await portal.reconcile();
      return {
        ...portal,
        async tick(next: Partial<RunBatch>) {
          batch = next;
          portal.pass(1);
          await portal.sweep('dbt-prod');
        },
        definitions: (options: { afterId?: number; limit?: number } = {}) =>
          portal.datasets.definitions({
            sourceIds: ['dbt-prod'],
            afterId: 0,
            limit: 100,
            ...options,
          }),
      };
    }

    it('are told of with what they are made from, page by page', async () => {
      const portal = await start({
        datasets: [
          model('stg_orders'),
          model('fct_orders', { madeFrom: ['model.shop.stg_orders'] }),
        ],
      });
      const [first] = await portal.definitions({ limit: 1 });
      const rest = await portal.definitions({ afterId: first.id });
      expect([first, ...rest].map(d => d.externalId)).toEqual([
        'model.shop.stg_orders',
        'model.shop.fct_orders',
      ]);
      expect(rest[0].definitions).toEqual([
        {
          sourceId: 'dbt-prod',
          definition: expect.objectContaining({
            madeFrom: ['model.shop.stg_orders'],
          }),
        },
      ]);
    });

    it('are no longer told of once a complete list leaves them out, and again when they are back', async () => {
      const both = [model('stg_orders'), model('fct_orders')];
      const portal = await start({ datasets: both, datasetsComplete: true });
      await portal.tick({});
      expect(await portal.definitions()).toHaveLength(2);
      await portal.tick({
        datasets: [model('fct_orders')],
        datasetsComplete: true,
      });
      expect((await portal.definitions()).map(d => d.externalId)).toEqual([
        'model.shop.fct_orders',
      ]);
      await portal.tick({ datasets: both, datasetsComplete: true });
      expect(await portal.definitions()).toHaveLength(2);
    });

    it('know the Resource that somebody declared for them, and let go of it', async () => {
      const entity = resource('orders', {
        'sluice.dev/dbt-node': 'model.shop.fct_orders',
      });
      const portal = await start({ datasets: [model('fct_orders')] }, [entity]);
      expect(await portal.definitions()).toMatchObject([
        { entityRef: 'resource:default/orders', declared: true },
      ]);
      portal.setEntities([]);
      await portal.reconcile();
      expect(await portal.definitions()).toMatchObject([
        { entityRef: null, declared: false },
      ]);
    });

    it('that can not be stored are left out, and named', async () => {
      const portal = await start({
        datasets: [model('fct_orders'), model('', { name: '' })],
      });
      expect(await portal.definitions()).toHaveLength(1);
      const [source] = await portal.observations.sources();
      expect(source.readingIssues).toMatchObject([
        { kind: 'skipped-reading', title: 'model.shop.' },
      ]);
    });
  });
});
