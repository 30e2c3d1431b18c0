import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { FleetService } from '../fleet';
import { LineageService } from './LineageService';
import { MAX_LINEAGE_NODES } from './LineageWalk';

/** Entities with the relations that the catalog makes of `dependsOn`, both ways. */
function catalog(dependsOn: Record<string, string[]>): Entity[] {
  const all = new Set([
    ...Object.keys(dependsOn),
    ...Object.values(dependsOn).flat(),
  ]);
  return [...all]
    .filter(ref => !ref.includes('missing'))
    .map(ref => {
      const [kind, name] = ref.split(':default/');
      const needs = dependsOn[ref] ?? [];
      const neededBy = Object.keys(dependsOn).filter(other =>
        dependsOn[other].includes(ref),
      );
      return {
        apiVersion: 'backstage.io/v1alpha1',
        kind: kind === 'component' ? 'Component' : 'Resource',
        metadata: { name },
        spec: {
          type: kind === 'component' ? 'airflow-dag' : 'snowflake-table',
        },
        relations: [
          ...needs.map(targetRef => ({ type: 'dependsOn', targetRef })),
          ...neededBy.map(targetRef => ({ type: 'dependencyOf', targetRef })),
        ],
      };
    });
}
const p = (name: string) => `component:default/${name}`;
const d = (name: string) => `resource:default/${name}`;

async function read(entities: Entity[], depth: number) {
  const credentials = mockCredentials.user();
  const service = catalogServiceMock({ entities });
  const getEntitiesByRefs = jest.spyOn(service, 'getEntitiesByRefs');
  const fleet = {
    findAll: async () =>
      new Map([
        [p('close'), { status: 'failed', statusReason: { code: 'failed' } }],
      ]),
  } as unknown as FleetService;
  const lineage = await new LineageService({ catalog: service, fleet }).read({
    entityRef: p('close'),
    depth,
    credentials,
    scope: {},
  });
  return { lineage, calls: getEntitiesByRefs.mock.calls, credentials };
}

describe('LineageService', () => {
  const entities = catalog({
    [p('close')]: [d('orders'), d('missing')],
    [d('orders')]: [p('ingest')],
    [p('ingest')]: [d('shop')],
    [d('ledger')]: [p('close')],
    [p('report')]: [d('ledger'), d('orders')],
  });

  it('follows data upstream and downstream, in the direction in which it flows', async () => {
    const { lineage } = await read(entities, 2);
    expect(
      Object.fromEntries(lineage.nodes.map(n => [n.entityRef, n.distance])),
    ).toEqual({
      [p('close')]: 0,
      [d('orders')]: -1,
      [d('missing')]: -1,
      [p('ingest')]: -2,
      [d('ledger')]: 1,
      [p('report')]: 2,
    });
    expect(lineage.edges).toEqual([
      { from: d('orders'), to: p('close') },
      { from: d('missing'), to: p('close') },
      { from: p('ingest'), to: d('orders') },
      { from: p('close'), to: d('ledger') },
      { from: d('ledger'), to: p('report') },
    ]);
    expect(lineage.truncated).toBe(false);
  });

  it('shows the state of pipelines, and what the catalog lacks', async () => {
    const { lineage } = await read(entities, 1);
    expect(lineage.nodes.find(n => n.entityRef === p('close'))).toMatchObject({
      status: 'failed',
    });
    expect(lineage.nodes.find(n => n.entityRef === d('missing'))).toMatchObject(
      { name: 'missing', missing: true },
    );
  });

  it('asks once a step, as the caller', async () => {
    const { calls, credentials } = await read(entities, 2);
    expect(calls).toHaveLength(5);
    for (const [, options] of calls) expect(options).toEqual({ credentials });
  });

  it('ends in a circle', async () => {
    const { lineage } = await read(
      catalog({ [p('close')]: [d('a')], [d('a')]: [p('close')] }),
      4,
    );
    expect(lineage.nodes).toHaveLength(2);
    expect(lineage.edges).toHaveLength(2);
  });

  it('cuts off a graph that nobody could read, and says so', async () => {
    const many = Array.from({ length: 500 }, (_, i) => d(`t${i}`));
    const { lineage } = await read(catalog({ [p('close')]: many }), 2);
    expect(lineage.nodes).toHaveLength(MAX_LINEAGE_NODES);
    expect(lineage.edges).toHaveLength(MAX_LINEAGE_NODES - 1);
    expect(lineage.truncated).toBe(true);
  });

  describe('path', () => {
    const branches = catalog({
      [p('ingest')]: [d('shop')],
      [d('raw')]: [p('ingest')],
      [p('clean')]: [d('raw'), d('rates')],
      [d('rates')]: [p('fetch-rates')],
      [p('enrich')]: [d('raw')],
      [d('orders')]: [p('clean'), p('enrich'), p('fix')],
    });
    const path = async (from: string, to: string) => {
      const service = new LineageService({
        catalog: catalogServiceMock({ entities: branches }),
        fleet: {} as FleetService,
      });
      return service.path({ from, to }, mockCredentials.user());
    };

    it('takes what lies between a pipeline and a dataset, and nothing beside it', async () => {
      expect(await path(p('ingest'), d('orders'))).toEqual({
        pipelines: expect.arrayContaining([
          p('ingest'),
          p('clean'),
          p('enrich'),
        ]),
        edges: expect.arrayContaining([
          { from: p('ingest'), to: p('clean') },
          { from: p('ingest'), to: p('enrich') },
        ]),
        ends: expect.arrayContaining([p('clean'), p('enrich')]),
        truncated: false,
      });
      const { edges, ends, pipelines } = await path(p('ingest'), d('orders'));
      expect([pipelines.length, edges.length, ends.length]).toEqual([3, 2, 2]);
    });

    it('may be one pipeline long', async () => {
      expect(await path(p('ingest'), d('raw'))).toMatchObject({
        pipelines: [p('ingest')],
        ends: [p('ingest')],
      });
    });

    it('is empty where there is no way', async () => {
      expect(await path(p('ingest'), d('rates'))).toMatchObject({
        pipelines: [],
        ends: [],
      });
    });
  });
});
