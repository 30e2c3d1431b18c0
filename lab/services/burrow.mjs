import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Admin } from '@platformatic/kafka';
import { burrowProgram } from '../burrow/program.mjs';
import { jarsOf } from '../kafka/jars.mjs';
import { java, knownBrokers, singleNode, startNode } from '../kafka/node.mjs';
import { labSource } from '../lib/paths.mjs';
import { HOST } from '../lib/ports.mjs';

const jars = runtime =>
  jarsOf(runtime, 'burrow-kafka', join(labSource, 'burrow', 'pom.xml'));

/** Its broker listens on the service's port and the next one; the others follow. */
const portsOf = port => ({
  broker: port,
  zookeeper: port + 2,
  http: port + 3,
});

/** Burrow's config. With an offset-refresh that is longer than consumers take between commits it calls a growing lag OK. */
const burrowConfig = (dir, { broker, http, zookeeper }) => `
[general]
pidfile="${dir}/burrow.pid"
[logging]
filename="${dir}/burrow.log"
level="info"
[zookeeper]
servers=[ "${HOST}:${zookeeper}" ]
timeout=6
root-path="/burrow"
[client-profile.lab]
client-id="burrow-lab"
kafka-version="2.0.0"
[cluster.local]
class-name="kafka"
servers=[ "${HOST}:${broker}" ]
client-profile="lab"
topic-refresh=10
offset-refresh=1
[consumer.local]
class-name="kafka"
cluster="local"
servers=[ "${HOST}:${broker}" ]
client-profile="lab"
start-latest=false
[httpserver.default]
address="${HOST}:${http}"
[storage.default]
class-name="inmemory"
workers=4
intervals=10
expire-group=604800
min-distance=1
`;

/** Burrow doesn't start before there is a topic of commits, which the first commit makes. */
async function makeOffsetsTopic({ broker }) {
  const admin = new Admin({
    clientId: 'lab',
    bootstrapBrokers: [`${HOST}:${broker}`],
    retries: 5,
  });
  const name = 'lab.burrow';
  try {
    const topics = await admin.listTopics();
    if (!topics.includes(name)) {
      await admin.createTopics({ topics: [name], partitions: 1, replicas: 1 });
    }
    await admin.alterConsumerGroupOffsets({
      groupId: 'lab-burrow',
      topics: [{ name, partitionOffsets: [{ partition: 0, offset: 0n }] }],
    });
  } finally {
    await admin.close();
  }
}

/**
 * Burrow itself, on a Kafka that it can read, to be compared with.
 *
 * @type {import('./index.mjs').Service}
 */
export const burrow = {
  name: 'burrow',
  title: 'Burrow 1.2 on Apache Kafka 3.9',
  port: 18292,
  needs: [],
  onlyByName: true,

  async install(runtime) {
    await jars(runtime);
    await burrowProgram(runtime);
  },

  async start(runtime) {
    const home = await jars(runtime);
    const ports = portsOf(runtime.port);
    const { dir } = runtime;
    const env = process.env;
    await startNode(runtime, {
      processName: 'broker',
      dir,
      properties: singleNode(ports.broker),
      jars: home,
    });
    const zoo = join(dir, 'zoo.cfg');
    writeFileSync(
      zoo,
      [
        'tickTime=2000',
        `dataDir=${join(dir, 'zookeeper')}`,
        `clientPort=${ports.zookeeper}`,
        `clientPortAddress=${HOST}`,
        'admin.enableServer=false',
        '',
      ].join('\n'),
    );
    const main = 'org.apache.zookeeper.server.ZooKeeperServerMain';
    runtime.spawn('zookeeper', java(home, main, zoo), { env });
    await runtime.waitUntil('broker answers', async () => {
      if ((await knownBrokers(ports.broker)) === 0) {
        throw new Error('it knows no broker yet');
      }
      await makeOffsetsTopic(ports);
      return true;
    });
    const configDir = join(dir, 'config');
    mkdirSync(configDir, { recursive: true });
    writeFileSync(join(configDir, 'burrow.toml'), burrowConfig(dir, ports));
    const program = await burrowProgram(runtime);
    runtime.spawn('burrow', [program, '--config-dir', configDir], { env });
  },

  async health(runtime) {
    const { http } = portsOf(runtime.port);
    const answer = await fetch(`http://${HOST}:${http}/v3/kafka/local/topic`, {
      signal: AbortSignal.timeout(5_000),
    });
    if (!answer.ok) throw new Error(`it answers ${answer.status}`);
    const { topics } = await answer.json();
    if (!topics?.length) throw new Error('it knows no topic yet');
  },

  address: runtime => `${HOST}:${runtime.port}`,
};
