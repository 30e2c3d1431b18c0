import { Entity } from '@backstage/catalog-model';
import { toPersonas } from './personas';

function user(
  name: string,
  options?: { role?: string; persona?: string; displayName?: string },
): Entity {
  const { role, persona = 'true', displayName } = options ?? {};
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: {
      name,
      annotations: {
        'sluice.dev/persona': persona,
        ...(role && { 'sluice.dev/role': role }),
      },
    },
    spec: { memberOf: [], ...(displayName && { profile: { displayName } }) },
  };
}

describe('toPersonas', () => {
  it('shows what the sign-in cards need', () => {
    const ines: Entity = {
      ...user('ines.duarte', {
        role: 'data-engineer',
        displayName: 'Ines Duarte',
      }),
      relations: [
        { type: 'memberOf', targetRef: 'group:default/sales-data' },
        { type: 'memberOf', targetRef: 'group:default/data-engineers' },
        { type: 'ownerOf', targetRef: 'component:default/orders' },
      ],
    };
    ines.metadata.description = 'Owns the orders pipelines';

    expect(toPersonas([ines])).toEqual([
      {
        entityRef: 'user:default/ines.duarte',
        displayName: 'Ines Duarte',
        role: 'data-engineer',
        description: 'Owns the orders pipelines',
        groups: ['group:default/data-engineers', 'group:default/sales-data'],
      },
    ]);
  });

  it('orders by role, then by name, and puts unknown roles last', () => {
    const people = toPersonas([
      user('zoe', { role: 'wizard' }),
      user('auditor', { role: 'auditor' }),
      user('b', { role: 'data-engineer', displayName: 'Bea' }),
      user('platform', { role: 'platform-engineer' }),
      user('a', { role: 'data-engineer', displayName: 'Änne' }),
    ]);

    expect(people.map(p => p.displayName)).toEqual([
      'Änne',
      'Bea',
      'platform',
      'auditor',
      'zoe',
    ]);
    expect(people[4].role).toBeUndefined();
  });

  it('leaves out everybody who is not marked, and everything that is not a User', () => {
    const group = { ...user('team'), kind: 'Group' };
    const { annotations, ...metadata } = user('plain').metadata;
    const plain = { ...user('plain'), metadata };

    expect(
      toPersonas([group, plain, user('off', { persona: 'false' })]),
    ).toEqual([]);
  });
});
