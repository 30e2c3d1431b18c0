import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CatalogPeople } from './CatalogPeople';

function entity(
  kind: 'User' | 'Group',
  name: string,
  options: { annotations?: Record<string, string>; related?: string[] } = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', annotations: options.annotations },
    relations: (options.related ?? []).map(targetRef => ({
      type: kind === 'Group' ? 'hasMember' : 'memberOf',
      targetRef,
    })),
  };
}

const people = new CatalogPeople({
  auth: mockServices.auth(),
  catalog: catalogServiceMock({
    entities: [
      entity('Group', 'data', {
        related: [
          'user:default/ines',
          'user:default/robot',
          'user:default/gone',
        ],
      }),
      entity('User', 'ines', {
        related: ['group:default/data', 'group:default/all'],
        annotations: {
          'github.com/user-login': 'ines-d',
          'okta.com/id': '00u1',
        },
      }),
      entity('User', 'robot', { annotations: { 'sluice.dev/bot': 'true' } }),
      entity('User', 'tom'),
    ],
  }),
});

describe('CatalogPeople', () => {
  it('reads members, and who of them is a human that is there', async () => {
    const found = await people.look([
      'group:default/data',
      'group:default/nobody',
      'user:default/tom',
    ]);
    expect([...found.members]).toEqual([
      [
        'group:default/data',
        ['user:default/gone', 'user:default/ines', 'user:default/robot'],
      ],
    ]);
    expect([...found.humans].sort()).toEqual([
      'user:default/ines',
      'user:default/tom',
    ]);
  });

  it('asks for nothing where nobody is named', async () => {
    expect(await people.look([])).toEqual({
      members: new Map(),
      humans: new Set(),
    });
  });

  it('says what the identity provider calls a person', async () => {
    expect(await people.person('user:default/ines')).toEqual({
      ref: 'user:default/ines',
      isHuman: true,
      groups: ['group:default/all', 'group:default/data'],
      identity: 'okta.com/id=00u1',
    });
    expect(await people.person('user:default/tom')).toMatchObject({
      identity: 'user:default/tom',
    });
    expect(await people.person('user:default/robot')).toMatchObject({
      isHuman: false,
    });
    expect(await people.person('user:default/gone')).toBeUndefined();
  });
});
