/* The lab's broker, with as many topics and groups as the benchmark needs. */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Admin, Producer, stringSerializers } from '@platformatic/kafka';

/** Where the lab's broker listens. */
export const BROKER = `127.0.0.1:${process.env.SLUICE_LAB_KAFKA_PORT ?? 18092}`;

const PREFIX = 'bench.';
const TOPICS = 200;
const PARTITIONS = 3;
const MESSAGES = 20;
const AT_ONCE = 50;
const LAB = resolve(__dirname, '../../lab/lab.mjs');

const connection = { bootstrapBrokers: [BROKER], retries: 5, retryDelay: 500 };
const topics = Array.from(
  { length: TOPICS },
  (_, i) => `${PREFIX}t${String(i).padStart(3, '0')}`,
);

/** The id of a group. */
export const groupName = (i: number) =>
  `${PREFIX}g${String(i).padStart(4, '0')}`;

/** Of the groups and topics that belong to the benchmark. */
export const OWN = `^${PREFIX.replace('.', '\\.')}`;

/** @returns what ends what this started, and nothing else */
export function startLab(): () => void {
  const run = (...args: string[]) =>
    execFileSync(process.execPath, [LAB, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
  const wasRunning = run('up', '--detach', '--only', 'kafka').includes(
    'already running',
  );
  return () => {
    if (!wasRunning) run('down');
  };
}

/** The topics and groups of the benchmark on the lab's broker. */
export class BenchBroker {
  readonly #admin = new Admin({ clientId: 'bench-fill', ...connection });
  readonly #producer = new Producer({
    clientId: 'bench-fill',
    ...connection,
    serializers: stringSerializers,
  });
  #groups = 0;

  /** Makes the topics, each with 3 partitions of 20 messages. */
  async makeTopics(): Promise<void> {
    await this.#admin.createTopics({
      topics,
      partitions: PARTITIONS,
      replicas: 1,
    });
    await this.#untilReady();
    for (let i = 0; i < TOPICS; i += 20) {
      await this.produce(topics.slice(i, i + 20), MESSAGES);
    }
  }

  /** Makes groups, up to so many, each of which committed in the partitions of one topic. */
  async makeGroups(count: number): Promise<void> {
    for (; this.#groups < count; this.#groups += AT_ONCE) {
      const first = this.#groups;
      const few = Math.min(AT_ONCE, count - first);
      await Promise.all(
        Array.from({ length: few }, (_, i) => this.#commit(first + i)),
      );
    }
    this.#groups = count;
  }

  /** Writes to all partitions of some topics; of the first 20 if none are named. */
  async produce(names = topics.slice(0, 20), count = 1): Promise<void> {
    await this.#producer.send({
      messages: names.flatMap(topic =>
        Array.from({ length: PARTITIONS * count }, (_, i) => ({
          topic,
          partition: i % PARTITIONS,
          value: 'bench',
        })),
      ),
    });
  }

  /** Takes topics and groups away again. */
  async clear(): Promise<void> {
    const ours = (name: string) => name.startsWith(PREFIX);
    const left = [...(await this.#admin.listGroups({ states: [] })).keys()];
    const groups = left.filter(ours);
    for (let i = 0; i < groups.length; i += 500) {
      await this.#admin.deleteGroups({ groups: groups.slice(i, i + 500) });
    }
    const old = (await this.#admin.listTopics()).filter(ours);
    if (old.length > 0) await this.#admin.deleteTopics({ topics: old });
    this.#groups = 0;
    // They are still there for a moment after the answer.
    await sleep(2000);
  }

  async close(): Promise<void> {
    await this.#producer.close();
    await this.#admin.close();
  }

  #commit(i: number) {
    return this.#admin.alterConsumerGroupOffsets({
      groupId: groupName(i),
      topics: [
        {
          name: topics[i % TOPICS],
          partitionOffsets: Array.from({ length: PARTITIONS }, (_, p) => ({
            partition: p,
            offset: BigInt((i + p) % (MESSAGES + 1)),
          })),
        },
      ],
    });
  }

  /** CreateTopics answers before partitions have leaders. */
  async #untilReady(): Promise<void> {
    const ask = topics.map(name => ({
      name,
      partitions: Array.from({ length: PARTITIONS }, (_, partitionIndex) => ({
        partitionIndex,
        timestamp: -1n,
      })),
    }));
    for (let i = 0; i < 100; i++) {
      const isReady = await this.#admin.listOffsets({ topics: ask }).then(
        () => true,
        () => false,
      );
      if (isReady) return;
      await sleep(300);
    }
    throw new Error('The topics can not be written to');
  }
}
