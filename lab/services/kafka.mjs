import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConnectionPool, metadataV12 } from '@platformatic/kafka';
import { kafkaJars } from '../kafka/jars.mjs';
import { labSource } from '../lib/paths.mjs';
import { HOST } from '../lib/ports.mjs';
import { run } from '../lib/processes.mjs';

/** Any id will do; a broker refuses a disk that was formatted with another. */
const CLUSTER_ID = 'MkU3OEVBNTcwNTJENDM2Qg';

/** What a single broker and controller needs to know. Topics have to be made: a typo in a test must not make one. */
const properties = ({ dir, port }) =>
  Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    listeners: `PLAINTEXT://${HOST}:${port},CONTROLLER://${HOST}:${port + 1}`,
    'advertised.listeners': `PLAINTEXT://${HOST}:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map':
      'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'PLAINTEXT',
    'controller.quorum.voters': `1@${HOST}:${port + 1}`,
    'log.dirs': join(dir, 'data'),
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 10,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'auto.create.topics.enable': false,
    'num.network.threads': 2,
    'num.io.threads': 2,
  })
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');

const java = (jars, ...args) => [
  'java',
  '-Xmx320m',
  `-Dlog4j2.configurationFile=file:${join(
    labSource,
    'kafka',
    'log4j2.properties',
  )}`,
  '-cp',
  `${jars}/*`,
  ...args,
];

/**
 * Apache Kafka, one KRaft node, environment prod. It listens on its port, and on the next one for its own controller.
 *
 * @type {import('./index.mjs').Service}
 */
export const kafka = {
  name: 'kafka',
  title: 'Apache Kafka 4.3',
  port: 18092,
  needs: [],

  async install(runtime) {
    await kafkaJars(runtime);
  },

  async start(runtime) {
    const jars = await kafkaJars(runtime);
    const file = join(runtime.dir, 'server.properties');
    writeFileSync(file, properties(runtime));
    if (!existsSync(join(runtime.dir, 'data', 'meta.properties'))) {
      await run(
        java(
          jars,
          'kafka.tools.StorageTool',
          ...['format', '-t', CLUSTER_ID, '-c', file, '--ignore-formatted'],
        ),
      );
    }
    runtime.spawn('broker', java(jars, 'kafka.Kafka', file), {
      env: process.env,
    });
  },

  async health(runtime) {
    const pool = new ConnectionPool('lab', { connectTimeout: 2000 });
    try {
      const connection = await pool.get({ host: HOST, port: runtime.port });
      const { brokers } = await metadataV12.api.async(connection, [], false);
      if (brokers.length === 0) throw new Error('it knows no broker yet');
    } finally {
      await pool.close().catch(() => {});
    }
  },

  address: runtime => `${HOST}:${runtime.port}`,
};
