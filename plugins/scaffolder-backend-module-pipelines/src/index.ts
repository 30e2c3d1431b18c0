/**
 * Actions of software templates for pipelines.
 *
 * @packageDocumentation
 */
export { scaffolderModulePipelines as default } from './module';
