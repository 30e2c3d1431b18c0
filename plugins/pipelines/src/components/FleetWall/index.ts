export { FleetWall } from './FleetWall';
export type { FleetWallProps } from './FleetWall';
