import {
  AuthorizeResult,
  type Permission,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import type {
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_PIPELINE,
  artifactUploadPermission,
  costReadPermission,
  alertAcknowledgePermission,
  approvalReadPermission,
  approvalVotePermission,
  exemptionApprovePermission,
  exemptionReadPermission,
  exemptionRequestPermission,
  ledgerExportPermission,
  incidentClosePermission,
  incidentNotePermission,
  incidentOpenPermission,
  ledgerReadPermission,
  ledgerRedactPermission,
  operationApprovePermission,
  operationPausePermission,
  operationReadPermission,
  operationReplayPermission,
  operationResetPermission,
  pipelineReadPermission,
  policyProposePermission,
  policyReadPermission,
  promotionApprovePermission,
  promotionBreakGlassPermission,
  promotionHoldPermission,
  promotionOverridePermission,
  promotionReadPermission,
  promotionRequestPermission,
  promotionReviewPermission,
  releaseCreateFirstPermission,
  releaseCreatePermission,
  releaseReadPermission,
  sloDecidePermission,
  sourceReadPermission,
  deadLetterReadPermission,
  schemaReadPermission,
  streamReadPermission,
  unitAdoptPermission,
} from '@sluice/plugin-pipelines-common';
import {
  createPipelineConditionalDecision,
  pipelineConditions,
} from '@sluice/plugin-pipelines-node';
import type { PipelinesPolicyOptions } from './options';
import { type Grantee, granteesOf } from './roles';

/**
 * - `all` whatever it is about
 * - `own` pipelines that the person or one of their groups owns
 * - `unrestricted` those, and all without a restricted classification
 */
type Grant = 'all' | 'own' | 'unrestricted';

const ENGINEERS_CONTROLLERS_AUDITORS = {
  dataEngineers: 'all',
  platformEngineers: 'all',
  financeControllers: 'all',
  auditors: 'all',
} as const;

const ENGINEERS = { dataEngineers: 'all', platformEngineers: 'all' } as const;

const VOTERS = {
  dataEngineers: 'all',
  platformEngineers: 'all',
  financeControllers: 'all',
} as const;

/** Who gets what. A cell that isn't here is a denial, and so is a permission without a row. */
const GRANTS: Readonly<Record<string, Partial<Record<Grantee, Grant>>>> = {
  [pipelineReadPermission.name]: {
    everyone: 'unrestricted',
    platformEngineers: 'all',
    auditors: 'all',
  },
  [sloDecidePermission.name]: {
    dataEngineers: 'own',
    platformEngineers: 'all',
    financeControllers: 'all',
  },
  [sourceReadPermission.name]: { everyone: 'all' },
  [streamReadPermission.name]: ENGINEERS_CONTROLLERS_AUDITORS,
  // What headers say may quote what was in a message.
  [deadLetterReadPermission.name]: ENGINEERS,
  [schemaReadPermission.name]: ENGINEERS_CONTROLLERS_AUDITORS,
  [costReadPermission.name]: ENGINEERS_CONTROLLERS_AUDITORS,
  // CI does it, and those who set CI up.
  [artifactUploadPermission.name]: { platformEngineers: 'all' },
  [releaseReadPermission.name]: ENGINEERS_CONTROLLERS_AUDITORS,
  [releaseCreatePermission.name]: { platformEngineers: 'all' },
  // What a template made begins with a release; CI registers those after it.
  [releaseCreateFirstPermission.name]: {
    dataEngineers: 'own',
    platformEngineers: 'all',
  },
  [promotionReadPermission.name]: ENGINEERS_CONTROLLERS_AUDITORS,
  [promotionRequestPermission.name]: {
    dataEngineers: 'own',
    platformEngineers: 'all',
  },
  [promotionApprovePermission.name]: VOTERS,
  [promotionBreakGlassPermission.name]: { platformEngineers: 'all' },
  [promotionOverridePermission.name]: { platformEngineers: 'all' },
  [promotionReviewPermission.name]: VOTERS,
  [promotionHoldPermission.name]: ENGINEERS,
  [unitAdoptPermission.name]: { platformEngineers: 'all' },
  [approvalReadPermission.name]: ENGINEERS_CONTROLLERS_AUDITORS,
  [approvalVotePermission.name]: VOTERS,
  [policyReadPermission.name]: ENGINEERS_CONTROLLERS_AUDITORS,
  [policyProposePermission.name]: ENGINEERS,
  [exemptionReadPermission.name]: ENGINEERS_CONTROLLERS_AUDITORS,
  [exemptionRequestPermission.name]: {
    dataEngineers: 'own',
    platformEngineers: 'all',
  },
  [exemptionApprovePermission.name]: VOTERS,
  [operationReadPermission.name]: ENGINEERS_CONTROLLERS_AUDITORS,
  [operationResetPermission.name]: {
    dataEngineers: 'own',
    platformEngineers: 'all',
  },
  [operationReplayPermission.name]: {
    dataEngineers: 'own',
    platformEngineers: 'all',
  },
  [operationPausePermission.name]: { platformEngineers: 'all' },
  [operationApprovePermission.name]: VOTERS,
  [alertAcknowledgePermission.name]: ENGINEERS,
  // Whoever sees that something is wrong may say so.
  [incidentOpenPermission.name]: VOTERS,
  [incidentNotePermission.name]: ENGINEERS_CONTROLLERS_AUDITORS,
  [incidentClosePermission.name]: ENGINEERS,
  [ledgerReadPermission.name]: { platformEngineers: 'all', auditors: 'all' },
  [ledgerExportPermission.name]: { platformEngineers: 'all', auditors: 'all' },
  // Those who run the portal can't take anything out of its record.
  [ledgerRedactPermission.name]: { auditors: 'all' },
};

const ALLOW = { result: AuthorizeResult.ALLOW } as const;
const DENY = { result: AuthorizeResult.DENY } as const;

type Criteria = PermissionCriteria<
  PermissionCondition<typeof RESOURCE_TYPE_PIPELINE>
>;

/**
 * Decides on permissions of Sluice, and on nothing else.
 *
 * @returns a decision, or undefined if the permission isn't one of ours and another policy has to decide
 * @public
 */
export type PipelinesPolicy = (
  request: PolicyQuery,
  user?: PolicyQueryUser,
) => PolicyDecision | undefined;

/**
 * Makes the part of a policy that decides on pipelines, to be called from a policy of your own.
 *
 * It denies whatever it doesn't grant, and everything to a caller who isn't signed in. A permission under `pipelines.`
 * that it doesn't know, because it comes from a newer version, is denied too.
 *
 * @example
 * ```ts
 * const pipelinesPolicy = createPipelinesPolicy(readPipelinesPolicyOptions(config));
 *
 * class MyPolicy implements PermissionPolicy {
 *   async handle(request: PolicyQuery, user?: PolicyQueryUser) {
 *     return pipelinesPolicy(request, user) ?? this.decideOnTheRest(request, user);
 *   }
 * }
 * ```
 * @public
 */
export function createPipelinesPolicy(
  options: PipelinesPolicyOptions,
): PipelinesPolicy {
  const { roles, restrictedClassifications } = options;

  return ({ permission }, user) => {
    if (!permission.name.startsWith('pipelines.')) return undefined;
    if (!user) return DENY;

    const claims = user.info.ownershipEntityRefs;
    const row = GRANTS[permission.name] ?? {};
    const grants = granteesOf(claims, roles).flatMap(
      grantee => row[grantee] ?? [],
    );

    if (
      grants.includes('all') ||
      (grants.includes('unrestricted') && !restrictedClassifications.length)
    ) {
      return ALLOW;
    }
    if (grants.includes('unrestricted')) {
      return decideIf(permission, {
        anyOf: [
          pipelineConditions.isOwner({ claims }),
          {
            not: pipelineConditions.hasClassification({
              classifications: [...restrictedClassifications],
            }),
          },
        ],
      });
    }
    if (grants.includes('own')) {
      return decideIf(permission, pipelineConditions.isOwner({ claims }));
    }
    return DENY;
  };
}

/** A decision under conditions on a pipeline. They say nothing about anything else, which is therefore denied. */
function decideIf(permission: Permission, criteria: Criteria): PolicyDecision {
  return isResourcePermission(permission, RESOURCE_TYPE_PIPELINE)
    ? createPipelineConditionalDecision(permission, criteria)
    : DENY;
}
