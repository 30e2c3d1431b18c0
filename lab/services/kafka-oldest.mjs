import { join } from 'node:path';
import { jarsOf } from '../kafka/jars.mjs';
import { knownBrokers, singleNode, startNode } from '../kafka/node.mjs';
import { labSource } from '../lib/paths.mjs';
import { HOST } from '../lib/ports.mjs';

const jars = runtime =>
  jarsOf(runtime, 'kafka-oldest', join(labSource, 'kafka', 'oldest.pom.xml'));

/**
 * The oldest Apache Kafka that Sluice reads, one node. Its KRaft was for trying it out alone, which a lab does.
 *
 * @type {import('./index.mjs').Service}
 */
export const kafkaOldest = {
  name: 'kafka-oldest',
  title: 'Apache Kafka 3.0',
  port: 18392,
  needs: [],
  onlyByName: true,

  async install(runtime) {
    await jars(runtime);
  },

  async start(runtime) {
    await startNode(runtime, {
      processName: 'broker',
      dir: runtime.dir,
      properties: singleNode(runtime.port),
      jars: await jars(runtime),
    });
  },

  async health(runtime) {
    if ((await knownBrokers(runtime.port)) === 0) {
      throw new Error('it knows no broker yet');
    }
  },

  address: runtime => `${HOST}:${runtime.port}`,
};
