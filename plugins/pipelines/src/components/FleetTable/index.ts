export { FleetTable } from './FleetTable';
export { NoMatch } from './NoMatch';
export type { FleetTableProps } from './FleetTable';
