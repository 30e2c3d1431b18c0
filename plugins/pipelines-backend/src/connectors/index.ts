/*
 * Connectors of Kafka Connect: how they and their tasks stand. The other contexts use what is exported here, never the table.
 */
export { createConnectorRecorder, createConnectors } from './createConnectors';
export { ConnectorService } from './ConnectorService';
export type { StoredConnector } from './ConnectorStore';
