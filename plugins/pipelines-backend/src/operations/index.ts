/*
 * Operations on clusters: asked for with the numbers of a dry run, approved, carried out once. The other contexts use what is exported here,
 * never the tables.
 */
export { apiDryRun } from './apiOperation';
export { createOperations, type Operations } from './createOperations';
export type { Executors, GroupReader, PipelineReader } from './ports';
export { readRequest } from './readRequest';
