/**
 * What Kafka Connect says of a connector, or of one of its tasks, in its own words: `RUNNING`, `FAILED`, `PAUSED`, `STOPPED`, `UNASSIGNED`,
 * `RESTARTING`, `DESTROYED`.
 *
 * @public
 */
export type ConnectState = string;

/**
 * A connector of Kafka Connect with its tasks.
 *
 * @public
 */
export type ConnectorStatus = {
  name: string;
  /** `source` writes into Kafka, `sink` reads from it. */
  type: 'source' | 'sink' | 'unknown';
  /** Class of the connector, such as `io.debezium.connector.postgresql.PostgresConnector`. */
  class?: string;
  state: ConnectState;
  /** The worker that it is assigned to. */
  worker?: string;
  /** Why the connector itself failed: the first line, without secrets. */
  reason?: string;
  tasks: Array<{
    id: number;
    state: ConnectState;
    worker?: string;
    /** Why it failed: the first line, without secrets. */
    reason?: string;
  }>;
  /** The consumer group that a sink reads as. */
  group?: string;
  /** Topics that it names in its config. */
  topics?: string[];
  /** Where it writes what it couldn't read or deliver. */
  deadLetters?: string;
};

/**
 * All connectors of a Kafka Connect cluster at one moment. It replaces what was read before.
 *
 * @public
 */
export type ConnectorReading = {
  /** ISO 8601 in UTC. */
  at: string;
  /** Ids of the Kafka clusters that it works on; undefined: all those of its environment. */
  clusters?: string[];
  connectors: ConnectorStatus[];
};
