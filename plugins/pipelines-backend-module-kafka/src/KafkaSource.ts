import { InputError } from '@backstage/errors';
import type {
  CollectOptions,
  DeadLetter,
  LagReading,
  LogReading,
  PipelineDefinition,
  RunBatch,
  RunSource,
  SourceIssue,
} from '@sluice/plugin-pipelines-node';
import type { KafkaClient, TopicConfig } from './client/KafkaClient';
import { packCursor, unpackCursor } from './commits/tailCursor';
import type { KafkaCluster } from './config';
import { sampleDeadLetters } from './deadLetters/sample';
import { DeadLetterPatterns } from './sweep/deadLetters';
import { QuietGroups } from './sweep/QuietGroups';
import { type Sweep, sweep } from './sweep/sweep';
import { messageKey, writtenTimes } from './sweep/writtenTimes';

/** A source shows so many at most. */
const MAX_ISSUES = 50;

/** Reads the consumer groups of one cluster. @internal */
export class KafkaSource implements RunSource {
  readonly id: string;
  readonly technology = 'kafka';
  readonly title: string;
  readonly environment: string;
  readonly schedule: RunSource['schedule'];
  readonly #cluster: KafkaCluster;
  readonly #connect: () => KafkaClient;
  /** Undefined: all groups are read in every sweep. */
  readonly #quiet: QuietGroups | undefined;
  /** Made at the first sweep, so that a cluster that is down keeps nobody from starting. */
  #client: KafkaClient | undefined;
  #anchoredAt = -Infinity;
  #configs: ReadonlyMap<string, TopicConfig> = new Map();
  readonly #deadLetters: DeadLetterPatterns;

  static create(options: {
    cluster: KafkaCluster;
    connect: (cluster: KafkaCluster) => KafkaClient;
  }): KafkaSource {
    return new KafkaSource(options);
  }

  private constructor(options: {
    cluster: KafkaCluster;
    connect: (cluster: KafkaCluster) => KafkaClient;
  }) {
    const { cluster, connect } = options;
    const { environment, name, schedule, title } = cluster;
    this.id = name;
    this.title = title;
    this.environment = environment;
    this.schedule = {
      intervalSeconds: schedule.intervalSeconds,
      timeoutSeconds: schedule.timeoutSeconds,
    };
    this.#cluster = cluster;
    this.#connect = () => connect(cluster);
    this.#deadLetters = new DeadLetterPatterns(cluster.topics.deadLetters);
    if (schedule.quietSeconds > schedule.intervalSeconds) {
      this.#quiet = new QuietGroups({ everySeconds: schedule.quietSeconds });
    }
  }

  async *collect({
    cursor,
    now,
    signal,
    wantedFreshness,
    wantedTimes,
  }: CollectOptions): AsyncGenerator<RunBatch> {
    signal.throwIfAborted();
    const promised = (await wantedFreshness?.()) ?? [];
    this.#client ??= this.#connect();
    const { filters, schedule, transactional } = this.#reading;
    const startedAt = now().getTime();
    const slow = startedAt - this.#anchoredAt >= schedule.anchorsSeconds * 1000;
    const read = await sweep({
      client: this.#client,
      filters,
      transactional,
      deadLetters: this.#deadLetters,
      configs: this.#configs,
      slow,
      quiet: this.#quiet,
      close: new Set(promised.map(each => each.pipelineExternalId)),
      ...(this.#cluster.commits.tail && {
        tail: { cursor: unpackCursor(cursor) },
      }),
      now,
    });
    if (slow) this.#anchoredAt = startedAt;
    this.#configs = read.configs;
    yield {
      cursor: read.cursor ? packCursor(read.cursor) : null,
      lag: await this.#withTimes(read, wantedTimes),
      issues: issuesOf(read),
      ...(this.#cluster.discover && {
        definitions: [
          ...read.lag.groups.map(({ group }) => group),
          ...(read.lag.quietGroups ?? []),
        ].map(definitionOf),
        definitionsComplete: read.lag.complete,
      }),
    };
  }

  /** A reading with the times that it takes to tell on which side of a promise a group is. */
  async #withTimes(
    { cluster, lag }: Sweep,
    wantedTimes: CollectOptions['wantedTimes'],
  ): Promise<LagReading> {
    const wanted = (await wantedTimes?.(lag)) ?? [];
    if (wanted.length === 0) return lag;
    const client = this.#client!;
    const before = client.requests;
    const times = await writtenTimes({ client, cluster, wanted });
    const logs = lag.logs.map((log): LogReading => {
      const written = wanted.flatMap(each => {
        const isOwn =
          each.topic === log.topic && each.partition === log.partition;
        const at = isOwn ? times.get(messageKey(each)) : undefined;
        if (at === undefined) return [];
        return [{ offset: each.offset, at: new Date(at).toISOString() }];
      });
      return written.length > 0 ? { ...log, written } : log;
    });
    const requests = lag.requests + client.requests - before;
    return { ...lag, logs, requests };
  }

  async readDeadLetters(
    topic: string,
    { limit, signal }: { limit: number; signal: AbortSignal },
  ): Promise<DeadLetter[]> {
    signal.throwIfAborted();
    this.#client ??= this.#connect();
    const client = this.#client;
    const cluster = await client.cluster();
    const known = new Set(cluster.topics.map(({ name }) => name));
    const found = cluster.topics.find(({ name }) => name === topic);
    // Whoever may look at dead letters may not look at whatever topic they name.
    if (!found || !this.#deadLetters.of(topic, known)) {
      throw new InputError(
        `${topic} is no dead-letter topic by ${
          this.#cluster.configKey
        }.topics.deadLetters`,
      );
    }
    return sampleDeadLetters({ client, cluster, topic: found, limit });
  }

  async close(): Promise<void> {
    await this.#client?.close();
  }

  get #reading() {
    const { groups, schedule, topics } = this.#cluster;
    const { transactional, ...names } = topics;
    return { filters: { groups, topics: names }, schedule, transactional };
  }
}

function definitionOf(group: string): PipelineDefinition {
  return { externalId: group, type: 'kafka-consumer', paused: false };
}

/** Brokers that couldn't be asked, and groups that may not be described. */
function issuesOf({ lag, problems }: Sweep): SourceIssue[] {
  const at = lag.at;
  const refused = lag.groups.filter(g =>
    g.problem?.startsWith('not authorised'),
  );
  return [
    ...problems.map((message): SourceIssue => {
      const title = 'Part of the cluster';
      return { kind: 'skipped-reading', title, message, at };
    }),
    ...refused.map(
      ({ group, problem }): SourceIssue => ({
        kind: 'skipped-reading',
        title: group,
        message: `unknown: ${problem}`,
        pipeline: group,
        at,
      }),
    ),
  ].slice(0, MAX_ISSUES);
}
