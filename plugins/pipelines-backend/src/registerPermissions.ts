import type {
  LoggerService,
  PermissionsRegistryService,
} from '@backstage/backend-plugin-api';
import {
  isResourcePermission,
  type Permission,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  pipelinesPermissions,
  RESOURCE_TYPE_PIPELINE,
} from '@sluice/plugin-pipelines-common';
import {
  pipelinePermissionResourceRef,
  pipelineRules,
} from '@sluice/plugin-pipelines-node';
import type { FleetService } from './fleet';

/** Makes our permissions and the rules on pipelines known to the permission framework. @internal */
export function registerPermissions(options: {
  permissionsRegistry: PermissionsRegistryService;
  fleet: FleetService;
  logger: LoggerService;
  /** `permission.enabled` of the config. */
  enabled: boolean | undefined;
}): void {
  const { permissionsRegistry, fleet, logger, enabled } = options;
  const all: Permission[] = pipelinesPermissions;
  const onPipelines = all.filter(
    (p): p is ResourcePermission<typeof RESOURCE_TYPE_PIPELINE> =>
      isResourcePermission(p, RESOURCE_TYPE_PIPELINE),
  );
  permissionsRegistry.addPermissions(
    all.filter(p => !isResourcePermission(p, RESOURCE_TYPE_PIPELINE)),
  );
  permissionsRegistry.addResourceType({
    resourceRef: pipelinePermissionResourceRef,
    permissions: onPipelines,
    rules: Object.values(pipelineRules),
    getResources: async entityRefs => {
      const found = await fleet.findAll(entityRefs, {});
      return entityRefs.map(ref => {
        const pipeline = found.get(ref.toLocaleLowerCase('en-US'));
        return (
          pipeline && {
            entityRef: pipeline.entityRef,
            owner: pipeline.owner,
            classification: pipeline.classification,
            environments: pipeline.environments.map(e => e.name),
          }
        );
      });
    },
  });
  if (!enabled) {
    logger.warn(
      'permission.enabled is not true: every signed-in person may see all pipelines, and nobody may change anything through this API',
    );
  }
}
