export { SchemaPanel } from './SchemaPanel';
