export { FleetKpis } from './FleetKpis';
export type { FleetKpisProps } from './FleetKpis';
