import type { RootConfigService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { CLASSIFICATIONS } from '@sluice/plugin-pipelines-common';
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
        normalizeMember(ref, `pipelinesPolicy.roles.${role}[${index}]`),
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

function normalizeMember(value: string, key: string): string {
  let ref;
  try {
    ref = parseEntityRef(value, {
      defaultKind: 'group',
      defaultNamespace: 'default',
    });
  } catch {
    throw new InputError(
      `${key} is '${value}', which is not an entity ref such as group:default/data-engineers`,
    );
  }
  const normalized = stringifyEntityRef(ref);
  if (!/^(group|user):/.test(normalized)) {
    throw new InputError(
      `${key} is '${value}', but only groups and users can hold a role`,
    );
  }
  return normalized;
}
