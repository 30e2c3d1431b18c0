/**
 * Deploys releases by telling a job that exists already, and waiting for what it reports.
 *
 * @packageDocumentation
 */
export { pipelinesModuleExternal as default } from './module';
