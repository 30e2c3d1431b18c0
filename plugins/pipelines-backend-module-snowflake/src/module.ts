import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { pipelinesExtensionPoint } from '@sluice/plugin-pipelines-node';
import { SnowflakeClient } from './client/SnowflakeClient';
import { readSnowflakeConfig } from './config';
import { SnowflakeSource } from './SnowflakeSource';
import { DeclaredTables } from './tables/DeclaredTables';

/**
 * Gives the pipelines backend one source for each account under `pipelines.snowflake`.
 *
 * @public
 */
export const pipelinesModuleSnowflake = createBackendModule({
  pluginId: 'pipelines',
  moduleId: 'snowflake',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        lifecycle: coreServices.lifecycle,
        pipelines: pipelinesExtensionPoint,
      },
      async init({ auth, catalog, config, lifecycle, pipelines }) {
        const declared = DeclaredTables.create({ auth, catalog });
        for (const instance of readSnowflakeConfig(config)) {
          const client = SnowflakeClient.create({ instance });
          lifecycle.addShutdownHook(() => client.close());
          pipelines.addRunSource(
            SnowflakeSource.create({ instance, client, declared }),
          );
        }
      },
    });
  },
});
