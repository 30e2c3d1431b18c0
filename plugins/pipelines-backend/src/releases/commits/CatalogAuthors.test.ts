import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CatalogAuthors } from './CatalogAuthors';

function user(name: string, email?: unknown, more?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: {
      name,
      namespace: 'default',
      annotations: more ? { 'sluice.dev/commit-emails': more } : undefined,
    },
    spec: { profile: { email: email as string } },
  };
}

const USERS = [
  user(
    'mei',
    'Mei.Lin@Northstar.example',
    'mei@home.example, 7+mei@gh.example',
  ),
  user('tomas', undefined, 'shared@northstar.example'),
  user('sam', 'sam@northstar.example', 'shared@northstar.example'),
  user('odd', 7),
];

function start(entities = USERS) {
  let time = 0;
  const catalog = catalogServiceMock.mock();
  catalog.streamEntities.mockImplementation((request, credentials) =>
    catalogServiceMock({ entities }).streamEntities(request, credentials),
  );
  const authors = new CatalogAuthors({
    auth: mockServices.auth(),
    catalog,
    now: () => time,
  });
  return { authors, catalog, pass: (ms: number) => (time += ms) };
}

describe('CatalogAuthors', () => {
  it('finds users by the address of their profile and by those that they commit with', async () => {
    const found = await start().authors.refsOf([
      'mei.lin@northstar.example',
      '7+mei@gh.example',
      'shared@northstar.example',
      'nobody@northstar.example',
    ]);
    expect([...found]).toEqual([
      ['mei.lin@northstar.example', ['user:default/mei']],
      ['7+mei@gh.example', ['user:default/mei']],
      ['shared@northstar.example', ['user:default/sam', 'user:default/tomas']],
    ]);
  });

  it('asks the catalog once a minute, and not at all about nobody', async () => {
    const { authors, catalog, pass } = start();
    await authors.refsOf([]);
    expect(catalog.streamEntities).not.toHaveBeenCalled();
    await Promise.all([authors.refsOf(['a@x']), authors.refsOf(['b@x'])]);
    pass(59_999);
    await authors.refsOf(['a@x']);
    expect(catalog.streamEntities).toHaveBeenCalledTimes(1);
    pass(1);
    await authors.refsOf(['a@x']);
    expect(catalog.streamEntities).toHaveBeenCalledTimes(2);
  });

  it('fails while the catalog can not be read, for then nobody could be excluded, and asks again', async () => {
    const { authors, catalog } = start();
    catalog.streamEntities.mockImplementationOnce(() => {
      throw new Error('The catalog is down');
    });
    await expect(authors.refsOf(['mei@home.example'])).rejects.toThrow('down');
    expect((await authors.refsOf(['mei@home.example'])).size).toBe(1);
  });
});
