import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { pipelineReadPermission } from '@sluice/plugin-pipelines-common';
import { type AuthorizeOptions, createAccess } from './authorize';
import { registerStandingAction, type Scorecards } from './scorecards';

/** Registers what assistants may ask for, each with the permission of who asks. @internal */
export function registerActions(
  options: AuthorizeOptions & {
    actions: ActionsRegistryService;
    queries: Scorecards['queries'];
  },
): void {
  const access = createAccess(options);
  registerStandingAction({
    registry: options.actions,
    queries: options.queries,
    scopeOf: async credentials =>
      (await access(credentials, pipelineReadPermission)).scope,
  });
}
