import { createApiRef } from '@backstage/frontend-plugin-api';
import type { PipelinesClient } from '@sluice/plugin-pipelines-common';

/**
 * The typed client of the pipelines API. Hooks use it; components use hooks.
 *
 * @public
 */
export const pipelinesApiRef = createApiRef<PipelinesClient>().with({
  id: 'plugin.pipelines.client',
  pluginId: 'pipelines',
});
