import type { CommitKey, CommitValue } from '../commits/decodeCommit';

/*
 * Writes records of `__consumer_offsets` by Apache Kafka's message definitions, for tests.
 */

const int16 = (value: number) => {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
};
const int32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const int64 = (value: number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(BigInt(value));
  return bytes;
};
const text = (value: string) => {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([int16(bytes.length), bytes]);
};
const varint = (value: number) => {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Buffer.from([...bytes, rest]);
};
const compactText = (value: string) => {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([varint(bytes.length + 1), bytes]);
};

/** The key of a commit. */
export function encodeKey(
  { group, partition, topic }: CommitKey,
  version = 1,
): Buffer {
  return Buffer.concat([
    int16(version),
    text(group),
    text(topic),
    int32(partition),
  ]);
}

/** The value of a commit. */
export function encodeValue(
  { at, offset }: CommitValue,
  options: { version?: number; metadata?: string } = {},
): Buffer {
  const { metadata = '', version = 3 } = options;
  return Buffer.concat([
    int16(version),
    int64(offset),
    ...(version >= 3 ? [int32(-1)] : []),
    version >= 4 ? compactText(metadata) : text(metadata),
    int64(at),
    ...(version === 1 ? [int64(-1)] : []),
    ...(version >= 4 ? [varint(0)] : []),
  ]);
}
