export { FleetFacets } from './FleetFacets';
export type { FleetFacetsProps } from './FleetFacets';
