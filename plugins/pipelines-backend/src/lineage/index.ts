/*
 * Lineage: what a pipeline reads and writes, by the catalog's relations.
 */
export { LineageService, MAX_LINEAGE_NODES } from './LineageService';
