/**
 * A deny-by-default permission policy for a portal with pipelines, composable into your own.
 *
 * @packageDocumentation
 */
export { permissionModulePipelines as default } from './module';
export { createPipelinesPolicy, type PipelinesPolicy } from './pipelinesPolicy';
export {
  readPipelinesPolicyOptions,
  type PipelinesPolicyOptions,
} from './options';
export { PIPELINE_ROLES, type PipelineRole } from './roles';
