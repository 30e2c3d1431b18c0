import {
  AuthorizeResult,
  type DefinitivePolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  catalogEntityCreatePermission,
  catalogEntityDeletePermission,
  catalogEntityReadPermission,
  catalogEntityRefreshPermission,
  catalogEntityValidatePermission,
  catalogLocationAnalyzePermission,
  catalogLocationCreatePermission,
  catalogLocationDeletePermission,
  catalogLocationReadPermission,
} from '@backstage/plugin-catalog-common/alpha';
import type {
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  actionExecutePermission,
  taskCancelPermission,
  taskCreatePermission,
  taskReadPermission,
  templateDryRunPermission,
  templateManagementPermission,
  templateParameterReadPermission,
  templateStepReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import { type Grantee, type RoleMembers, granteesOf } from './roles';

const ENGINEERS = ['dataEngineers', 'platformEngineers'] as const;

/**
 * Who may use what else the portal has. What isn't here is denied.
 *
 * Search has no permission of its own: it shows what `catalog.entity.read` does. Notifications, signals and user
 * settings ask for none.
 */
const GRANTS: Readonly<Record<string, readonly Grantee[]>> = {
  [catalogEntityReadPermission.name]: ['everyone'],
  [catalogLocationReadPermission.name]: ['everyone'],
  [catalogEntityRefreshPermission.name]: ['platformEngineers'],
  [catalogEntityCreatePermission.name]: ['platformEngineers'],
  [catalogEntityDeletePermission.name]: ['platformEngineers'],
  [catalogEntityValidatePermission.name]: ['platformEngineers'],
  [catalogLocationAnalyzePermission.name]: ['platformEngineers'],
  [catalogLocationCreatePermission.name]: ['platformEngineers'],
  [catalogLocationDeletePermission.name]: ['platformEngineers'],

  [templateParameterReadPermission.name]: ['everyone'],
  [templateStepReadPermission.name]: ['everyone'],
  [taskReadPermission.name]: [...ENGINEERS, 'auditors'],
  [taskCreatePermission.name]: ENGINEERS,
  [taskCancelPermission.name]: ENGINEERS,
  // Steps run with the portal's own rights, so only those who may change pipelines may start any.
  [actionExecutePermission.name]: ENGINEERS,
  [templateDryRunPermission.name]: ENGINEERS,
  [templateManagementPermission.name]: ['platformEngineers'],
};

/**
 * Decides on everything that isn't about pipelines: an allow-list, and denial.
 *
 * @internal
 */
export function decideOnPortal(
  { permission }: PolicyQuery,
  user: PolicyQueryUser | undefined,
  roles: RoleMembers,
): DefinitivePolicyDecision {
  const allowed = Object.hasOwn(GRANTS, permission.name)
    ? GRANTS[permission.name]
    : [];
  const isAllowed =
    user !== undefined &&
    granteesOf(user.info.ownershipEntityRefs, roles).some(grantee =>
      allowed.includes(grantee),
    );
  return { result: isAllowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
}
