import type { Knex } from 'knex';
import type { BatchPart } from '../observations';
import { ConnectorRecorder } from './ConnectorRecorder';
import { ConnectorService } from './ConnectorService';
import { ConnectorStore } from './ConnectorStore';

/** What takes connectors in as batches are written: it has to be there before observations are. @internal */
export function createConnectorRecorder(): BatchPart {
  return new ConnectorRecorder({ store: new ConnectorStore() });
}

/** Puts the context together. @internal */
export function createConnectors(options: {
  database: Knex;
}): ConnectorService {
  return new ConnectorService({ ...options, store: new ConnectorStore() });
}
