export { ConnectorPanel } from './ConnectorPanel';
