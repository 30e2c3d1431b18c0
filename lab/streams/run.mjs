/*
 * Producers and consumers for the lab's broker: `node lab/streams/run.mjs BOOTSTRAP PORT`. Answers 200 at /healthz of the port once every
 * consumer is in its group.
 */
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { Admin, Consumer, Producer } from '@platformatic/kafka';
import { HOST } from '../lib/ports.mjs';
import { committedBy, producedOf, STREAMS } from './shape.mjs';

const [bootstrap, port] = process.argv.slice(2);
const options = {
  clientId: 'lab-streams',
  bootstrapBrokers: [bootstrap],
  retries: 20,
};
const SECOND_MS = 1000;
const DEAD_LETTER_EVERY_SECONDS = 5;

/** Fake, as is all that is written here. */
const REASONS = [
  'field amount: expected a number, got "12,50"',
  'unknown currency XXX',
  'duplicate key in the sink',
];

const bytes = (/** @type {string | undefined} */ text) =>
  Buffer.from(text ?? '');
const producer = new Producer({
  ...options,
  serializers: {
    key: bytes,
    value: bytes,
    headerKey: bytes,
    headerValue: bytes,
  },
});

/** One of each, by name of the topic. */
const topics = [...new Map(STREAMS.map(each => [each.topic, each])).values()];

/** Makes what isn't there yet. */
async function makeTopics() {
  const admin = new Admin(options);
  const there = new Set(await admin.listTopics());
  const wanted = [
    ...topics.map(({ topic, partitions }) => ({ topic, partitions })),
    ...STREAMS.flatMap(({ deadLetters }) =>
      deadLetters ? [{ topic: deadLetters, partitions: 1 }] : [],
    ),
  ];
  for (const { topic, partitions } of wanted) {
    if (there.has(topic)) continue;
    await admin.createTopics({ topics: [topic], partitions, replicas: 1 });
  }
  await admin.close();
}

/** @param {number} second */
async function produce(second) {
  const timestamp = BigInt(Date.now());
  const messages = topics.flatMap(stream =>
    Array.from({ length: producedOf(stream, second) }, (_, i) => ({
      topic: stream.topic,
      partition: (second * stream.perSecond + i) % stream.partitions,
      value: `{"second":${second}}`,
      timestamp,
    })),
  );
  for (const { deadLetters, topic } of STREAMS) {
    if (!deadLetters || second % DEAD_LETTER_EVERY_SECONDS !== 0) continue;
    messages.push({
      topic: deadLetters,
      partition: 0,
      value: `{"second":${second}}`,
      timestamp,
      headers: {
        reason: REASONS[(second / DEAD_LETTER_EVERY_SECONDS) % REASONS.length],
        'original-topic': topic,
      },
    });
  }
  if (messages.length > 0) await producer.send({ messages });
}

/** @param {import('./shape.mjs').Stream} stream */
async function consume({ behaviour, group, protocol, topic }) {
  const consumer = new Consumer({
    ...options,
    clientId: `${group}-1`,
    groupId: group,
    groupProtocol: protocol,
  });
  const stream = await consumer.consume({
    topics: [topic],
    autocommit: false,
    mode: 'committed',
    fallbackMode: 'earliest',
    sessionTimeout: 20_000,
    heartbeatInterval: 3000,
  });
  /** By partition: the offset behind the last message that came, and what was committed. @type {Map<number, { read: number, committed: number }>} */
  const at = new Map();
  stream.on('data', ({ offset, partition }) => {
    const read = Number(offset) + 1;
    const known = at.get(partition);
    if (known) known.read = read;
    else at.set(partition, { read, committed: read - 1 });
  });
  stream.on('error', error => console.error(group, error.message));
  return {
    /** @param {number} second @returns {Promise<boolean>} whether it goes on */
    async commit(second) {
      /** @type {{ topic: string, partition: number, offset: bigint, leaderEpoch: number }[]} */
      const offsets = [];
      for (const [partition, known] of at) {
        const next = committedBy(behaviour, { ...known, second });
        if (next === undefined) {
          await consumer.close(true);
          return false;
        }
        known.committed = next;
        offsets.push({
          topic,
          partition,
          offset: BigInt(next),
          leaderEpoch: 0,
        });
      }
      if (offsets.length > 0) {
        await consumer
          .commit({ offsets })
          .catch(error => console.error(group, error.message));
      }
      return true;
    },
    leave: () => consumer.close(true),
  };
}

await makeTopics();
let consumers = await Promise.all(STREAMS.map(consume));
const stopping = new AbortController();

createServer((request, response) => {
  const isHere = request.url === '/healthz';
  response.writeHead(isHere ? 200 : 404).end(isHere ? 'ok' : 'not found');
}).listen(Number(port), HOST);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => stopping.abort());
}
for (let second = 1; !stopping.signal.aborted; second += 1) {
  const started = Date.now();
  await produce(second).catch(error => console.error(error.message));
  const goesOn = await Promise.all(consumers.map(each => each.commit(second)));
  consumers = consumers.filter((_, i) => goesOn[i]);
  await sleep(Math.max(0, started + SECOND_MS - Date.now()));
}
await Promise.allSettled(consumers.map(each => each.leave()));
await producer.close();
process.exit(0);
