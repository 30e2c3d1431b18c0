import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CatalogLookup } from './CatalogLookup';

describe('CatalogLookup', () => {
  it('finds those that exist, whatever the number asked for, and asks for each once', async () => {
    const catalog = catalogServiceMock({
      entities: ['first', 'last'].map(name => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name, namespace: 'default' },
        spec: { type: 'team' },
      })),
    });
    const ask = jest.spyOn(catalog, 'getEntitiesByRefs');
    const others = Array.from(
      { length: 1200 },
      (_, i) => `group:default/other-${i}`,
    );

    const found = await CatalogLookup.create({
      auth: mockServices.auth(),
      catalog,
    }).find([
      'group:default/first',
      ...others,
      ...others,
      'group:default/last',
    ]);

    expect([...found.keys()]).toEqual([
      'group:default/first',
      'group:default/last',
    ]);
    expect(ask.mock.calls.map(([{ entityRefs }]) => entityRefs.length)).toEqual(
      [500, 500, 202],
    );
  });

  it('asks nothing for nothing', async () => {
    const catalog = catalogServiceMock.mock();
    const found = await CatalogLookup.create({
      auth: mockServices.auth(),
      catalog,
    }).find([]);
    expect(found.size).toBe(0);
    expect(catalog.getEntitiesByRefs).not.toHaveBeenCalled();
  });
});
