import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { DeclaredSelections } from './DeclaredSelections';

function entity(name: string, annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations },
  };
}

const selection = (value: string) => ({ 'sluice.dev/dbt-selection': value });

function rig(entities: Entity[]) {
  const catalog = catalogServiceMock({ entities });
  const declared = DeclaredSelections.create({
    catalog,
    auth: mockServices.auth(),
  });
  let time = 0;
  const logger = mockServices.logger.mock();
  return {
    catalog,
    logger,
    wait: (seconds: number) => void (time += seconds * 1000),
    of: (project: string) =>
      declared.of(project, { now: () => new Date(time), logger }),
  };
}

describe('DeclaredSelections', () => {
  it('are those of the project that somebody declared', async () => {
    const { of } = rig([
      entity('a', selection('shop/tag:close')),
      entity('b', selection('shop/path:models/marts')),
      entity('c', selection('other/tag:x')),
      entity('demo', { ...selection('shop/tag:d'), 'sluice.dev/demo': 'true' }),
      entity('found', {
        ...selection('shop/tag:f'),
        'sluice.dev/discovered-by': 'dbt-prod',
      }),
      entity('none', {}),
      entity('broken', selection('shop')),
    ]);
    expect(await of('shop')).toEqual(['tag:close', 'path:models/marts']);
    expect(await of('nobody')).toEqual([]);
  });

  it('are asked for again after a while, and kept while the catalog is away', async () => {
    const { of, wait, catalog, logger } = rig([
      entity('a', selection('shop/tag:close')),
    ]);
    const asked = jest.spyOn(catalog, 'getEntities');
    await of('shop');
    await of('other');
    expect(asked).toHaveBeenCalledTimes(1);
    wait(20);
    asked.mockRejectedValueOnce(new Error('down'));
    expect(await of('shop')).toEqual(['tag:close']);
    expect(logger.warn).toHaveBeenCalledWith("The catalog can't be read: down");
  });

  it('are not taken for none if the catalog never answered', async () => {
    const { of, catalog } = rig([]);
    jest.spyOn(catalog, 'getEntities').mockRejectedValue(new Error('down'));
    await expect(of('shop')).rejects.toThrow(
      "The catalog can't be asked which dbt selections are pipelines: down",
    );
  });
});
