import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConnectionPool, metadataV11 } from '@platformatic/kafka';
import { labSource } from '../lib/paths.mjs';
import { HOST } from '../lib/ports.mjs';
import { run } from '../lib/processes.mjs';
import { kafkaJars } from './jars.mjs';

/** Any id will do; a broker refuses a disk that was formatted with another. */
const CLUSTER_ID = 'MkU3OEVBNTcwNTJENDM2Qg';

/** How versions before 4 are told what to log. */
const reload4j = join(labSource, 'kafka', 'reload4j.properties');
const log4j2 = join(labSource, 'kafka', 'log4j2.properties');

/**
 * How a program of Kafka's jars, or of what comes with them, is started.
 *
 * @param {string} jars - their folder
 * @param {...string} args - its class, and what it is to be told
 */
export const java = (jars, ...args) => [
  'java',
  '-Xmx320m',
  `-Dlog4j2.configurationFile=file:${log4j2}`,
  `-Dlog4j.configuration=file:${reload4j}`,
  '-cp',
  `${jars}/*`,
  ...args,
];

/**
 * What a single broker and controller needs to know, which listens on a port and on the next one for its own controller. Topics have to be
 * made: a typo in a test must not make one.
 *
 * @param {number} port
 */
export const singleNode = port => ({
  'process.roles': 'broker,controller',
  'node.id': 1,
  listeners: `PLAINTEXT://${HOST}:${port},CONTROLLER://${HOST}:${port + 1}`,
  'advertised.listeners': `PLAINTEXT://${HOST}:${port}`,
  'controller.listener.names': 'CONTROLLER',
  'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
  'inter.broker.listener.name': 'PLAINTEXT',
  'controller.quorum.voters': `1@${HOST}:${port + 1}`,
  'offsets.topic.replication.factor': 1,
  'offsets.topic.num.partitions': 10,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'group.initial.rebalance.delay.ms': 0,
  'auto.create.topics.enable': false,
  'num.network.threads': 2,
  'num.io.threads': 2,
});

/**
 * Starts a broker that is its own controller, on a disk that is formatted at the first start.
 *
 * @param {import('../lib/runtime.mjs').Runtime} runtime
 * @param {{ processName: string, dir: string, properties: Record<string, unknown>, jars?: string }} node - `dir`: its folder; `jars`: where
 *   its programs are, if it isn't the lab's Kafka
 */
export async function startNode(
  runtime,
  { processName, dir, properties, jars: own },
) {
  const jars = own ?? (await kafkaJars(runtime));
  const file = join(dir, 'server.properties');
  const lines = Object.entries({
    ...properties,
    'log.dirs': join(dir, 'data'),
  }).map(([key, value]) => `${key}=${value}\n`);
  writeFileSync(file, lines.join(''));
  if (!existsSync(join(dir, 'data', 'meta.properties'))) {
    await run(
      java(
        jars,
        'kafka.tools.StorageTool',
        ...['format', '-t', CLUSTER_ID, '-c', file, '--ignore-formatted'],
      ),
    );
  }
  runtime.spawn(processName, java(jars, 'kafka.Kafka', file), {
    env: process.env,
  });
}

/** How many brokers a broker knows, asked in a version that the oldest one has too. @param {number} port @throws if it doesn't answer */
export async function knownBrokers(port) {
  const pool = new ConnectionPool('lab', { connectTimeout: 2000 });
  try {
    const connection = await pool.get({ host: HOST, port });
    const { brokers } = await metadataV11.api.async(connection, [], false);
    return brokers.length;
  } finally {
    await pool.close().catch(() => {});
  }
}
