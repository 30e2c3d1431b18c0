import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { createExemptionRequestAction } from './actions/exemptionRequest';
import { createNameCheckAction } from './actions/nameCheck';
import { createOperationRequestAction } from './actions/operationRequest';
import { createPromotionRequestAction } from './actions/promotionRequest';
import { createReleaseRegisterAction } from './actions/releaseRegister';
import { createRepoInitAction } from './actions/repoInit';
import { createRollbackRequestAction } from './actions/rollbackRequest';
import { createSchemaCheckAction } from './actions/schemaCheck';
import { createSloPreviewAction } from './actions/sloPreview';
import { createClientOf } from './api/clientOf';
import { createLinks } from './api/links';
import { readScaffolderConfig } from './config';

/**
 * Gives software templates actions for pipelines. They ask and check, as the person who started the task; none of them decides.
 *
 * @public
 */
export const scaffolderModulePipelines = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'pipelines',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        discovery: coreServices.discovery,
        rootConfig: coreServices.rootConfig,
      },
      async init({ actions, auth, catalog, discovery, rootConfig }) {
        const config = readScaffolderConfig(rootConfig);
        const options = {
          auth,
          catalog,
          config,
          clientOf: createClientOf({ auth, discovery }),
          links: createLinks(config.portalUrl),
        };
        actions.addActions(
          createNameCheckAction(options),
          createSloPreviewAction(options),
          createSchemaCheckAction(options),
          createRepoInitAction(options),
          createReleaseRegisterAction(options),
          createPromotionRequestAction(options),
          createRollbackRequestAction(options),
          createExemptionRequestAction(options),
          createOperationRequestAction(options),
        );
      },
    });
  },
});
