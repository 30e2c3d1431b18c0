import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { ActionContext } from '@backstage/plugin-scaffolder-node';
import {
  createPipelinesClient,
  type PipelinesClient,
} from '@sluice/plugin-pipelines-common';

/** The API of the pipelines backend, as the person who started the task may use it. @internal */
export type ClientOf = (
  ctx: Pick<ActionContext<{}>, 'getInitiatorCredentials'>,
) => PipelinesClient;

/**
 * Makes clients that call the pipelines backend for whoever started a task: the permissions are that person's, and the backend sees that a
 * plugin asks for them.
 *
 * @internal
 */
export function createClientOf(options: {
  auth: AuthService;
  discovery: DiscoveryService;
}): ClientOf {
  const { auth, discovery } = options;
  return ctx =>
    createPipelinesClient({
      discoveryApi: discovery,
      fetchApi: {
        fetch: async (input, init) => {
          // For each call: tokens expire, and steps may wait.
          const { token } = await auth.getPluginRequestToken({
            onBehalfOf: await ctx.getInitiatorCredentials(),
            targetPluginId: 'pipelines',
          });
          const headers = new Headers(init?.headers);
          headers.set('Authorization', `Bearer ${token}`);
          return fetch(input, { ...init, headers });
        },
      },
    });
}
