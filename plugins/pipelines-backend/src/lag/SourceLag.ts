import type {
  GroupReading,
  LagReading,
  LogReading,
  WantedFreshness,
  WantedTime,
} from '@sluice/plugin-pipelines-node';
import {
  assessGroup,
  type GroupLag,
  type GroupWindow,
  type KnownLog,
  partitionKey,
} from './assessGroup';
import { addNewest, addPoint, type LogHistory } from './health/logHistory';
import { nearBound } from './health/nearBound';
import { readOffset } from './health/offsets';

/** What is remembered of the log of one partition. @internal */
export type RememberedLog = {
  topic: string;
  partition: number;
  start?: number;
  history: LogHistory;
};

/** What one cluster's lag rests on, as it is stored. @internal */
export type Memory = {
  /** When the newest reading was taken, ISO 8601 in UTC. */
  at: string | undefined;
  windows: Map<string, GroupWindow>;
  logs: RememberedLog[];
  /** By topic. */
  topicIds: Map<string, string>;
};

/**
 * The readings of one cluster that verdicts and times rest on. Kept in memory, since each sweep needs all of them; the store has them for
 * after a restart, and for another replica that reads the cluster the next time.
 *
 * @internal
 */
export class SourceLag {
  #at: string | undefined;
  #windows: Map<string, GroupWindow>;
  readonly #logs = new Map<string, RememberedLog>();
  readonly #topicIds: Map<string, string>;

  constructor(memory: Memory) {
    this.#at = memory.at;
    this.#windows = memory.windows;
    this.#topicIds = memory.topicIds;
    for (const log of memory.logs) {
      this.#logs.set(partitionKey(log.topic, log.partition), log);
    }
  }

  /** When the newest reading was taken; undefined: none was. */
  get at(): string | undefined {
    return this.#at;
  }

  /** What is remembered of the logs, for the store. */
  get logs(): RememberedLog[] {
    return [...this.#logs.values()];
  }

  /** The ids of topics by name, for the store. */
  get topicIds(): ReadonlyMap<string, string> {
    return this.#topicIds;
  }

  /** The readings that the verdict of a group rests on, for the store. */
  windowOf(group: string): GroupWindow {
    return this.#windows.get(group) ?? new Map();
  }

  /**
   * The messages of which it matters to the second when they were written: those that groups read next that are near what is promised.
   * Nothing is taken in.
   */
  wantedTimes(reading: LagReading, promised: WantedFreshness[]): WantedTime[] {
    const bounds = new Map(
      promised.map(each => [each.pipelineExternalId, each.maxSeconds]),
    );
    const at = Date.parse(reading.at);
    const read = new Map(
      reading.logs.map(log => [partitionKey(log.topic, log.partition), log]),
    );
    const ids = new Map(reading.topics.map(each => [each.topic, each.topicId]));
    const isSame = (topic: string) =>
      (this.#topicIds.get(topic) ?? ids.get(topic)) === ids.get(topic);
    return reading.groups.flatMap(({ group, partitions }) => {
      const maxSeconds = bounds.get(group);
      if (maxSeconds === undefined) return [];
      return partitions.flatMap(({ committed, partition, topic }) => {
        const key = partitionKey(topic, partition);
        const log = read.get(key);
        const known = isSame(topic) ? this.#logs.get(key) : undefined;
        const start = log?.start ?? known?.start;
        const { lag } = readOffset({ committed, end: log?.end, start });
        if (!lag) return [];
        const offset = log!.end! - lag;
        const history = historyWith(known?.history ?? [], log!, at);
        const near = nearBound({
          position: offset,
          history,
          now: at,
          maxSeconds,
        });
        if (!near) return [];
        const after = new Date(near.after).toISOString();
        const before = new Date(near.before).toISOString();
        return [{ topic, partition, offset, after, before }];
      });
    });
  }

  /**
   * Takes a reading of the cluster in.
   *
   * @returns each group that was read, as it is now
   */
  take(reading: LagReading): GroupLag[] {
    const at = Date.parse(reading.at);
    this.#at = reading.at;
    this.#forgetRecreated(reading);
    const transactional = new Set(
      reading.topics.filter(t => t.transactional).map(t => t.topic),
    );
    const read = new Map<string, LogReading>();
    for (const log of reading.logs) {
      read.set(partitionKey(log.topic, log.partition), log);
      this.#remember(log, at);
    }
    const logOf = (topic: string, partition: number): KnownLog => {
      const key = partitionKey(topic, partition);
      const known = this.#logs.get(key);
      const now = read.get(key);
      return {
        end: now?.end,
        problem: now?.problem,
        start: known?.start,
        history: known?.history ?? [],
        written: now?.written,
        transactional: transactional.has(topic),
      };
    };
    const next = new Map<string, GroupWindow>();
    const lags = reading.groups.map(group => {
      const assessed = assessGroup({
        reading: group,
        at,
        window: this.windowOf(group.group),
        logOf,
      });
      next.set(group.group, this.#keepUnread(group, assessed.window));
      return assessed.lag;
    });
    for (const group of reading.quietGroups ?? []) {
      if (!next.has(group)) next.set(group, this.windowOf(group));
    }
    this.#windows = reading.complete
      ? next
      : new Map([...this.#windows, ...next]);
    return lags;
  }

  /** A coordinator that is away for a moment doesn't make us forget what its groups did before. */
  #keepUnread(group: GroupReading, window: GroupWindow): GroupWindow {
    return group.problem
      ? new Map([...this.windowOf(group.group), ...window])
      : window;
  }

  #remember(log: LogReading, at: number): void {
    const key = partitionKey(log.topic, log.partition);
    const known = this.#logs.get(key);
    const history = historyWith(known?.history ?? [], log, at);
    const { partition, topic } = log;
    const start = log.start ?? known?.start;
    this.#logs.set(key, { topic, partition, start, history });
  }

  /** A topic that was deleted and made again has the name of the old one, and nothing else. */
  #forgetRecreated({ complete, topics }: LagReading): void {
    const recreated = new Set<string>();
    const present = new Set<string>();
    for (const { topic, topicId } of topics) {
      present.add(topic);
      if (topicId === undefined) continue;
      const before = this.#topicIds.get(topic);
      if (before !== undefined && before !== topicId) recreated.add(topic);
      this.#topicIds.set(topic, topicId);
    }
    for (const [key, { topic }] of this.#logs) {
      const isGone = complete && !present.has(topic);
      if (isGone || recreated.has(topic)) this.#logs.delete(key);
    }
    if (!complete) return;
    for (const topic of this.#topicIds.keys()) {
      if (!present.has(topic)) this.#topicIds.delete(topic);
    }
  }
}

/** A history with what a reading tells. */
function historyWith(
  history: LogHistory,
  { end, newest }: LogReading,
  at: number,
): LogHistory {
  const next = end === undefined ? history : addPoint(history, [end, at]);
  if (!newest) return next;
  return addNewest(next, { ...newest, at: Date.parse(newest.at) });
}
