/**
 * Validation of pipeline entities and the entity provider for discovered pipelines.
 *
 * @packageDocumentation
 */
export { catalogModulePipelines as default } from './module';
