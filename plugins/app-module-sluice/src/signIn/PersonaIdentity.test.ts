import { mockApis } from '@backstage/frontend-test-utils';
import { loadPersonaChoice, storePersonaChoice } from './personaChoice';
import { PersonaIdentity } from './PersonaIdentity';

describe('PersonaIdentity', () => {
  it('is the person, and forgets the choice at sign-out', async () => {
    const identity = PersonaIdentity.create({
      identity: mockApis.identity({
        userEntityRef: 'user:default/mei.lin',
        displayName: 'Mei Lin',
        token: 'fake-token',
      }),
    });
    storePersonaChoice({
      entityRef: 'user:default/mei.lin',
      displayName: 'Mei Lin',
    });
    await expect(identity.getProfileInfo()).resolves.toMatchObject({
      displayName: 'Mei Lin',
    });
    await expect(identity.getCredentials()).resolves.toEqual({
      token: 'fake-token',
    });
    await identity.signOut();
    expect(loadPersonaChoice()).toBeUndefined();
  });
});
