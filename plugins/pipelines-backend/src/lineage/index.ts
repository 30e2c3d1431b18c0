/*
 * Lineage: what a pipeline reads and writes, by the catalog's relations.
 */
export { LineageService } from './LineageService';
