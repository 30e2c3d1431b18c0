import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { DeclaredTables } from './DeclaredTables';

function resource(name: string, annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name, annotations },
  };
}

const table = (value: string) => ({ 'sluice.dev/snowflake-table': value });

function rig(entities: Entity[]) {
  const catalog = catalogServiceMock({ entities });
  const declared = DeclaredTables.create({
    catalog,
    auth: mockServices.auth(),
  });
  let time = 0;
  const logger = mockServices.logger.mock();
  return {
    catalog,
    logger,
    wait: (seconds: number) => void (time += seconds * 1000),
    list: () => declared.list({ now: () => new Date(time), logger }),
  };
}

describe('DeclaredTables', () => {
  it('are those that somebody declared, and no demo', async () => {
    const { list } = rig([
      resource('a', table('RAW.ORDERS')),
      resource('b', {
        ...table('MARTS.REVENUE'),
        'sluice.dev/loaded-at-column': '_LOADED_AT',
      }),
      resource('demo', { ...table('RAW.D'), 'sluice.dev/demo': 'true' }),
      resource('none', {}),
      { ...resource('c', table('RAW.C')), kind: 'Component' },
    ]);
    expect(await list()).toEqual([
      { name: 'RAW.ORDERS' },
      { name: 'MARTS.REVENUE', loadedAtColumn: '_LOADED_AT' },
    ]);
  });

  it('are asked for again after a while, and kept while the catalog is away', async () => {
    const { catalog, list, logger, wait } = rig([
      resource('a', table('RAW.ORDERS')),
    ]);
    const asked = jest.spyOn(catalog, 'getEntities');
    await list();
    await list();
    expect(asked).toHaveBeenCalledTimes(1);
    wait(20);
    asked.mockRejectedValueOnce(new Error('down'));
    expect(await list()).toEqual([{ name: 'RAW.ORDERS' }]);
    expect(logger.warn).toHaveBeenCalledWith("The catalog can't be read: down");
  });

  it('are not taken for none if the catalog never answered', async () => {
    const { catalog, list } = rig([]);
    jest.spyOn(catalog, 'getEntities').mockRejectedValue(new Error('down'));
    await expect(list()).rejects.toThrow(
      "The catalog can't be asked which tables are datasets: down",
    );
  });
});
