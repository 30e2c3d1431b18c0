import {
  type TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { SloStatus } from '@sluice/plugin-pipelines-common';
import { dagEntity } from '../__testUtils__/createPortal';
import { migrate } from '../database/migrate';
import { entityPipeline } from './entityPipeline';
import { countFacets } from './facets';
import { DatabaseFleetStore } from './FleetStore';

jest.setTimeout(60_000);

describe('countFacets', () => {
  const databases = TestDatabases.create();

  describe.each(databases.eachSupportedId())('on %s', databaseId => {
    async function filled(id: TestDatabaseId) {
      const database = await databases.init(id);
      await migrate({ getClient: async () => database });
      const entities = [
        dagEntity('a', 'a', { tier: 1, classification: ['sox', 'pii'] }),
        dagEntity('b', 'b', { tier: 1, classification: ['sox'] }),
        dagEntity('c', 'c', { tier: 2, owner: 'supply' }),
        dagEntity('gone', 'gone', { classification: ['sox'] }),
        dagEntity('untiered', 'untiered', { owner: 'supply' }),
      ];
      const store = new DatabaseFleetStore();
      const ids = await store.putEntities(
        entities.map(entity => ({
          pipeline: entityPipeline(entity, new Map()),
          problems: [],
          catalogHash: '',
        })),
        database,
      );
      const gone = ids.get('component:default/gone')!;
      await store.remove([gone], '2026-11-21T06:00:00.000Z', database);
      return database;
    }

    it('counts each value under all other filters, with one statement', async () => {
      const database = await filled(databaseId);
      const statements: string[] = [];
      database.on('query', ({ sql }: { sql: string }) => statements.push(sql));
      const { totalItems, facets } = await countFacets(
        { tier: [1], classification: ['pii'] },
        {},
        database,
      );
      expect(statements).toHaveLength(1);
      expect(totalItems).toBe(1);
      // Of tier 1 whatever its classification, and classified pii whatever its tier.
      expect(facets.classification).toEqual([
        { value: 'sox', count: 2 },
        { value: 'pii', count: 1 },
      ]);
      expect(facets.tier).toEqual([{ value: '1', count: 1 }]);
      expect(facets.owner).toEqual([
        { value: 'group:default/finance', count: 1 },
      ]);
    });

    it('leaves out what is gone, what nobody may see, and rows without a value', async () => {
      const database = await filled(databaseId);
      const all = await countFacets({}, {}, database);
      expect(all.totalItems).toBe(4);
      expect(all.facets.tier).toEqual([
        { value: '1', count: 2 },
        { value: '2', count: 1 },
      ]);
      expect(all.facets.domain).toEqual([]);
      expect(all.facets.classification).toEqual([
        { value: 'sox', count: 2 },
        { value: 'pii', count: 1 },
      ]);
      const own = await countFacets(
        {},
        {
          conditions: {
            property: 'owner',
            values: ['group:default/supply'],
          } as any,
        },
        database,
      );
      expect(own.totalItems).toBe(2);
      expect(own.facets.classification).toEqual([]);
    });

    it('counts where SLOs stand, under all other filters but its own', async () => {
      const database = await filled(databaseId);
      const store = new DatabaseFleetStore();
      const slo = (status: SloStatus) =>
        ({ id: 1, name: 's', kind: 'deadline', status, target: 95 } as const);
      for (const [name, status] of [
        ['a', 'exhausted'],
        ['b', 'met'],
        ['c', 'met'],
      ] as const) {
        await store.putSlo(`component:default/${name}`, slo(status), database);
      }
      const { facets, totalItems } = await countFacets(
        { slo: ['exhausted'], tier: [1] },
        {},
        database,
      );
      expect(totalItems).toBe(1);
      expect(facets.slo).toEqual([
        { value: 'exhausted', count: 1 },
        { value: 'met', count: 1 },
      ]);
      await store.putSlo('component:default/a', undefined, database);
      const after = await countFacets({}, {}, database);
      expect(after.facets.slo).toEqual([{ value: 'met', count: 2 }]);
    });

    it('searches before it counts', async () => {
      const database = await filled(databaseId);
      const found = await countFacets({ text: 'supply' }, {}, database);
      expect(found.totalItems).toBe(2);
      expect(found.facets.owner).toEqual([
        { value: 'group:default/supply', count: 2 },
      ]);
    });

    it('of nothing is nothing', async () => {
      const database = await filled(databaseId);
      const { totalItems, facets } = await countFacets(
        { text: 'no such pipeline' },
        {},
        database,
      );
      expect(totalItems).toBe(0);
      expect(Object.values(facets)).toEqual(Array(10).fill([]));
    });
  });
});
