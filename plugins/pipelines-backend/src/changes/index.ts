/*
 * Changes: what changed before something went wrong, of all that the other contexts keep. It has no tables of its own.
 */
export { createChanges } from './createChanges';
export type { ChangesService } from './ChangesService';
export type { DeployedRelease } from './releaseChanges';
