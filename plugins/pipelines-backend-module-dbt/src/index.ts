/**
 * Runs, tests and source freshness of dbt Core for the pipelines backend.
 *
 * @packageDocumentation
 */
export { pipelinesModuleDbt as default } from './module';
