/**
 * Schema registries for the pipelines backend: subjects, versions, compatibility levels.
 *
 * @packageDocumentation
 */
export { pipelinesModuleSchemaRegistry as default } from './module';
