/*
 * Lineage: what a pipeline reads and writes, by the catalog's relations.
 */
export { LineageService, type PipelineGraph } from './LineageService';
