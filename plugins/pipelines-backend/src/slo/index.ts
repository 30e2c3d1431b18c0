/*
 * SLOs: what pipelines promise, and what became of it. The other contexts use what is exported here, never the tables.
 */
export { createSlos, type Slos } from './createSlos';
export type { SloService } from './SloService';
