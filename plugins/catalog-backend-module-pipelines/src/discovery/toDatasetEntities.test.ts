import type { Entity } from '@backstage/catalog-model';
import type { DiscoveredDataset } from '@sluice/plugin-pipelines-common';
import { toDatasetEntities } from './toDatasetEntities';

const PIPELINE = 'component:default/shop-nightly';

function dataset(
  name: string,
  options: Partial<DiscoveredDataset> = {},
): DiscoveredDataset {
  return {
    technology: 'dbt',
    externalId: `model.shop.${name}`,
    type: 'dbt-model',
    name,
    madeFrom: [],
    writtenBy: [],
    readBy: [],
    sources: ['dbt-prod'],
    ...options,
  };
}

function declared(name: string, annotations: object = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, annotations: { ...annotations } },
    spec: { type: 'dbt-model' },
  };
}

const read = (datasets: DiscoveredDataset[], existing: Entity[] = []) =>
  toDatasetEntities({
    datasets,
    defaultOwner: 'group:default/unowned',
    lookup: {
      find: async refs =>
        new Map(
          existing
            .map(e => [`resource:default/${e.metadata.name}`, e] as const)
            .filter(([ref]) => [...refs].includes(ref)),
        ),
    },
  });

const refsOf = (entities: Entity[]) =>
  Object.fromEntries(
    entities.map(({ metadata, spec }) => [
      metadata.name,
      [spec?.dependsOn, spec?.dependencyOf],
    ]),
  );

describe('toDatasetEntities', () => {
  it('makes Resources with what they are made from and who writes and reads them', async () => {
    const entities = await read([
      dataset('stg_orders', { madeFrom: ['source.shop.raw.orders'] }),
      dataset('fct_orders', {
        description: 'Orders, one row each',
        madeFrom: ['model.shop.stg_orders'],
        writtenBy: [PIPELINE],
        readBy: ['component:default/report'],
        owner: 'group:default/sales',
      }),
    ]);
    expect(entities).toEqual([
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: {
          name: 'fct_orders',
          namespace: 'default',
          description: 'Orders, one row each',
          annotations: {
            'backstage.io/managed-by-location': 'discovered:dbt-prod',
            'backstage.io/managed-by-origin-location': 'discovered:dbt-prod',
            'sluice.dev/dbt-node': 'model.shop.fct_orders',
            'sluice.dev/discovered-by': 'dbt-prod',
          },
        },
        spec: {
          type: 'dbt-model',
          owner: 'group:default/sales',
          dependsOn: [PIPELINE, 'resource:default/stg_orders'],
          dependencyOf: ['component:default/report'],
        },
      },
      expect.objectContaining({
        metadata: expect.objectContaining({ name: 'stg_orders' }),
        spec: { type: 'dbt-model', owner: 'group:default/unowned' },
      }),
    ]);
  });

  it('leaves those that somebody declared to them, and links to them both ways', async () => {
    const entities = await read([
      dataset('raw', {
        externalId: 'source.shop.raw.orders',
        type: undefined,
        declaredAs: 'resource:default/pg-orders',
      }),
      dataset('stg_orders', { madeFrom: ['source.shop.raw.orders'] }),
      dataset('fct_orders', {
        madeFrom: ['model.shop.stg_orders'],
        declaredAs: 'resource:default/orders',
      }),
    ]);
    expect(refsOf(entities)).toEqual({
      stg_orders: [['resource:default/pg-orders'], ['resource:default/orders']],
    });
  });

  it('takes a declared Resource of the same name for the dataset, unless it says that it is another one', async () => {
    const datasets = [
      dataset('stg_orders'),
      dataset('fct_orders', { madeFrom: ['model.shop.stg_orders'] }),
    ];
    expect(refsOf(await read(datasets, [declared('fct_orders')]))).toEqual({
      stg_orders: [undefined, ['resource:default/fct_orders']],
    });

    const other = declared('fct_orders', {
      'sluice.dev/dbt-node': 'model.other.fct_orders',
    });
    const names = Object.keys(refsOf(await read(datasets, [other])));
    expect(names).toEqual([
      expect.stringMatching(/^fct_orders-[0-9a-f]{10}$/),
      'stg_orders',
    ]);
  });

  it('adds nothing where all are declared', async () => {
    const all = Array.from({ length: 210 }, (_, i) => dataset(`model_${i}`));
    expect(
      await read(
        all,
        all.map(d => declared(d.name)),
      ),
    ).toEqual([]);
  });

  it('tells two of one name apart', async () => {
    const entities = await read([
      dataset('orders'),
      dataset('orders', { externalId: 'model.other.orders' }),
    ]);
    expect(new Set(entities.map(e => e.metadata.name)).size).toBe(2);
  });

  it('keeps what it made before', async () => {
    const mine = declared('fct_orders', {
      'sluice.dev/discovered-by': 'dbt-prod',
      'sluice.dev/dbt-node': 'model.shop.fct_orders',
    });
    expect(
      Object.keys(refsOf(await read([dataset('fct_orders')], [mine]))),
    ).toEqual(['fct_orders']);
  });
});
