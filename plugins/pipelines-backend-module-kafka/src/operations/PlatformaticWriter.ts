import * as kafka from '@platformatic/kafka';
import { connectionOptions } from '../client/connectionOptions';
import { failureOf } from '../client/failure';
import { partialAnswer } from '../client/partialAnswer';
import type { Node } from '../client/KafkaClient';
import type { KafkaCluster } from '../config';
import type {
  CommittedOffset,
  FetchedMessages,
  KafkaWriter,
  OffsetToCommit,
  ReplaySession,
} from './KafkaWriter';
import { PlatformaticReplay } from './PlatformaticReplay';
import { readable } from './readable';

const MAX_FETCH_BYTES = 4 * 1024 * 1024;
const MAX_WAIT_MS = 500;
/** Committed messages alone. */
const READ_COMMITTED = 1;

/** {@link KafkaWriter} on `@platformatic/kafka`. @internal */
export class PlatformaticWriter implements KafkaWriter {
  readonly #cluster: KafkaCluster;
  readonly #pool: kafka.ConnectionPool;

  constructor(cluster: KafkaCluster) {
    this.#cluster = cluster;
    this.#pool = new kafka.ConnectionPool(
      cluster.clientId,
      connectionOptions(cluster),
    );
  }

  async commit(
    node: Node,
    group: string,
    offsets: OffsetToCommit[],
  ): Promise<CommittedOffset[]> {
    if (offsets.length === 0) return [];
    const topics = new Map<string, OffsetToCommit[]>();
    for (const each of offsets) {
      topics.set(each.topic, [...(topics.get(each.topic) ?? []), each]);
    }
    const answer = await this.#ask(node, connection =>
      kafka.offsetCommitV8.api.async(
        connection,
        group,
        // No generation and no member: as an administrator, which brokers take of groups without members alone.
        -1,
        '',
        null,
        [...topics].map(([name, partitions]) => ({
          name,
          partitions: partitions.map(({ metadata, offset, partition }) => ({
            partitionIndex: partition,
            committedOffset: BigInt(offset),
            committedLeaderEpoch: -1,
            committedMetadata: metadata,
          })),
        })),
      ),
    );
    return answer.topics.flatMap(({ name, partitions }) =>
      partitions.map(({ errorCode, partitionIndex }) => ({
        topic: name,
        partition: partitionIndex,
        code: errorCode,
      })),
    );
  }

  async fetch(
    node: Node,
    { offset, partition, topic }: Parameters<KafkaWriter['fetch']>[1],
  ): Promise<FetchedMessages> {
    const answer = await this.#ask(node, connection =>
      kafka.fetchV12.api.async(
        connection,
        MAX_WAIT_MS,
        1,
        MAX_FETCH_BYTES,
        READ_COMMITTED,
        // Outside of a session, as each request is about another partition.
        0,
        -1,
        [
          {
            // Up to version 12 topics go by their names.
            topicId: topic,
            partitions: [
              {
                partition,
                currentLeaderEpoch: -1,
                fetchOffset: BigInt(offset),
                lastFetchedEpoch: -1,
                partitionMaxBytes: MAX_FETCH_BYTES,
              },
            ],
          },
        ],
        [],
        '',
      ),
    );
    const found = answer.responses[0]?.partitions[0];
    if (!found) throw new Error(`Nothing was answered of ${topic}`);
    if (found.errorCode) {
      throw new Error(
        `${topic} partition ${partition} can't be read at ${offset}: ${
          found.errorCode === 29
            ? 'not authorised (ACL: Read on Topic)'
            : `the broker answered error ${found.errorCode}`
        }`,
      );
    }
    return readable(found.records ?? [], {
      topic,
      partition,
      from: offset,
      aborted: found.abortedTransactions ?? [],
    });
  }

  async openReplay(id: string): Promise<ReplaySession> {
    return PlatformaticReplay.open(this.#cluster, id);
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }

  /** Sends one request. Codes of parts of it are in the answer. */
  async #ask<A>(
    { host, port }: Node,
    send: (connection: kafka.Connection) => Promise<A>,
  ): Promise<A> {
    try {
      return await send(await this.#pool.get({ host, port }));
    } catch (error) {
      const answer = partialAnswer<A>(error);
      if (answer !== undefined) return answer;
      throw new Error(`${host}:${port}: ${failureOf(error)}`);
    }
  }
}
