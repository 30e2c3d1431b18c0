import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  CLASSIFICATIONS,
  completeOwnerRef,
} from '@sluice/plugin-pipelines-common';
import { PIPELINE_ROLES, type PipelineRole, type RoleMembers } from './roles';

/**
 * What the policy has to know of an organization.
 *
 * @public
 */
export type PipelinesPolicyOptions = {
  roles: RoleMembers;
  /** Pipelines with one of these are visible only to their owners, auditors and platform engineers. */
  restrictedClassifications: readonly string[];
};

/**
 * Reads `pipelinesPolicy` from the config. What isn't there grants nothing.
 *
 * @throws InputError that names the key if a role, an entity ref or a classification isn't valid
 * @public
 */
export function readPipelinesPolicyOptions(
  config: RootConfigService,
): PipelinesPolicyOptions {
  const rolesConfig = config.getOptionalConfig('pipelinesPolicy.roles');
  for (const key of rolesConfig?.keys() ?? []) {
    if (!PIPELINE_ROLES.some(role => role === key)) {
      throw new InputError(
        `pipelinesPolicy.roles.${key} is not a role: use ${PIPELINE_ROLES.join(
          ', ',
        )}`,
      );
    }
  }
  const roles = Object.fromEntries(
    PIPELINE_ROLES.map(role => [
      role,
      (rolesConfig?.getOptionalStringArray(role) ?? []).map((ref, index) =>
        completeOwnerRef(ref, `pipelinesPolicy.roles.${role}[${index}]`),
      ),
    ]),
  ) as Record<PipelineRole, string[]>;

  const restrictedClassifications =
    config.getOptionalStringArray(
      'pipelinesPolicy.restrictedClassifications',
    ) ?? [];
  restrictedClassifications.forEach((value, index) => {
    if (!CLASSIFICATIONS.some(known => known === value)) {
      throw new InputError(
        `pipelinesPolicy.restrictedClassifications[${index}] is '${value}', which is not a classification: use ${CLASSIFICATIONS.join(
          ', ',
        )}`,
      );
    }
  });

  return { roles, restrictedClassifications };
}
