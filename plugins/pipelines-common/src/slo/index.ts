export * from './definition';
export { formatDuration, parseDuration } from './duration';
export { type ReadSlos, type SloContext, readSlos } from './readSlos';
export { writeSlo } from './writeSlo';
export * from './openslo';
