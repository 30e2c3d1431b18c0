/**
 * Freshness of tables, loads, tasks and credits of Snowflake for the pipelines backend.
 *
 * @packageDocumentation
 */
export { pipelinesModuleSnowflake as default } from './module';
