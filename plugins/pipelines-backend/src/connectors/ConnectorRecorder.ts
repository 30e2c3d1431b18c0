import type {
  ConnectorStatus,
  FreshnessReading,
} from '@sluice/plugin-pipelines-node';
import type { BatchPart } from '../observations';
import { connectorState } from './connectorState';
import type { ConnectorStore } from './ConnectorStore';

/** Longer than any name that Connect or Kafka allow in practice. */
const MAX_NAME = 255;

/** Takes in how connectors stand. @internal */
export class ConnectorRecorder implements BatchPart {
  readonly #store: ConnectorStore;

  constructor(options: { store: ConnectorStore }) {
    this.#store = options.store;
  }

  /** @returns nothing: how old data is Connect doesn't say */
  async write({
    at,
    batch,
    source,
    tx,
  }: Parameters<BatchPart['write']>[0]): Promise<FreshnessReading[]> {
    const reading = batch.connectors;
    if (!reading) return [];
    const known = new Map(
      (await this.#store.ofSource(source.id, tx)).map(each => [
        each.status.name,
        each,
      ]),
    );
    const unique = new Map(
      reading.connectors.filter(canBeKept).map(each => [each.name, each]),
    );
    await this.#store.put(
      source.id,
      [...unique.values()].map(status => {
        const state = connectorState(status);
        const before = known.get(status.name);
        return {
          sourceId: source.id,
          environment: source.environment,
          at,
          clusters: reading.clusters ?? null,
          state,
          since: before?.state === state ? before.since : at,
          status,
        };
      }),
      tx,
    );
    return [];
  }
}

function canBeKept({ group = '', name }: ConnectorStatus): boolean {
  return (
    name.length > 0 &&
    [name, group].every(each => each.length <= MAX_NAME && !each.includes('\0'))
  );
}
