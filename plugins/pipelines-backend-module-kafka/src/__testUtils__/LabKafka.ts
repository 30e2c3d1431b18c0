import { setTimeout as sleep } from 'node:timers/promises';
import {
  AclOperations,
  AclPermissionTypes,
  Admin,
  type CompressionAlgorithmValue,
  Consumer,
  Producer,
  ResourcePatternTypes,
  ResourceTypes,
} from '@platformatic/kafka';

const PORT = Number(process.env.SLUICE_LAB_KAFKA_PORT ?? 18092);

/** Where the lab's broker listens. */
export const LAB_BROKER = `127.0.0.1:${PORT}`;

/** A consumer that lives, and commits what the test says. */
export type LabConsumer = {
  commit(topic: string, offset: number, partition?: number): Promise<void>;
  leave(): Promise<void>;
};

/** The lab's broker, with producers and consumers that do as the test says. */
export class LabKafka {
  readonly #options: { bootstrapBrokers: string[]; retries: number };
  readonly #admin: Admin;
  readonly #producer: Producer<string, string, string, string>;
  readonly #live = new Set<LabConsumer>();

  /** @param bootstrap - the brokers to begin with */
  constructor(bootstrap: string[] = [LAB_BROKER]) {
    this.#options = { bootstrapBrokers: bootstrap, retries: 5 };
    this.#admin = new Admin({ clientId: 'lab', ...this.#options });
    this.#producer = new Producer({
      clientId: 'lab',
      ...this.#options,
      serializers: {
        key: data => Buffer.from(data ?? ''),
        value: data => Buffer.from(data ?? ''),
        headerKey: data => Buffer.from(data ?? ''),
        headerValue: data => Buffer.from(data ?? ''),
      },
    });
  }

  /** Makes topics of one partition, and returns when they can be written to. */
  async makeTopics(...topics: string[]): Promise<void> {
    await this.#makeTopics(topics, 1, 1);
  }

  /** Makes a topic of three partitions, each of which three brokers have. */
  async makeReplicatedTopic(topic: string): Promise<void> {
    await this.#makeTopics([topic], 3, 3);
  }

  async #makeTopics(topics: string[], partitions: number, replicas: number) {
    await this.#admin.createTopics({ topics, partitions, replicas });
    const ask = topics.map(name => ({
      name,
      partitions: Array.from({ length: partitions }, (_, partitionIndex) => ({
        partitionIndex,
        timestamp: -1n,
      })),
    }));
    // CreateTopics answers before partitions have leaders.
    for (let i = 0; i < 100; i++) {
      const isReady = await this.#admin.listOffsets({ topics: ask }).then(
        () => true,
        () => false,
      );
      if (isReady) return;
      await sleep(200);
    }
    throw new Error(`${topics.join(', ')} can't be written to`);
  }

  async deleteTopics(...topics: string[]): Promise<void> {
    await this.#admin.deleteTopics({ topics });
    await sleep(1000);
  }

  /** @param timestamp - when it was written, as the producer says: milliseconds since 1970 */
  async produce(
    topic: string,
    count: number,
    timestamp = Date.now(),
    partition = 0,
  ): Promise<void> {
    await this.#producer.send({
      messages: Array.from({ length: count }, () => ({
        topic,
        partition,
        value: 'x',
        timestamp: BigInt(timestamp),
      })),
    });
  }

  /** Writes one message with headers. */
  async produceLetter(
    topic: string,
    headers: Record<string, string>,
  ): Promise<void> {
    await this.#producer.send({
      messages: [
        {
          topic,
          partition: 0,
          key: 'a-secret-key',
          value: 'a-secret',
          headers,
        },
      ],
    });
  }

  /** Writes messages of so many bytes with a header each, packed together. */
  async producePacked(
    topic: string,
    compression: CompressionAlgorithmValue,
    letters: Array<{ bytes: number; reason: string }>,
  ): Promise<void> {
    await this.#producer.send({
      compression,
      messages: letters.map(({ bytes, reason }) => ({
        topic,
        partition: 0,
        value: 'x'.repeat(bytes),
        headers: { reason },
      })),
    });
  }

  /** Sets what a group without members committed. */
  async setOffset(
    group: string,
    topic: string,
    offset: number,
    partitions = [0],
  ): Promise<void> {
    await this.#admin.alterConsumerGroupOffsets({
      groupId: group,
      topics: [
        {
          name: topic,
          partitionOffsets: partitions.map(partition => ({
            partition,
            offset: BigInt(offset),
          })),
        },
      ],
    });
  }

  /** Lets a user describe something; only by the plaintext port. */
  async allowDescribe(
    user: string,
    resourceType: 'TOPIC' | 'GROUP' | 'CLUSTER',
    resourceName: string,
  ): Promise<void> {
    await this.#admin.createAcls({
      creations: [
        {
          resourceType: ResourceTypes[resourceType],
          resourceName,
          resourcePatternType: ResourcePatternTypes.LITERAL,
          principal: `User:${user}`,
          host: '*',
          operation: AclOperations.DESCRIBE,
          permissionType: AclPermissionTypes.ALLOW,
        },
      ],
    });
  }

  /** Joins a group and stays in it. */
  async join(
    group: string,
    topic: string,
    groupProtocol: 'classic' | 'consumer' = 'classic',
  ): Promise<LabConsumer> {
    const consumer = new Consumer({
      clientId: `${group}-client`,
      groupId: group,
      groupProtocol,
      ...this.#options,
    });
    const stream = await consumer.consume({
      topics: [topic],
      autocommit: false,
      mode: 'earliest',
      sessionTimeout: 20_000,
      heartbeatInterval: 1000,
    });
    // What it reads is of no interest: it commits as it is told.
    stream.on('data', () => {});
    stream.on('error', () => {});
    const own: LabConsumer = {
      commit: (name, offset, partition = 0) =>
        consumer.commit({
          offsets: [
            { topic: name, partition, offset: BigInt(offset), leaderEpoch: 0 },
          ],
        }),
      leave: async () => {
        this.#live.delete(own);
        await consumer.close(true);
      },
    };
    this.#live.add(own);
    return own;
  }

  async close(): Promise<void> {
    for (const consumer of [...this.#live]) {
      await consumer.leave().catch(() => {});
    }
    await this.#producer.close();
    await this.#admin.close();
  }
}
