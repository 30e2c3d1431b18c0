import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { jarsOf } from '../kafka/jars.mjs';
import { labSource } from '../lib/paths.mjs';
import { HOST, portOf } from '../lib/ports.mjs';
import { kafka } from './kafka.mjs';

const jars = runtime =>
  jarsOf(runtime, 'kafka-connect', join(labSource, 'kafka-connect', 'pom.xml'));

/** @param {number} port - of its REST API @param {number} broker - port of a broker */
const properties = (port, broker) => ({
  'bootstrap.servers': `${HOST}:${broker}`,
  'group.id': 'lab-connect-workers',
  listeners: `http://${HOST}:${port}`,
  'key.converter': 'org.apache.kafka.connect.storage.StringConverter',
  'value.converter': 'org.apache.kafka.connect.storage.StringConverter',
  'config.storage.topic': 'lab-connect-configs',
  'offset.storage.topic': 'lab-connect-offsets',
  'status.storage.topic': 'lab-connect-status',
  'config.storage.replication.factor': 1,
  'offset.storage.replication.factor': 1,
  'status.storage.replication.factor': 1,
  'offset.storage.partitions': 1,
  'status.storage.partitions': 1,
  // Everything is on the class path.
  'plugin.discovery': 'service_load',
});

/**
 * One worker of Kafka Connect on the lab's broker.
 *
 * @type {import('./index.mjs').Service}
 */
export const kafkaConnect = {
  name: 'kafka-connect',
  title: 'Kafka Connect 4.3',
  port: 18097,
  needs: ['kafka'],
  onlyByName: true,

  async install(runtime) {
    await jars(runtime);
  },

  async start(runtime) {
    const home = await jars(runtime);
    const file = join(runtime.dir, 'connect.properties');
    const lines = Object.entries(properties(runtime.port, portOf(kafka))).map(
      ([key, value]) => `${key}=${value}\n`,
    );
    writeFileSync(file, lines.join(''));
    runtime.spawn(
      'worker',
      [
        'java',
        '-Xmx256m',
        `-Dlog4j2.configurationFile=file:${join(
          labSource,
          'kafka',
          'log4j2.properties',
        )}`,
        '-cp',
        `${home}/*`,
        'org.apache.kafka.connect.cli.ConnectDistributed',
        file,
      ],
      { env: process.env },
    );
  },

  async health(runtime) {
    const answer = await fetch(`${runtime.baseUrl}/connectors`, {
      signal: AbortSignal.timeout(5_000),
    });
    if (!answer.ok) throw new Error(`it answers ${answer.status}`);
  },

  address: runtime => runtime.baseUrl,
};
