import { addCommit, type Commit } from '@sluice/plugin-pipelines-node';
import { errorWords } from '../client/errorWords';
import type { FetchedRecords } from '../client/KafkaClient';
import { decodeCommitKey, decodeCommitValue } from './decodeCommit';
import { offsetsPartition } from './offsetsPartition';
import type { TailPosition } from './tailCursor';

/** Where brokers keep what groups commit. @internal */
export const OFFSETS_TOPIC = '__consumer_offsets';
/** One that is further behind begins anew at the end: what it would read is old, and there would only be more. */
const MAX_BEHIND = 500_000;

const OUT_OF_RANGE = 1;
const NOT_AUTHORISED = 29;
/** Leaders that moved, or don't know of it yet: the next sweep asks others. */
const MOVED = new Set([3, 5, 6, 9, 74, 75, 76, 78, 100]);

/** What a group committed, by topic and partition. */
type Made = Map<
  string,
  { topic: string; partition: number; commits: Commit[] }
>;

/** What was read of `__consumer_offsets` in one sweep, and how far. Does no requests. @internal */
export class Tail {
  readonly positions: Map<number, TailPosition>;
  readonly problems = new Set<string>();
  readonly #partitions: number;
  /** Where each partition stood before this sweep. */
  readonly #before: ReadonlyMap<number, TailPosition>;
  readonly #ends = new Map<number, number>();
  readonly #upToDate = new Set<number>();
  readonly #groups: ReadonlySet<string>;
  readonly #readsTopic: (topic: string) => boolean;
  readonly #now: () => Date;
  /** By group. */
  readonly #made = new Map<string, Made>();

  constructor(options: {
    partitions: number;
    positions: ReadonlyMap<number, TailPosition>;
    groups: ReadonlySet<string>;
    readsTopic: (topic: string) => boolean;
    now: () => Date;
  }) {
    this.#partitions = options.partitions;
    this.#before = options.positions;
    this.positions = new Map(options.positions);
    this.#groups = options.groups;
    this.#readsTopic = options.readsTopic;
    this.#now = options.now;
  }

  get active(): Set<string> {
    return new Set(this.#made.keys());
  }

  of(group: string, topic: string, partition: number) {
    const own = offsetsPartition(group, this.#partitions);
    const position = this.positions.get(own);
    if (!position) return undefined;
    const made = this.#made.get(group)?.get(`${topic}/${partition}`)?.commits;
    return {
      since: new Date(position.since).toISOString(),
      made: made ?? [],
      upToDate: this.#upToDate.has(own),
    };
  }

  partitionsOf(group: string) {
    return [...(this.#made.get(group)?.values() ?? [])].map(
      ({ partition, topic }) => ({ topic, partition }),
    );
  }

  /** Begins at the end of a partition: what is committed from now on is seen. */
  begin(partition: number, offset: number): void {
    const since = this.#now().getTime();
    this.positions.set(partition, { offset, since });
  }

  failed(partition: number, code: number): void {
    this.#upToDate.delete(partition);
    if (MOVED.has(code)) return;
    if (code === OUT_OF_RANGE) {
      // What it would read next was compacted or cut away: the next sweep begins anew at the end.
      this.positions.delete(partition);
      return;
    }
    this.problems.add(
      code === NOT_AUTHORISED
        ? `commits: not authorised to read them (ACL: Read on Topic ${OFFSETS_TOPIC})`
        : `commits: ${errorWords(code)}`,
    );
  }

  /** There is more than was read: the next sweep goes on, or, where that is hopeless, begins anew. */
  isBehind(partition: number): void {
    const position = this.positions.get(partition);
    const behind = (this.#ends.get(partition) ?? 0) - (position?.offset ?? 0);
    if (behind <= MAX_BEHIND) return;
    this.positions.delete(partition);
    this.problems.add(
      `commits: ${behind} of partition ${partition} of ${OFFSETS_TOPIC} were left out, since there are more than can be read`,
    );
  }

  /** @param hadRoom - whether an empty answer means that nothing is there @returns whether nothing more is to be had */
  take(answer: FetchedRecords, hadRoom: boolean): boolean {
    const { code, end, partition, records, refused = [], settled } = answer;
    if (code) {
      this.failed(partition, code);
      return true;
    }
    const position = this.positions.get(partition)!;
    let { since } = position;
    for (const record of records) {
      // A batch begins where its producer began it.
      if (record.offset < position.offset) continue;
      if (!this.#read(record)) {
        // Whose it was isn't known, so nobody's commits are whole.
        since = this.#now().getTime();
        this.problems.add(
          `commits: a record of partition ${partition} of ${OFFSETS_TOPIC} can't be understood`,
        );
      }
    }
    for (const why of refused) {
      since = this.#now().getTime();
      this.problems.add(
        `commits: in partition ${partition} of ${OFFSETS_TOPIC} ${why}`,
      );
    }
    // Where compaction left nothing between here and the end, no batch says so.
    const next = answer.next ?? (hadRoom ? settled : position.offset);
    const offset = Math.max(position.offset, next);
    this.positions.set(partition, { offset, since });
    this.#ends.set(partition, end);
    if (offset < settled) return false;
    // Behind an open transaction there may be commits; one that ends in time does no harm.
    const moved = offset !== this.#before.get(partition)?.offset;
    if (offset >= end || moved) this.#upToDate.add(partition);
    return true;
  }

  /** @returns false if it can't be understood */
  #read({ key, value }: FetchedRecords['records'][number]): boolean {
    try {
      const whose = decodeCommitKey(key);
      if (!whose) return true;
      const { group, partition, topic } = whose;
      if (!this.#groups.has(group) || !this.#readsTopic(topic)) return true;
      const commit = decodeCommitValue(value);
      const own: Made = this.#made.get(group) ?? new Map();
      const place = `${topic}/${partition}`;
      // What it committed before a tombstone counts no more.
      const commits = own.get(place)?.commits ?? [];
      own.set(place, {
        topic,
        partition,
        commits: commit ? addCommit(commits, commit) : [],
      });
      this.#made.set(group, own);
      return true;
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  }
}
