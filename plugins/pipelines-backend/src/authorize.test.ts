import { mockCredentials } from '@backstage/backend-test-utils';
import { requirePerson } from './authorize';

describe('requirePerson', () => {
  it('knows a person by their entity ref', () => {
    expect(requirePerson(mockCredentials.user('user:default/ines'))).toBe(
      'user:default/ines',
    );
  });

  it.each([
    ['a service', mockCredentials.service('plugin:scaffolder')],
    ['nobody', mockCredentials.none()],
    [
      'a plugin that acts for a person',
      {
        ...mockCredentials.user('user:default/ines'),
        principal: {
          type: 'user',
          userEntityRef: 'user:default/ines',
          actor: { type: 'service', subject: 'plugin:mcp-actions' },
        },
      },
    ],
  ])('refuses %s', (_, credentials) => {
    expect(() => requirePerson(credentials as never)).toThrow(
      'Only a person can decide this',
    );
  });
});
