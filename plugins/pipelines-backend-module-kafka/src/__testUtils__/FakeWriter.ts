import type {
  CommittedOffset,
  FetchedMessages,
  KafkaWriter,
  LogMessage,
  OffsetToCommit,
  ReplaySession,
} from '../operations/KafkaWriter';
import type { FakeCluster } from './FakeCluster';

/** Writes to a {@link FakeCluster}, as its brokers would let it, and dies when the test says so. */
export class FakeWriter implements KafkaWriter {
  /** Every commit that was sent. */
  readonly commits: Array<{ group: string; offsets: OffsetToCommit[] }> = [];
  /** What was written by transactions that were committed. */
  readonly written: Array<Omit<LogMessage, 'offset'>> = [];
  /** Codes that commits are answered with, by `topic/partition`. */
  readonly codes = new Map<string, number>();
  /** By `topic/partition`; offsets are places in the list. */
  readonly logs = new Map<string, Array<Partial<LogMessage>>>();
  /** Throws after so many commits or transactions have reached the brokers: whoever sent them never hears of it. */
  diesAfter = Infinity;
  #reached = 0;
  #epoch = 0;
  readonly #positions = new Map<string, Map<string, number>>();

  constructor(readonly cluster: FakeCluster) {}

  async commit(
    _: unknown,
    group: string,
    offsets: OffsetToCommit[],
  ): Promise<CommittedOffset[]> {
    const found = this.cluster.groups.get(group)!;
    this.commits.push({ group, offsets });
    const answers = offsets.map(({ metadata, offset, partition, topic }) => {
      const key = `${topic}/${partition}`;
      const code = found.members.length > 0 ? 25 : this.codes.get(key) ?? 0;
      if (code === 0) found.committed[key] = { code: 0, offset, metadata };
      return { topic, partition, code };
    });
    this.#reach();
    return answers;
  }

  async fetch(
    _: unknown,
    { offset, partition, topic }: Parameters<KafkaWriter['fetch']>[1],
  ): Promise<FetchedMessages> {
    const log = this.logs.get(`${topic}/${partition}`) ?? [];
    const messages = log.slice(offset, offset + 20).map(
      (message, i): LogMessage => ({
        topic,
        partition,
        offset: offset + i,
        timestamp: 0,
        key: null,
        value: Buffer.from(`${partition}/${offset + i}`),
        headers: [],
        ...message,
      }),
    );
    return { messages, next: offset + messages.length };
  }

  async openReplay(id: string): Promise<ReplaySession> {
    this.#epoch++;
    const epoch = this.#epoch;
    const positions = this.#positions.get(id) ?? new Map<string, number>();
    this.#positions.set(id, positions);
    return {
      positions: async topic =>
        new Map(
          [...positions].flatMap(([key, offset]) => {
            const [name, partition] = key.split('/');
            return name === topic ? [[Number(partition), offset]] : [];
          }),
        ),
      copy: async (messages, copiedTo) => {
        if (epoch !== this.#epoch) throw new Error('PRODUCER_FENCED');
        this.written.push(...messages);
        for (const { offset, partition, topic } of copiedTo) {
          positions.set(`${topic}/${partition}`, offset);
        }
        this.#reach();
      },
      close: async () => {},
    };
  }

  async close(): Promise<void> {}

  #reach(): void {
    this.#reached++;
    if (this.#reached === this.diesAfter) throw new Error('killed');
  }
}
