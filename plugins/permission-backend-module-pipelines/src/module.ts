import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { readPipelinesPolicyOptions } from './options';
import { PipelinesPermissionPolicy } from './PipelinesPermissionPolicy';

/**
 * Sets the policy of the permission backend. A backend takes one policy: leave this module out if you have your own, and
 * call {@link createPipelinesPolicy} from there.
 *
 * @public
 */
export const permissionModulePipelines = createBackendModule({
  pluginId: 'permission',
  moduleId: 'pipelines',
  register(reg) {
    reg.registerInit({
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        policy: policyExtensionPoint,
      },
      async init({ config, logger, policy }) {
        const options = readPipelinesPolicyOptions(config);
        if (!Object.values(options.roles).some(refs => refs.length)) {
          logger.warn(
            'Nobody holds a role: everybody may read pipelines and nobody may do more. List groups under pipelinesPolicy.roles',
          );
        }
        policy.setPolicy(PipelinesPermissionPolicy.create(options));
      },
    });
  },
});
