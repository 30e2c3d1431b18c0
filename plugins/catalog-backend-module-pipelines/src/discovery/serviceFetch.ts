import type { AuthService } from '@backstage/backend-plugin-api';

/**
 * A `fetch` that calls another plugin with this plugin's own service token.
 *
 * @internal
 */
export function createServiceFetch(options: {
  auth: AuthService;
  targetPluginId: string;
}): typeof fetch {
  const { auth, targetPluginId } = options;
  return async (input, init) => {
    // For each call: tokens expire, and the service keeps one until then.
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await auth.getOwnServiceCredentials(),
      targetPluginId,
    });
    const headers = new Headers(init?.headers);
    headers.set('Authorization', `Bearer ${token}`);
    return fetch(input, { ...init, headers });
  };
}
