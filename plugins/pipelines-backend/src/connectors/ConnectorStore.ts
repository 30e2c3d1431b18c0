import type { ConnectorStatus } from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { slices } from '../database/slices';
import type { ConnectorState } from './connectorState';

/** A connector as it is stored. @internal */
export type StoredConnector = {
  sourceId: string;
  environment: string;
  /** ISO 8601 in UTC. */
  at: string;
  /** Ids of sources; null: all clusters of the environment. */
  clusters: string[] | null;
  state: ConnectorState;
  /** Since when it has been in that state, as far as was seen. */
  since: string;
  status: ConnectorStatus;
};

/** Keeps connectors as they are now. Nothing is decided here. @internal */
export class ConnectorStore {
  async ofSource(sourceId: string, tx: Knex): Promise<StoredConnector[]> {
    const rows: Array<Record<string, any>> = await tx('kafka_connectors').where(
      { source_id: sourceId },
    );
    return rows.map(toConnector);
  }

  /** All, by cluster and name. */
  async all(tx: Knex): Promise<StoredConnector[]> {
    const rows: Array<Record<string, any>> = await tx('kafka_connectors')
      .select()
      .orderBy(['source_id', 'name']);
    return rows.map(toConnector);
  }

  /** Those that read as a group. */
  async ofGroup(group: string, tx: Knex): Promise<StoredConnector[]> {
    const rows: Array<Record<string, any>> = await tx('kafka_connectors')
      .where({ group_id: group })
      .orderBy(['source_id', 'name']);
    return rows.map(toConnector);
  }

  /** Makes these the connectors of a source. */
  async put(
    sourceId: string,
    connectors: StoredConnector[],
    tx: Knex,
  ): Promise<void> {
    await tx('kafka_connectors').where({ source_id: sourceId }).delete();
    for await (const slice of slices(connectors)) {
      await tx('kafka_connectors').insert(
        slice.map(each => ({
          source_id: sourceId,
          name: each.status.name,
          environment: each.environment,
          at: each.at,
          clusters: each.clusters && JSON.stringify(each.clusters),
          state: each.state,
          since: each.since,
          group_id: each.status.group ?? null,
          status: JSON.stringify(each.status),
        })),
      );
    }
  }
}

function toConnector(row: Record<string, any>): StoredConnector {
  return {
    sourceId: row.source_id,
    environment: row.environment,
    at: row.at,
    clusters: row.clusters && JSON.parse(row.clusters),
    state: row.state,
    since: row.since,
    status: JSON.parse(row.status),
  };
}
