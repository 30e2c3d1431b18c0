import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  pipelinesDeliveryExtensionPoint,
  pipelinesExtensionPoint,
} from '@sluice/plugin-pipelines-node';
import { readSchemaRegistries } from './config';
import { RegistryApi } from './RegistryApi';
import { SchemaGate } from './SchemaGate';
import { SchemaRegistrySource } from './SchemaRegistrySource';

/**
 * Gives the pipelines backend one source of subjects for each registry under `pipelines.schemaRegistries`, and the gate `schema-registry`.
 *
 * @public
 */
export const pipelinesModuleSchemaRegistry = createBackendModule({
  pluginId: 'pipelines',
  moduleId: 'schema-registry',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        delivery: pipelinesDeliveryExtensionPoint,
        lifecycle: coreServices.lifecycle,
        pipelines: pipelinesExtensionPoint,
      },
      async init({ config, delivery, lifecycle, pipelines }) {
        const registries = readSchemaRegistries(config).map(registry => ({
          registry,
          api: new RegistryApi(registry),
        }));
        if (registries.length === 0) return;
        pipelines.addRunSource(
          ...registries.map(each => SchemaRegistrySource.create(each)),
        );
        delivery.addGate(new SchemaGate(registries));
        lifecycle.addShutdownHook(async () => {
          await Promise.all(registries.map(({ api }) => api.close()));
        });
      },
    });
  },
});
