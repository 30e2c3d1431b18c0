import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { pipelinesExtensionPoint } from '@sluice/plugin-pipelines-node';
import { readDbtConfig } from './config';
import { DbtRunSource } from './DbtRunSource';
import { DeclaredSelections } from './DeclaredSelections';

/**
 * Gives the pipelines backend one source of runs for each dbt project under `pipelines.dbt`.
 *
 * @public
 */
export const pipelinesModuleDbt = createBackendModule({
  pluginId: 'pipelines',
  moduleId: 'dbt',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        pipelines: pipelinesExtensionPoint,
        reader: coreServices.urlReader,
      },
      async init({ auth, catalog, config, pipelines, reader }) {
        const declared = DeclaredSelections.create({ auth, catalog });
        pipelines.addRunSource(
          ...readDbtConfig(config).map(instance =>
            DbtRunSource.create({ instance, declared, reader }),
          ),
        );
      },
    });
  },
});
