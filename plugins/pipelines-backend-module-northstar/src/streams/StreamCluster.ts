import type {
  GroupMember,
  GroupPartition,
  GroupReading,
  LagReading,
} from '@sluice/plugin-pipelines-node';
import { hexadecimal } from '../simulation/draws';
import { consumerAt } from '../simulation/freshness';
import { STORIES } from '../simulation/stories';
import { DAY, HOUR, iso, MINUTE } from '../simulation/time';
import { CLUSTERS, GROUPS, type StreamGroup } from './groups';
import { DEAD_LETTERS } from './deadLetters';
import { OperationLog } from './OperationLog';
import { endsAt as writtenUntil, type StreamTopic } from './topics';

/** Brokers keep messages for so long, in milliseconds. @internal */
export const RETENTION = 7 * DAY;

/** Since when members are away, relative to the first start. */
const LEFT_SINCE: Record<string, number> = {
  'bi.orders-export': -26 * HOUR,
  'ops.dlq-orders-triage': -3 * DAY,
};
const LOST_SINCE = -12 * DAY;
const ABANDONED_SINCE = -23 * DAY;

/** A sweep takes four requests a broker, and one. */
const BROKERS: Record<string, number> = {
  [CLUSTERS.main]: 6,
  [CLUSTERS.analytics]: 3,
};

/** How far a group was behind at a moment. Seconds. @internal */
export type GroupAge = { seconds: number; isIdle: boolean };

/**
 * A Kafka cluster of the demo: what a sweep over it would read. A function of the clock, the seed and the first start; the same age that
 * the freshness of a consumer is told by is where it stands in its logs.
 *
 * @internal
 */
export class StreamCluster {
  readonly groups: StreamGroup[];
  readonly #id: string;
  readonly #seed: string;
  readonly #operations: OperationLog;

  /** @param options - `operations`: what was done to it */
  constructor(options: {
    id: string;
    seed: string;
    operations?: OperationLog;
  }) {
    this.#id = options.id;
    this.#operations = options.operations ?? new OperationLog(undefined);
    this.#seed = options.seed;
    this.groups = GROUPS.filter(({ cluster }) => cluster === options.id);
  }

  /**
   * A sweep.
   *
   * @param at - milliseconds since 1970
   * @param of - `starts`: when processes were started, ascending, by pipeline; `startedAt`: the first start
   */
  read(at: number, of: StreamClock): LagReading {
    const topics = this.#topics();
    const brokers = BROKERS[this.#id] ?? 3;
    return {
      at: iso(at),
      complete: true,
      groups: this.groups.map(group => this.#group(group, at, of)),
      logs: topics.flatMap(topic => {
        const starts = this.#endsAt(topic, at - RETENTION, of);
        return this.#endsAt(topic, at, of).map((end, partition) => ({
          topic: topic.topic,
          partition,
          end,
          start: starts[partition],
        }));
      }),
      topics: topics.map(topic => ({
        topic: topic.topic,
        topicId: hexadecimal(22, this.#id, topic.topic),
        partitions: topic.partitions,
        underReplicated: topic.topic === 'store.sensors.v1' ? 2 : 0,
        offline: 0,
        retentionMs: RETENTION,
        compacted: false,
        layout: Array.from({ length: topic.partitions }, (_, partition) => ({
          partition,
          leader: 1 + (partition % brokers),
          replicas: 3,
          inSync: topic.topic === 'store.sensors.v1' && partition < 2 ? 2 : 3,
        })),
        ...(topic.topic === DEAD_LETTERS && {
          deadLettersOf: { topic: DEAD_LETTERS.replace('.dlq', '') },
        }),
      })),
      brokers,
      requests: 4 * brokers + 1,
    };
  }

  /** What groups were given up long ago had committed: told once, so that it is known since when nothing changed. */
  readAbandoned(of: StreamClock): LagReading | undefined {
    const at = of.startedAt + ABANDONED_SINCE;
    const groups = this.groups.filter(({ does }) => does === 'abandoned');
    if (groups.length === 0) return undefined;
    const whole = this.read(at, of);
    const names = new Set(groups.map(({ group }) => group));
    return {
      ...whole,
      complete: false,
      groups: whole.groups.filter(({ group }) => names.has(group)),
    };
  }

  /** How far behind a group is; undefined where nobody can tell. */
  ageOf(
    group: StreamGroup,
    at: number,
    { startedAt, starts }: StreamClock,
  ): GroupAge | undefined {
    if (group.pipeline) {
      const { ageSeconds, traffic } = consumerAt(at, {
        seed: this.#seed,
        name: group.pipeline,
        startedAt,
        starts: starts.get(group.pipeline) ?? [],
      });
      return { seconds: ageSeconds, isIdle: traffic !== 'flowing' };
    }
    const since = (from: number) => ({
      seconds: Math.max(0, at - startedAt - from) / 1000,
      isIdle: false,
    });
    switch (group.does) {
      case 'denied':
        return undefined;
      case 'waits':
        return { seconds: 0, isIdle: true };
      case 'left':
        return since(LEFT_SINCE[group.group]);
      case 'lost':
        return since(LOST_SINCE);
      case 'abandoned':
        return since(ABANDONED_SINCE);
      default: {
        const { ageSeconds } = consumerAt(at, {
          seed: this.#seed,
          name: group.group,
          startedAt,
          starts: [],
        });
        return { seconds: ageSeconds, isIdle: false };
      }
    }
  }

  /** From when on groups do something else, so that a reader who comes later looks there more closely. Milliseconds since 1970. */
  turns({ startedAt }: Pick<StreamClock, 'startedAt'>): number[] {
    const { crashLoop, rewinds } = STORIES;
    return [crashLoop.since, rewinds.since, ...Object.values(LEFT_SINCE)].map(
      since => startedAt + since,
    );
  }

  /** Where the logs of a topic ended, with what replays have copied into it. */
  #endsAt(topic: StreamTopic, at: number, of: StreamClock): number[] {
    const ends = writtenUntil(topic, at, of.startedAt);
    for (const line of this.#operations.lines(this.#id)) {
      if (line.does !== 'copy' || line.into !== topic.topic) continue;
      if (Date.parse(line.at) > at) continue;
      for (let i = 0; i < line.messages; i++) {
        ends[(line.to - i) % ends.length]++;
      }
    }
    return ends;
  }

  /** Where an operation put a group last; undefined where none did. It has no members, so it stays there. */
  #resetTo(
    group: string,
    topic: string,
    partition: number,
    at: number,
  ): number | undefined {
    return this.#operations
      .lines(this.#id)
      .flatMap(line =>
        line.does === 'reset' &&
        line.group === group &&
        Date.parse(line.at) <= at
          ? line.offsets
          : [],
      )
      .filter(each => each.topic === topic && each.partition === partition)
      .at(-1)?.offset;
  }

  #topics(): StreamTopic[] {
    return [...new Set(this.groups.flatMap(({ topics }) => topics))];
  }

  #group(group: StreamGroup, at: number, of: StreamClock): GroupReading {
    const age = this.ageOf(group, at, of);
    if (age === undefined) {
      return {
        group: group.group,
        state: 'unknown',
        partitions: [],
        problem:
          'not authorised to describe the group (ACL: Describe on Group)',
      };
    }
    const isAway = age.seconds > 0 && isLeft(group);
    const members = this.#members(group, isAway ? 0 : group.members || 1);
    const readUpTo = at - age.seconds * 1000;
    const all = group.topics.flatMap(topic =>
      this.#endsAt(topic, readUpTo, of).map((committed, partition) => ({
        topic: topic.topic,
        partition,
        committed:
          this.#resetTo(group.group, topic.topic, partition, at) ?? committed,
      })),
    );
    const partitions = all.map((position, i): GroupPartition => {
      const member = members[Math.floor((i * members.length) / all.length)];
      return { ...position, memberId: member?.memberId ?? null };
    });
    return {
      group: group.group,
      state: isAway ? 'empty' : 'stable',
      protocol: 'classic',
      members,
      partitions,
    };
  }

  #members(group: StreamGroup, count: number): GroupMember[] {
    const pod = group.group.replace(/^northstar\./, '').replaceAll('_', '-');
    return Array.from({ length: count }, (_, i) => {
      const words = [this.#seed, 'member', group.group, i] as const;
      const end = hexadecimal(5, ...words);
      const place = parseInt(hexadecimal(4, ...words), 16);
      const clientId = `${pod}-${end}`;
      return {
        clientId,
        memberId: `${clientId}-${hexadecimal(12, 'id', ...words)}`,
        host: `/10.40.${place % 250}.${(place >> 8) + 1}`,
      };
    });
  }
}

/** What a cluster is read by. @internal */
export type StreamClock = {
  /** When the demo was first started, milliseconds since 1970. */
  startedAt: number;
  /** When the processes of pipelines were started, ascending. */
  starts: ReadonlyMap<string, number[]>;
};

/**
 * When a reader who comes to a cluster later has to have looked, so that verdicts and times are what they would be had it watched all the
 * time: every hour, more closely where something changed, and each minute at last.
 *
 * @param to - milliseconds since 1970; exclusive
 * @returns whole minutes, ascending
 * @internal
 */
export function timesToLook(
  from: number,
  to: number,
  turns: readonly number[],
): number[] {
  const times = new Set<number>();
  const look = (first: number, step: number, until: number) => {
    const start = Math.ceil(Math.max(first, from) / MINUTE) * MINUTE;
    for (let at = start; at < Math.min(until, to); at += step) times.add(at);
  };
  look(from, HOUR, to);
  for (const turn of turns) look(turn - MINUTE, MINUTE, turn + 11 * MINUTE);
  look(to - 12 * MINUTE, MINUTE, to);
  return [...times].sort((a, b) => a - b);
}

function isLeft({ does }: StreamGroup): boolean {
  return does === 'left' || does === 'abandoned';
}
