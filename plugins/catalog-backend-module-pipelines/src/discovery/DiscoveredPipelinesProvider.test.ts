import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  type DiscoveredDataset,
  DiscoveredDefinition,
  createPipelinesClient,
} from '@sluice/plugin-pipelines-common';
import { CatalogLookup } from './CatalogLookup';
import { DiscoveredPipelinesProvider } from './DiscoveredPipelinesProvider';

function dag(
  externalId: string,
  rest?: Partial<DiscoveredDefinition>,
): DiscoveredDefinition {
  return {
    technology: 'airflow',
    externalId,
    type: 'airflow-dag',
    environments: ['prod'],
    sources: ['airflow-prod'],
    paused: false,
    ...rest,
  };
}

function declared(name: string, annotations = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, namespace: 'default', annotations },
    spec: { type: 'airflow-dag' },
  };
}

function group(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, namespace: 'default' },
    spec: { type: 'team', children: [] },
  };
}

/** A pipelines API whose list can be changed, a page at a time, and a provider that reads it. */
async function setup(options?: { entities?: Entity[]; pageSize?: number }) {
  const { entities = [], pageSize = 1000 } = options ?? {};
  const api = {
    definitions: [] as DiscoveredDefinition[],
    /** Undefined: a backend that is too old to know any. */
    datasets: undefined as DiscoveredDataset[] | undefined,
    /** Answer this page with an error. */
    failAtPage: undefined as number | undefined,
    stuck: false,
    requests: 0,
  };
  const fetchApi = {
    fetch: async (input: string | URL | Request) => {
      if (new URL(String(input)).pathname.endsWith('/datasets')) {
        return api.datasets === undefined
          ? Response.json(
              { error: { name: 'NotFoundError', message: 'No such route' } },
              { status: 404 },
            )
          : Response.json({ items: api.datasets });
      }
      api.requests += 1;
      const page = Number(new URL(String(input)).searchParams.get('cursor'));
      if (page === api.failAtPage) {
        return Response.json(
          { error: { name: 'ServiceUnavailableError', message: 'Not now' } },
          { status: 503 },
        );
      }
      const start = page * pageSize;
      const isLast = start + pageSize >= api.definitions.length;
      return Response.json({
        items: api.definitions.slice(start, start + pageSize),
        nextCursor: isLast
          ? undefined
          : String(api.stuck ? page || 1 : page + 1),
      });
    },
  };

  const catalog = catalogServiceMock({ entities });
  const logger = mockServices.logger.mock();
  const clock = { now: 0 };
  const mutations: EntityProviderMutation[] = [];
  const provider = DiscoveredPipelinesProvider.create({
    client: createPipelinesClient({
      discoveryApi: { getBaseUrl: async () => 'http://backend/api/pipelines' },
      fetchApi: fetchApi as { fetch: typeof fetch },
    }),
    lookup: CatalogLookup.create({ auth: mockServices.auth(), catalog }),
    taskRunner: { run: async () => {} },
    defaultOwner: 'group:default/unowned',
    logger,
    now: () => clock.now,
  });
  await provider.connect({
    applyMutation: async mutation => {
      mutations.push(mutation);
    },
    refresh: async () => {},
  });

  function lastEntities() {
    const mutation = mutations[mutations.length - 1];
    return mutation?.type === 'full'
      ? mutation.entities.map(({ entity }) => entity)
      : [];
  }
  return { api, catalog, clock, lastEntities, logger, mutations, provider };
}

describe('DiscoveredPipelinesProvider', () => {
  it('hands over what all pages list, as one full mutation that anybody may take over from', async () => {
    const { api, provider, mutations, lastEntities } = await setup({
      pageSize: 2,
    });
    api.definitions = ['a', 'b', 'c', 'd', 'e'].map(id => dag(id));

    await provider.refresh();

    expect(api.requests).toBe(3);
    expect(mutations).toHaveLength(1);
    expect(mutations[0]).toMatchObject({ type: 'full' });
    expect(
      (mutations[0] as { entities: unknown[] }).entities.every(
        each => !Object.hasOwn(each as object, 'locationKey'),
      ),
    ).toBe(true);
    expect(lastEntities().map(e => e.metadata.name)).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
    ]);
  });

  it.each([
    ['the first page', 0],
    ['a later page', 1],
  ])('deletes nothing when %s fails', async (_, failAtPage) => {
    const { api, provider, mutations, logger } = await setup({ pageSize: 2 });
    api.definitions = ['a', 'b', 'c'].map(id => dag(id));
    await provider.refresh();

    api.failAtPage = failAtPage;
    api.definitions = ['a', 'x', 'y'].map(id => dag(id));
    await provider.refresh();

    expect(mutations).toHaveLength(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('the catalog keeps those that it has'),
    );

    api.failAtPage = undefined;
    await provider.refresh();
    expect(mutations).toHaveLength(2);
  });

  it('deletes nothing when the list would never end', async () => {
    const { api, provider, mutations } = await setup({ pageSize: 1 });
    api.stuck = true;
    api.definitions = ['a', 'b', 'c'].map(id => dag(id));

    await provider.refresh();

    expect(mutations).toEqual([]);
  });

  it('deletes nothing when the catalog can not be asked', async () => {
    const { api, catalog, provider, mutations } = await setup();
    api.definitions = [dag('a')];
    jest
      .spyOn(catalog, 'getEntitiesByRefs')
      .mockRejectedValue(new Error('Not ready'));

    await provider.refresh();

    expect(mutations).toEqual([]);
  });

  it('hands over nothing when it was aborted', async () => {
    const { api, provider, mutations } = await setup();
    api.definitions = [dag('a')];

    await provider.refresh(AbortSignal.abort());

    expect(mutations).toEqual([]);
  });

  it('hands over an unchanged set only now and then', async () => {
    const { api, clock, provider, mutations } = await setup();
    api.definitions = [dag('a'), dag('b')];
    await provider.refresh();

    api.definitions = [dag('b'), dag('a')];
    clock.now += 60_000;
    await provider.refresh();
    expect(mutations).toHaveLength(1);

    clock.now += 9 * 60_000;
    await provider.refresh();
    expect(mutations).toHaveLength(2);
  });

  it('removes what a complete list no longer has, down to nothing', async () => {
    const { api, provider, lastEntities, mutations } = await setup();
    api.definitions = [dag('a'), dag('b')];
    await provider.refresh();
    api.definitions = [];
    await provider.refresh();

    expect(mutations).toHaveLength(2);
    expect(lastEntities()).toEqual([]);
  });

  it('gives colliding ids, and ids in other scripts, names of their own and shows the ids as titles', async () => {
    const { api, provider, lastEntities } = await setup();
    api.definitions = [
      dag('orders'),
      dag('Orders'),
      dag('売上'),
      dag('orders', {
        technology: 'spark',
        type: 'spark-job',
        sources: ['emr'],
      }),
    ];

    await provider.refresh();

    expect(
      lastEntities()
        .map(e => [e.metadata.title, e.metadata.name])
        .sort(),
    ).toEqual([
      ['Orders', expect.stringMatching(/^orders-[0-9a-f]{10}$/)],
      ['orders', expect.stringMatching(/^orders-[0-9a-f]{10}$/)],
      ['orders', expect.stringMatching(/^orders-[0-9a-f]{10}$/)],
      ['売上', expect.stringMatching(/^airflow-[0-9a-f]{10}$/)],
    ]);
    expect(new Set(lastEntities().map(e => e.metadata.name)).size).toBe(4);
  });

  it('owns by a group that exists, else by the default owner', async () => {
    const { api, provider, lastEntities } = await setup({
      entities: [group('sales'), group('platform')],
    });
    api.definitions = [
      dag('by-tag', { tags: ['team:sales'] }),
      dag('by-source', { tags: ['team:gone'], owners: ['platform'] }),
      dag('by-nobody', { tags: ['team:gone'], owners: ['airflow'] }),
    ];

    await provider.refresh();

    expect(
      Object.fromEntries(
        lastEntities().map(e => [e.metadata.name, e.spec?.owner]),
      ),
    ).toEqual({
      'by-tag': 'group:default/sales',
      'by-source': 'group:default/platform',
      'by-nobody': 'group:default/unowned',
    });
  });

  it('leaves names to entities that others declared, and adds nothing for a pipeline that was just declared', async () => {
    const { api, provider, lastEntities } = await setup({
      entities: [
        declared('orders', { 'sluice.dev/kafka-consumer-group': 'orders' }),
        declared('close', { 'sluice.dev/airflow-dag-id': 'close' }),
        declared('mine', { 'sluice.dev/discovered-by': 'airflow-prod' }),
      ],
    });
    api.definitions = [dag('orders'), dag('close'), dag('mine')];

    await provider.refresh();

    expect(lastEntities().map(e => e.metadata.name)).toEqual([
      'mine',
      expect.stringMatching(/^orders-[0-9a-f]{10}$/),
    ]);
  });

  it('leaves out types that it does not know', async () => {
    const { api, provider, lastEntities } = await setup();
    api.definitions = [
      dag('a'),
      dag('b', { type: 'flink-job' as 'airflow-dag' }),
    ];

    await provider.refresh();

    expect(lastEntities().map(e => e.metadata.name)).toEqual(['a']);
  });

  it('hands over datasets beside pipelines', async () => {
    const { api, provider, lastEntities } = await setup();
    api.definitions = [dag('a')];
    api.datasets = [
      {
        technology: 'dbt',
        externalId: 'model.shop.fct_orders',
        type: 'dbt-model',
        name: 'fct_orders',
        madeFrom: [],
        writtenBy: [],
        readBy: ['component:default/a'],
        sources: ['dbt-prod'],
      },
    ];
    await provider.refresh();
    expect(lastEntities().map(e => [e.kind, e.metadata.name])).toEqual([
      ['Component', 'a'],
      ['Resource', 'fct_orders'],
    ]);
  });

  it('copes with 10,000 definitions', async () => {
    const { api, provider, lastEntities } = await setup();
    api.definitions = Array.from({ length: 10_000 }, (_, i) =>
      dag(i % 2 ? `DAG ${i >> 1}` : `dag-${i >> 1}`, { tags: ['team:sales'] }),
    );

    await provider.refresh();

    expect(api.requests).toBe(10);
    expect(new Set(lastEntities().map(e => e.metadata.name)).size).toBe(10_000);
  });
});
