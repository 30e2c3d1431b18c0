import { Bytes } from '../client/Bytes';

/*
 * Records of `__consumer_offsets`, by Apache Kafka's message definitions OffsetCommitKey.json, LegacyOffsetCommitKey.json and
 * OffsetCommitValue.json (group-coordinator/src/main/resources/common/message). Keys and values each begin with their version (int16); numbers
 * are big-endian, strings are UTF-8 after their length (int16).
 */

/** Whose commit a record of `__consumer_offsets` tells of. @internal */
export type CommitKey = { group: string; topic: string; partition: number };

/** What a record says that was committed. @internal */
export type CommitValue = {
  /** The offset that is read next. */
  offset: number;
  /** When the coordinator took it, milliseconds since 1970. */
  at: number;
};

/** Versions of keys that are offset commits: 0 of Kafka before 0.9, and 1. Above are members and assignments of groups of each protocol. */
const MAX_KEY_VERSION = 1;
/** The first version with the epoch of the leader beside the offset. */
const WITH_EPOCH = 3;
/** The first flexible version: lengths are varints, and tagged fields may follow. Those that follow are of no interest. */
const FLEXIBLE = 4;

/**
 * Whose commit it is.
 *
 * @returns undefined for records that are no commits: members of groups, and kinds that are newer than this
 * @throws RangeError if the key breaks off
 * @internal
 */
export function decodeCommitKey(key: Buffer | null): CommitKey | undefined {
  if (!key || key.length < 2) return undefined;
  const bytes = new Bytes(key);
  const version = bytes.int16();
  if (version < 0 || version > MAX_KEY_VERSION) return undefined;
  return {
    group: bytes.text(bytes.int16()),
    topic: bytes.text(bytes.int16()),
    partition: bytes.int32(),
  };
}

/**
 * What was committed.
 *
 * @returns null for a tombstone: what was committed has expired, or was deleted
 * @throws RangeError if the value breaks off, or has a version that isn't known
 * @internal
 */
export function decodeCommitValue(value: Buffer | null): CommitValue | null {
  if (!value) return null;
  const bytes = new Bytes(value);
  const version = bytes.int16();
  if (version < 0 || version > FLEXIBLE) {
    throw new RangeError(`version ${version} of offset commits isn't known`);
  }
  const offset = bytes.int64();
  if (version >= WITH_EPOCH) bytes.int32();
  // What the consumer wrote beside it is of no interest, and may be anything.
  bytes.skip(version >= FLEXIBLE ? bytes.varint() - 1 : bytes.int16());
  return { offset, at: bytes.int64() };
}
