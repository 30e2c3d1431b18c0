import * as kafka from '@platformatic/kafka';
import { connectionOptions } from '../client/connectionOptions';
import { failureOf } from '../client/failure';
import type { KafkaCluster } from '../config';
import type { LogMessage, ReplaySession } from './KafkaWriter';

type Transaction = Awaited<
  ReturnType<kafka.Producer<Buffer, Buffer, Buffer, Buffer>['beginTransaction']>
>;

/**
 * {@link ReplaySession} on transactions of Kafka: messages, and the offset up to where they were copied, commit together; brokers refuse the
 * producer of whoever opened the same replay before.
 *
 * @internal
 */
export class PlatformaticReplay implements ReplaySession {
  readonly #id: string;
  readonly #producer: kafka.Producer<Buffer, Buffer, Buffer, Buffer>;
  readonly #admin: kafka.Admin;
  #coordinatorId = -1;

  /** Shuts out whoever had it before; what that one has begun and not committed is taken back. */
  static async open(
    cluster: KafkaCluster,
    id: string,
  ): Promise<PlatformaticReplay> {
    const session = new PlatformaticReplay(cluster, id);
    try {
      await session.#begin();
      return session;
    } catch (error) {
      await session.close().catch(() => {});
      throw new Error(`The replay can't begin: ${failureOf(error)}`);
    }
  }

  private constructor(cluster: KafkaCluster, id: string) {
    this.#id = id;
    const options = {
      clientId: cluster.clientId,
      bootstrapBrokers: cluster.bootstrap,
      ...connectionOptions(cluster),
    };
    this.#admin = new kafka.Admin(options);
    this.#producer = new kafka.Producer<Buffer, Buffer, Buffer, Buffer>({
      ...options,
      transactionalId: id,
      idempotent: true,
      acks: kafka.ProduceAcks.ALL,
      autocreateTopics: false,
      // As Java's producers do: a key stays in its partition.
      partitioner: (_, key) =>
        kafka.compatibilityPartitioner(undefined as never, key),
    });
  }

  async #begin(): Promise<void> {
    // The id of the producer is got with the first transaction; that one has nothing in it.
    const first = await this.#producer.beginTransaction({
      // None yet: without this the client claims to go on as producer 0, which brokers refuse.
      producerId: -1n,
      producerEpoch: -1,
    });
    await first.cancel();
    const [{ nodeId }] = await this.#admin.findCoordinator({
      keyType: kafka.FindCoordinatorKeyTypes.GROUP,
      keys: [this.#id],
    });
    this.#coordinatorId = nodeId;
  }

  async positions(
    topic: string,
    partitions: number[],
  ): Promise<Map<number, number>> {
    const [found] = await this.#admin.listConsumerGroupOffsets({
      // Only of partitions that are named does a broker say that a first commit isn't settled yet; without names it leaves them out.
      groups: [
        {
          groupId: this.#id,
          topics: [{ name: topic, partitionIndexes: partitions }],
        },
      ],
      requireStable: true,
    });
    return new Map(
      (found?.topics ?? [])
        .filter(({ name }) => name === topic)
        .flatMap(each =>
          each.partitions
            .filter(({ committedOffset }) => committedOffset >= 0n)
            .map(({ committedOffset, partitionIndex }): [number, number] => [
              partitionIndex,
              Number(committedOffset),
            ]),
        ),
    );
  }

  async copy(
    messages: Array<Omit<LogMessage, 'offset'>>,
    copiedTo: Array<{ topic: string; partition: number; offset: number }>,
  ): Promise<void> {
    const transaction = await this.#producer.beginTransaction();
    try {
      if (messages.length > 0) {
        await transaction.send({ messages: messages.map(toProduce) });
      }
      await transaction.addConsumer({ groupId: this.#id } as never);
      for (const each of copiedTo) await this.#addOffset(transaction, each);
      await transaction.commit();
    } catch (error) {
      // Whoever opens it next takes it back, should this fail too.
      await transaction.abort().catch(() => {});
      throw new Error(`A batch can't be written: ${failureOf(error)}`);
    }
  }

  async #addOffset(
    transaction: Transaction,
    {
      offset,
      partition,
      topic,
    }: { topic: string; partition: number; offset: number },
  ): Promise<void> {
    const consumer = {
      groupId: this.#id,
      generationId: -1,
      memberId: '',
      coordinatorId: this.#coordinatorId,
    };
    // The client takes a message that was read, and commits the offset after it.
    await transaction.addOffset({
      topic,
      partition,
      offset: BigInt(offset) - 1n,
      metadata: { consumer },
    } as never);
  }

  async close(): Promise<void> {
    await this.#producer.close(true);
    await this.#admin.close();
  }
}

function toProduce({
  headers,
  key,
  partition,
  timestamp,
  topic,
  value,
}: Omit<LogMessage, 'offset'>) {
  return {
    topic,
    ...(partition >= 0 && { partition }),
    ...(key !== null && { key }),
    // A message without a value is written as one.
    ...(value !== null && { value }),
    timestamp: BigInt(timestamp),
    // Each key is an object of its own, so that a header that is there twice stays so.
    headers: new Map(
      headers.map(([name, content]): [Buffer, Buffer] => [
        name ?? Buffer.alloc(0),
        content ?? Buffer.alloc(0),
      ]),
    ),
  };
}
