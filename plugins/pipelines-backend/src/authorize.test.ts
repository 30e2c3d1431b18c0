import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  sourceReadPermission,
  streamReadPermission,
} from '@sluice/plugin-pipelines-common';
import type { Request } from 'express';
import {
  createAuthorize,
  requirePerson,
  requireRequester,
  scopeIfAllowed,
} from './authorize';

describe('createAuthorize', () => {
  function open(result: AuthorizeResult.ALLOW | AuthorizeResult.DENY) {
    const permissions = mockServices.permissions.mock();
    permissions.authorize.mockResolvedValue([{ result }]);
    const authorize = createAuthorize({
      auth: mockServices.auth(),
      httpAuth: mockServices.httpAuth(),
      permissions,
      permissionsRegistry: mockServices.permissionsRegistry.mock({
        getPermissionRuleset: () =>
          ({ getRuleByName: () => undefined } as never),
      }),
      clients: [],
      enabled: true,
    });
    return { authorize, asked: permissions.authorize };
  }
  const request = () => ({ headers: {} } as Request);

  it('asks for a permission once a request, and anew in the next one', async () => {
    const { asked, authorize } = open(AuthorizeResult.ALLOW);
    const first = request();
    await authorize(first, sourceReadPermission);
    await authorize(first, sourceReadPermission);
    expect(asked).toHaveBeenCalledTimes(1);
    await authorize(first, streamReadPermission);
    await authorize(request(), sourceReadPermission);
    expect(asked).toHaveBeenCalledTimes(3);
  });

  it('says no as often as it is asked, and nothing where one can do without', async () => {
    const { asked, authorize } = open(AuthorizeResult.DENY);
    const one = request();
    for (let i = 0; i < 2; i++) {
      await expect(authorize(one, sourceReadPermission)).rejects.toThrow(
        NotAllowedError,
      );
    }
    expect(
      await scopeIfAllowed(authorize, one, sourceReadPermission),
    ).toBeUndefined();
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('does not take an outage for a no', async () => {
    const { asked, authorize } = open(AuthorizeResult.ALLOW);
    asked.mockRejectedValue(new Error('nobody answers'));
    await expect(
      scopeIfAllowed(authorize, request(), sourceReadPermission),
    ).rejects.toThrow('nobody answers');
  });
});

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

describe('requireRequester', () => {
  const through = (plugin: string) =>
    mockCredentials.user('user:default/ines', {
      actor: { subject: `plugin:${plugin}` },
    });

  it('knows a person, and the plugin that asks for them', () => {
    expect(
      requireRequester(mockCredentials.user('user:default/ines'), []),
    ).toEqual({ person: 'user:default/ines' });
    expect(requireRequester(through('scaffolder'), ['scaffolder'])).toEqual({
      person: 'user:default/ines',
      via: 'plugin:scaffolder',
    });
  });

  it.each([
    [
      'a plugin that is not named',
      through('mcp-actions'),
      'plugin:mcp-actions',
    ],
    [
      'a plugin by itself',
      mockCredentials.service('plugin:scaffolder'),
      'Only a person',
    ],
    ['nobody', mockCredentials.none(), 'Only a person'],
  ])('refuses %s', (_, credentials, message) => {
    expect(() => requireRequester(credentials, ['scaffolder'])).toThrow(
      message,
    );
  });
});
