import type { ConnectorStatus } from '@sluice/plugin-pipelines-node';
import { GROUPS } from './groups';
import type { OperationLine } from './OperationLog';

/** The Kafka Connect cluster of the demo, by the id of its source. @internal */
export const CONNECT = 'northstar-connect-prod';

const WORKERS = [
  'connect-0.northstar.example:8083',
  'connect-1.northstar.example:8083',
  'connect-2.northstar.example:8083',
];

/**
 * The connectors of the demo: Debezium beside the two pipelines that follow databases, and what writes to the lake. One task of the refunds
 * has failed; the database that the other one reads goes on, so messages come in all the same.
 *
 * @internal
 */
export const CONNECTORS: readonly ConnectorStatus[] = [
  connector('payments-cdc', {
    type: 'source',
    class: 'io.debezium.connector.postgresql.PostgresConnector',
    topics: ['cdc.payments.v1'],
    tasks: 1,
  }),
  connector('refunds-cdc', {
    type: 'source',
    class: 'io.debezium.connector.sqlserver.SqlServerConnector',
    topics: ['cdc.refunds.v1'],
    tasks: 2,
    failed: {
      task: 1,
      reason:
        'io.debezium.DebeziumException: No maximum LSN recorded in the database refunds_us; please ensure that the SQL Server Agent is running (simulated)',
    },
  }),
  ...(['payments_cdc', 'refunds_cdc'] as const).map(pipeline => {
    const { group, members, topics } = GROUPS.find(
      each => each.pipeline === pipeline,
    )!;
    return connector(`${pipeline.replaceAll('_', '-')}-snowflake`, {
      type: 'sink',
      class: 'com.snowflake.kafka.connector.SnowflakeSinkConnector',
      topics: topics.map(each => each.topic),
      tasks: members,
      group,
    });
  }),
  connector('s3-archive', {
    type: 'sink',
    class: 'io.confluent.connect.s3.S3SinkConnector',
    topics: ['carts.v1'],
    tasks: 4,
    group: 'connect-s3-archive',
  }),
  connector('invoices-backfill', {
    type: 'source',
    class: 'io.confluent.connect.jdbc.JdbcSourceConnector',
    topics: ['invoices.v1'],
    tasks: 1,
    state: 'PAUSED',
  }),
];

/** The connectors once operations have switched them: what had failed stays failed. @param lines - the oldest first @internal */
export function connectorsAfter(
  lines: readonly OperationLine[],
): ConnectorStatus[] {
  const switched = new Map<string, string>();
  for (const line of lines) {
    if (line.does === 'switch') switched.set(line.connector, line.state);
  }
  return CONNECTORS.map(each => {
    const state = switched.get(each.name);
    if (state === undefined) return each;
    const tasks = each.tasks.map(task =>
      task.state === 'FAILED' ? task : { ...task, state },
    );
    return { ...each, state, tasks };
  });
}

function connector(
  name: string,
  options: Pick<ConnectorStatus, 'type' | 'class' | 'topics' | 'group'> & {
    /** How many. */
    tasks: number;
    /** Of it and of its tasks; they run without it. */
    state?: string;
    failed?: { task: number; reason: string };
  },
): ConnectorStatus {
  const { failed, state = 'RUNNING', tasks, ...rest } = options;
  const workerOf = (place: number) =>
    WORKERS[(name.length + place) % WORKERS.length];
  return {
    name,
    ...rest,
    state,
    worker: workerOf(0),
    tasks: Array.from({ length: tasks }, (_, id) => ({
      id,
      worker: workerOf(id),
      ...(failed?.task === id
        ? { state: 'FAILED', reason: failed.reason }
        : { state }),
    })),
  };
}
