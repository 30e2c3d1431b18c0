import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { kafkaJars } from '../kafka/jars.mjs';
import { knownBrokers, startNode } from '../kafka/node.mjs';
import { KEYSTORE_PASSWORD, keystore } from '../kafka/tls.mjs';
import { HOST } from '../lib/ports.mjs';

const NODES = [1, 2, 3];

/** Where each node listens: plaintext, and after it its controller and SASL over TLS. */
const portsOf = (port, node) => {
  const plaintext = port + (node - 1) * 10;
  return { plaintext, controller: plaintext + 1, secure: plaintext + 2 };
};

/** Fake, as their passwords are in the repository: `sluice` may describe everything, `narrow` what a test allows. */
const USERS = { sluice: 'fake-sluice', narrow: 'fake-narrow' };

const jaas = [
  'org.apache.kafka.common.security.plain.PlainLoginModule required',
  ...Object.entries(USERS).map(
    ([user, password]) => `user_${user}="${password}"`,
  ),
].join(' ');

function properties({ port, node, store }) {
  const { controller, plaintext, secure } = portsOf(port, node);
  return {
    'process.roles': 'broker,controller',
    'node.id': node,
    listeners: `PLAINTEXT://${HOST}:${plaintext},CONTROLLER://${HOST}:${controller},SASL_SSL://${HOST}:${secure}`,
    'advertised.listeners': `PLAINTEXT://${HOST}:${plaintext},SASL_SSL://${HOST}:${secure}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map':
      'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL_SSL:SASL_SSL',
    'inter.broker.listener.name': 'PLAINTEXT',
    'controller.quorum.voters': NODES.map(
      each => `${each}@${HOST}:${portsOf(port, each).controller}`,
    ).join(','),
    'sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.sasl_ssl.plain.sasl.jaas.config': `${jaas};`,
    'ssl.keystore.type': 'PKCS12',
    'ssl.keystore.location': store,
    'ssl.keystore.password': KEYSTORE_PASSWORD,
    'ssl.key.password': KEYSTORE_PASSWORD,
    'authorizer.class.name':
      'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    // Who comes over the plaintext port: brokers, and tests.
    'super.users': 'User:ANONYMOUS',
    'offsets.topic.replication.factor': 3,
    'offsets.topic.num.partitions': 9,
    'transaction.state.log.replication.factor': 3,
    'transaction.state.log.min.isr': 2,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'auto.create.topics.enable': false,
    'num.network.threads': 2,
    'num.io.threads': 2,
  };
}

const processName = node => `broker-${node}`;

/**
 * Apache Kafka with three nodes, for what one can't show: brokers that are lost, leaders that move, and logins with rights of their own.
 *
 * @type {import('./index.mjs').Service}
 */
export const kafka3 = {
  name: 'kafka3',
  title: 'Apache Kafka 4.3, 3 brokers',
  port: 18192,
  needs: [],
  onlyByName: true,

  async install(runtime) {
    await kafkaJars(runtime);
  },

  async start(runtime) {
    const store = await keystore(runtime.dir);
    for (const node of NODES) {
      const dir = join(runtime.dir, processName(node));
      mkdirSync(dir, { recursive: true });
      await startNode(runtime, {
        processName: processName(node),
        dir,
        properties: properties({ port: runtime.port, node, store }),
      });
    }
  },

  async health(runtime) {
    for (const node of NODES) {
      const known = await knownBrokers(portsOf(runtime.port, node).plaintext);
      if (known < NODES.length)
        throw new Error(`broker ${node} knows ${known}`);
    }
  },

  address: runtime => `${HOST}:${runtime.port}`,
};
