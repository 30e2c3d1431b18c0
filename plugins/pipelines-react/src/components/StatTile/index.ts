export { StatTile } from './StatTile';
export type { StatTileProps } from './StatTile';
export { StatTileRow } from './StatTileRow';
