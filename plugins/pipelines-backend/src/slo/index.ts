/*
 * SLOs: what pipelines promise, and what became of it. The other contexts use what is exported here, never the tables.
 */
export { createSlos, type Slos } from './createSlos';
export { PromiseHistory, type PromiseChange } from './PromiseHistory';
export { expectedIntervalEnds, isPromised, placeOf } from './occurrences';
export { usualFinish } from './usualFinish';
export type { SloService } from './SloService';
