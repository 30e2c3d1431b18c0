import { createHash } from 'node:crypto';
import type {
  GroupPartition,
  GroupReading,
} from '@sluice/plugin-pipelines-node';
import type { CoordinatedGroup } from './plan';

/** As many readings as verdicts rest on: after so many that are alike another one tells nothing new. */
const SETTLED_AFTER = 10;

/** What is known of a group between sweeps. */
type Known = {
  /** What it looked like: state, members, offsets. */
  looks: string;
  /** How the broker that coordinates it lists it. */
  listed: string;
  /** How many readings in a row looked like this. */
  alike: number;
  /** When it was last read, milliseconds since 1970. */
  readAt: number;
  partitions: Array<Pick<GroupPartition, 'topic' | 'partition'>>;
};

/**
 * Which groups a sweep may leave out: those in which nothing has moved for ten readings, and that no SLO is about. They are read every now and
 * then, spread over the sweeps, and at once when their coordinator lists them in another state.
 *
 * @internal
 */
export class QuietGroups {
  readonly #everyMs: number;
  #known = new Map<string, Known>();

  /** @param options - `everySeconds`: a quiet group is read at least this often */
  constructor(options: { everySeconds: number }) {
    this.#everyMs = options.everySeconds * 1000;
  }

  /**
   * The groups that a sweep leaves out.
   *
   * @param options - `listed`: all that there are; `close`: ids of those that are read each time; `at`: milliseconds since 1970
   */
  toLeaveOut(options: {
    listed: readonly CoordinatedGroup[];
    close: ReadonlySet<string>;
    at: number;
  }): Set<string> {
    const { at, close, listed } = options;
    const left = new Set<string>();
    for (const each of listed) {
      const known = this.#known.get(each.group);
      if (!known || known.alike < SETTLED_AFTER || close.has(each.group)) {
        continue;
      }
      if (known.listed !== listedAs(each)) continue;
      const turn = (time: number) => this.#turnOf(each.group, time);
      if (turn(at) === turn(known.readAt)) left.add(each.group);
    }
    return left;
  }

  /** The partitions of groups that are left out: where their logs end is read all the same, so that times stay exact. */
  partitionsOf(
    groups: Iterable<string>,
  ): Array<Pick<GroupPartition, 'topic' | 'partition'>> {
    return [...groups].flatMap(
      group => this.#known.get(group)?.partitions ?? [],
    );
  }

  /** Takes a sweep in. @param options - `listed`: all that there are; `read`: those that were read; `at`: milliseconds since 1970 */
  take(options: {
    listed: readonly CoordinatedGroup[];
    read: readonly GroupReading[];
    at: number;
  }): void {
    const { at, listed } = options;
    const read = new Map(options.read.map(group => [group.group, group]));
    const next = new Map<string, Known>();
    for (const each of listed) {
      const before = this.#known.get(each.group);
      const reading = read.get(each.group);
      if (!reading) {
        if (before) next.set(each.group, before);
        continue;
      }
      const looks = looksOf(reading);
      const isAlike = before?.looks === looks && !reading.problem;
      next.set(each.group, {
        looks,
        listed: listedAs(each),
        alike: isAlike ? before.alike + 1 : 1,
        readAt: at,
        partitions: reading.partitions.map(({ partition, topic }) => ({
          topic,
          partition,
        })),
      });
    }
    this.#known = next;
  }

  /** Time in turns of a quiet group: each begins its own at another moment, so that they don't all come at once. */
  #turnOf(group: string, at: number): number {
    const place = createHash('sha1').update(group).digest()[0] / 256;
    return Math.floor(at / this.#everyMs + place);
  }
}

function listedAs({ nodeId, state, type }: CoordinatedGroup): string {
  return `${nodeId} ${type} ${state}`;
}

function looksOf({ members, partitions, state }: GroupReading): string {
  const hash = createHash('sha1').update(state);
  for (const { memberId } of members ?? []) hash.update(` ${memberId}`);
  for (const { committed, memberId, partition, topic } of partitions) {
    hash.update(`\n${topic} ${partition} ${committed} ${memberId}`);
  }
  return hash.digest('base64');
}
