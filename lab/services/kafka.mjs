import { kafkaJars } from '../kafka/jars.mjs';
import { knownBrokers, startNode } from '../kafka/node.mjs';
import { HOST } from '../lib/ports.mjs';

/** What a single broker and controller needs to know. Topics have to be made: a typo in a test must not make one. */
const properties = port => ({
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
  'share.coordinator.state.topic.replication.factor': 1,
  'share.coordinator.state.topic.min.isr': 1,
  'group.initial.rebalance.delay.ms': 0,
  'auto.create.topics.enable': false,
  'num.network.threads': 2,
  'num.io.threads': 2,
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
