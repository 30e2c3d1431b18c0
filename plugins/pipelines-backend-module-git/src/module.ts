import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  type PinProbe,
  pipelinesDeliveryExtensionPoint,
  pipelinesGitExtensionPoint,
} from '@sluice/plugin-pipelines-node';
import { readGitConfig } from './config';
import { createGitDeployer } from './createGitDeployer';

/**
 * Gives the pipelines backend one deployer for each entry of `pipelines.git.deployers`.
 *
 * @public
 */
export const pipelinesModuleGit = createBackendModule({
  pluginId: 'pipelines',
  moduleId: 'git',
  register(reg) {
    const probes: PinProbe[] = [];
    reg.registerExtensionPoint(pipelinesGitExtensionPoint, {
      addPinProbe: (...added) => probes.push(...added),
    });
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        delivery: pipelinesDeliveryExtensionPoint,
        lifecycle: coreServices.lifecycle,
      },
      async init({ config, delivery, lifecycle }) {
        for (const settings of readGitConfig(config)) {
          const { close, deployer } = createGitDeployer(settings, probes);
          lifecycle.addShutdownHook(close);
          delivery.addDeployer(deployer);
        }
      },
    });
  },
});
