import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  pipelinesArtifactsExtensionPoint,
  pipelinesExtensionPoint,
} from '@sluice/plugin-pipelines-node';
import { UploadedArtifacts } from './artifacts/UploadedArtifacts';
import { readDbtConfig, readMaxUploadBytes } from './config';
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
        receivers: pipelinesArtifactsExtensionPoint,
        reader: coreServices.urlReader,
      },
      async init({ auth, catalog, config, pipelines, reader, receivers }) {
        const declared = DeclaredSelections.create({ auth, catalog });
        const instances = readDbtConfig(config);
        const maxBytes = readMaxUploadBytes(config);
        pipelines.addRunSource(
          ...instances.map(instance =>
            DbtRunSource.create({ instance, declared, reader }),
          ),
        );
        receivers.addArtifactReceiver(
          ...instances.flatMap(({ artifacts, name }) =>
            artifacts.path !== undefined && artifacts.upload
              ? UploadedArtifacts.create({
                  sourceId: name,
                  path: artifacts.path,
                  root: artifacts.root,
                  maxBytes,
                })
              : [],
          ),
        );
      },
    });
  },
});
