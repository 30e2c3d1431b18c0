import {
  createConditionExports,
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import { z } from 'zod/v3';
import { RESOURCE_TYPE_PIPELINE } from '@sluice/plugin-pipelines-common';

/**
 * What permission rules look at on a pipeline.
 *
 * @public
 */
export type PipelineResource = {
  entityRef: string;
  /** Entity ref of the owner. */
  owner: string;
  classification: string[];
  /** Names of the environments in which it was seen. */
  environments: string[];
};

/**
 * One condition of a query over pipelines: the property has one of the values.
 *
 * @public
 */
export type PipelineFilter = {
  property: 'owner' | 'classification' | 'environment';
  values: string[];
};

/** Ties rules and permissions on pipelines together. @public */
export const pipelinePermissionResourceRef = createPermissionResourceRef<
  PipelineResource,
  PipelineFilter
>().with({ pluginId: 'pipelines', resourceType: RESOURCE_TYPE_PIPELINE });

const isOwner = createPermissionRule({
  name: 'IS_OWNER',
  description: 'Allow pipelines that one of the claims owns',
  resourceRef: pipelinePermissionResourceRef,
  paramsSchema: z.object({
    claims: z
      .array(z.string())
      .describe('Entity refs of users and groups; one has to be the owner'),
  }),
  apply: (pipeline, { claims }) => claims.includes(pipeline.owner),
  toQuery: ({ claims }) => ({ property: 'owner' as const, values: claims }),
});

const hasClassification = createPermissionRule({
  name: 'HAS_CLASSIFICATION',
  description: 'Allow pipelines with one of the classifications',
  resourceRef: pipelinePermissionResourceRef,
  paramsSchema: z.object({
    classifications: z.array(z.string()).describe('For example sox or pii'),
  }),
  apply: (pipeline, { classifications }) =>
    pipeline.classification.some(c => classifications.includes(c)),
  toQuery: ({ classifications }) => ({
    property: 'classification' as const,
    values: classifications,
  }),
});

const hasEnvironment = createPermissionRule({
  name: 'HAS_ENVIRONMENT',
  description: 'Allow pipelines that were seen in one of the environments',
  resourceRef: pipelinePermissionResourceRef,
  paramsSchema: z.object({
    environments: z.array(z.string()).describe('Names from the config'),
  }),
  apply: (pipeline, { environments }) =>
    pipeline.environments.some(e => environments.includes(e)),
  toQuery: ({ environments }) => ({
    property: 'environment' as const,
    values: environments,
  }),
});

/** Rules on pipelines that a policy can use in conditional decisions. @public */
export const pipelineRules = { isOwner, hasClassification, hasEnvironment };

const exported = createConditionExports({
  resourceRef: pipelinePermissionResourceRef,
  rules: pipelineRules,
});

/** Conditions on pipelines for a policy: `pipelineConditions.isOwner({claims})`. @public */
export const pipelineConditions = exported.conditions;

/** Makes a conditional decision on a pipeline permission. @public */
export const createPipelineConditionalDecision =
  exported.createConditionalDecision;
