import { kafkaJars } from '../kafka/jars.mjs';
import { knownBrokers, singleNode, startNode } from '../kafka/node.mjs';
import { HOST } from '../lib/ports.mjs';

const properties = port => ({
  ...singleNode(port),
  'share.coordinator.state.topic.replication.factor': 1,
  'share.coordinator.state.topic.min.isr': 1,
});

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
    await startNode(runtime, {
      processName: 'broker',
      dir: runtime.dir,
      properties: properties(runtime.port),
    });
  },

  async health(runtime) {
    if ((await knownBrokers(runtime.port)) === 0) {
      throw new Error('it knows no broker yet');
    }
  },

  address: runtime => `${HOST}:${runtime.port}`,
};
