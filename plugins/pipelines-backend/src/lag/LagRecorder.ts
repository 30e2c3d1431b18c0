import type {
  FreshnessReading,
  LagReading,
  PastLag,
  RunBatch,
  RunSource,
  WantedFreshness,
  WantedTime,
} from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import {
  type BatchPart,
  checkId,
  type ExternalPipeline,
} from '../observations';
import { type GroupLag, partitionKey } from './assessGroup';
import {
  type BoundLag,
  hourOfTime,
  type LagOrigin,
  type LagStore,
} from './LagStore';
import { readPastLag } from './pastLag';
import { PastLagStore } from './PastLagStore';
import { readLag } from './readLag';
import { type RememberedLog, SourceLag } from './SourceLag';
import { topicState } from './topics/topicState';
import type { TopicStore } from './topics/TopicStore';
import { sameHours, trafficOf } from './traffic';

/** What is remembered of logs, and topics, are written this often: after a restart so much of it is missing, which costs some exactness and no more. */
const LOGS_EVERY_MS = 60_000;

/** Hears where all groups that are pipelines stand. @internal */
export type OnLagRead = (lags: BoundLag[], tx: Knex) => Promise<void>;

/** Takes in where consumer groups stand, sweep by sweep. @internal */
export class LagRecorder implements BatchPart {
  readonly #store: LagStore;
  readonly #onRead: OnLagRead | undefined;
  readonly #past = new PastLagStore();
  readonly #topics: TopicStore;
  readonly #memories = new Map<string, SourceLag>();

  /**
   * @param options - `onRead`: called in the transaction of each sweep with where all groups that are pipelines stand
   */
  constructor(options: {
    store: LagStore;
    topics: TopicStore;
    onRead?: OnLagRead;
  }) {
    this.#store = options.store;
    this.#topics = options.topics;
    this.#onRead = options.onRead;
  }

  /** @returns how far behind those groups are that are pipelines of the catalog */
  async write(options: {
    source: Pick<RunSource, 'id' | 'environment'>;
    batch: Pick<RunBatch, 'lag' | 'pastLag'>;
    resolve: Parameters<BatchPart['write']>[0]['resolve'];
    at: string;
    tx: Knex;
  }): Promise<FreshnessReading[]> {
    const { batch, resolve, source, tx } = options;
    if (batch.pastLag) await this.#putPast(batch.pastLag, options);
    if (!batch.lag) return [];
    const reading = readLag(batch.lag, options.at);
    const origin: LagOrigin = {
      sourceId: source.id,
      environment: source.environment,
      at: reading.at,
    };
    const memory = await this.#memoryOf(source.id, tx);
    // A sweep that was written already tells nothing new.
    if (memory.at !== undefined && memory.at >= reading.at) return [];
    const lags = memory.take(reading);
    const quiet = reading.quietGroups ?? [];
    const pipelines = await resolve(lags.map(lag => lag.group));
    await this.#store.putGroups(
      origin,
      lags.map(lag => {
        const { id, pipelineId } = pipelines.get(lag.group)!;
        return {
          externalPipelineId: id,
          pipelineId: pipelineId ?? undefined,
          lag,
          window: memory.windowOf(lag.group),
        };
      }),
      tx,
    );
    if (reading.complete) {
      const there = [...reading.groups.map(g => g.group), ...quiet];
      await this.#store.forgetOthers(source.id, new Set(there), tx);
    }
    await this.#onRead?.(await this.#store.bound(tx), tx);
    await this.#putCluster(origin, reading, tx);
    await this.#putLogs(origin, reading, memory, tx);
    return this.#freshness(origin, lags, pipelines, tx);
  }

  async #putPast(
    told: PastLag[],
    options: Pick<
      Parameters<LagRecorder['write']>[0],
      'at' | 'resolve' | 'source' | 'tx'
    >,
  ): Promise<void> {
    const { at, resolve, source, tx } = options;
    const groups = told.filter(
      ({ group }) => checkId('group', group) === undefined,
    );
    const ids = await resolve(groups.map(({ group }) => group));
    for (const past of groups) {
      const externalPipelineId = ids.get(past.group)!.id;
      await this.#past.put(
        { sourceId: source.id, externalPipelineId },
        readPastLag(past, at),
        tx,
      );
    }
  }

  /** The messages whose times decide whether a promise is kept. */
  async wantedTimes(options: {
    source: Pick<RunSource, 'id'>;
    lag: LagReading;
    promised: WantedFreshness[];
    at: string;
    tx: Knex;
  }): Promise<WantedTime[]> {
    const { at, lag, promised, source, tx } = options;
    if (promised.length === 0) return [];
    const memory = await this.#memoryOf(source.id, tx);
    return memory.wantedTimes(readLag(lag, at), promised);
  }

  /** How far behind those groups are that are pipelines of the catalog. */
  async #freshness(
    { at, sourceId }: LagOrigin,
    lags: GroupLag[],
    pipelines: Map<string, ExternalPipeline>,
    tx: Knex,
  ): Promise<FreshnessReading[]> {
    const bound = lags.filter(
      lag => typeof pipelines.get(lag.group)?.pipelineId === 'number',
    );
    const idOf = (lag: GroupLag) => pipelines.get(lag.group)!.id;
    const normal = await this.#store.restOf(
      {
        sourceId,
        // Only of what rests it matters whether that is normal.
        externalPipelineIds: bound
          .filter(({ inPerSecond, lag }) => inPerSecond === 0 && lag === 0)
          .map(idOf),
        hours: sameHours(hourOfTime(at)),
      },
      tx,
    );
    return bound.map(lag => ({
      subject: { pipeline: lag.group },
      at,
      measure: 'consumer-lag',
      ageSeconds: lag.seconds ?? undefined,
      traffic: trafficOf({
        inPerSecond: lag.inPerSecond,
        lag: lag.lag,
        normal: normal.get(idOf(lag)),
      }),
    }));
  }

  /** What is kept in memory, unless another replica has read the cluster since: then its readings count as well. */
  async #memoryOf(sourceId: string, tx: Knex): Promise<SourceLag> {
    const own = this.#memories.get(sourceId);
    const readAt = await this.#store.readAt(sourceId, tx);
    if (own && own.at === readAt) return own;
    const stored = await this.#store.memory(sourceId, tx);
    const logs = newerLogs(stored.logs, own?.logs ?? []);
    const memory = new SourceLag({ ...stored, logs });
    this.#memories.set(sourceId, memory);
    return memory;
  }

  async #putCluster(
    { at, sourceId }: LagOrigin,
    reading: LagReading,
    tx: Knex,
  ): Promise<void> {
    const { brokers, complete, groups, requests, topics } = reading;
    const quiet = reading.quietGroups?.length ?? 0;
    const sum = (key: 'partitions' | 'underReplicated' | 'offline') =>
      topics.reduce((total, topic) => total + topic[key], 0);
    await this.#store.putCluster(
      {
        sourceId,
        at,
        complete,
        brokers,
        topics: topics.length,
        partitions: sum('partitions'),
        underReplicated: sum('underReplicated'),
        offline: sum('offline'),
        groups: groups.length + quiet,
        requests,
      },
      tx,
    );
  }

  async #putLogs(
    origin: LagOrigin,
    reading: LagReading,
    memory: SourceLag,
    tx: Knex,
  ): Promise<void> {
    const writtenAt = await this.#store.logsAt(origin.sourceId, tx);
    const isDue =
      !writtenAt ||
      Date.parse(origin.at) - Date.parse(writtenAt) >= LOGS_EVERY_MS;
    if (!isDue) return;
    await this.#store.putLogs(origin, memory.logs, memory.topicIds, tx);
    const logs = new Map(
      memory.logs.map(log => [partitionKey(log.topic, log.partition), log]),
    );
    await this.#topics.put(
      origin,
      reading.topics.map(topic => ({
        reading: topic,
        state: topicState({
          reading: topic,
          logOf: partition => logs.get(partitionKey(topic.topic, partition)),
          at: Date.parse(origin.at),
        }),
      })),
      tx,
    );
  }
}

/** Logs are stored less often than they are read: of each partition, what was seen last counts. */
function newerLogs(
  stored: RememberedLog[],
  own: RememberedLog[],
): RememberedLog[] {
  const seenAt = (log: RememberedLog) => log.history.at(-1)?.[1] ?? 0;
  const newest = new Map<string, RememberedLog>();
  for (const log of [...stored, ...own]) {
    const key = partitionKey(log.topic, log.partition);
    const known = newest.get(key);
    if (!known || seenAt(log) > seenAt(known)) newest.set(key, log);
  }
  return [...newest.values()];
}
