import { Reader, readRecord, type RecordsBatch } from '@platformatic/kafka';
import { RefusedError, unpack } from './unpack';

/** How much may be unpacked. @internal */
export type UnpackLimits = {
  /** Of the records of one batch. */
  maxBytes: number;
  /** In one batch. */
  maxRecords: number;
};

/** A batch that wasn't read. @internal */
export type RefusedBatch = {
  firstOffset: bigint;
  lastOffset: bigint;
  /** Why, with the offsets, to follow "the batch". */
  reason: string;
};

/** What was read of the bytes that a broker answered with. @internal */
export type ReadBatches = {
  batches: RecordsBatch[];
  refused: RefusedBatch[];
  /** The first offset that was left for another time, since enough had been unpacked. */
  leftFrom?: bigint;
};

/** Counts what was unpacked of one answer, all partitions together. @internal */
export class Unpacked {
  readonly #limits: UnpackLimits;
  #bytes = 0;
  #records = 0;

  constructor(limits: UnpackLimits) {
    this.#limits = limits;
  }

  get limits(): UnpackLimits {
    return this.#limits;
  }

  get isEnough(): boolean {
    const { maxBytes, maxRecords } = this.#limits;
    return this.#bytes >= maxBytes || this.#records >= maxRecords;
  }

  add(bytes: number, records: number): void {
    this.#bytes += bytes;
    this.#records += records;
  }
}

/** Of a batch, up to and with its length. */
const HEAD = 12;
/** Of a batch, up to its records. */
const HEADER = 61;
/** The format since Apache Kafka 0.11. */
const MAGIC = 2;
const CODEC_BITS = 0b111;

/**
 * Reads batches of records (https://kafka.apache.org/documentation/#recordbatch), as the client does, but never more than is allowed: a batch that
 * unpacks to more is refused, and its offsets told. What all batches of an answer come to is at most twice that: once it is reached, the rest is
 * left.
 *
 * A batch that breaks off at the end is none: brokers cut off where enough was handed over.
 *
 * @internal
 */
export function readBatches(bytes: Buffer, unpacked: Unpacked): ReadBatches {
  const read: ReadBatches = { batches: [], refused: [] };
  let at = 0;
  while (bytes.length - at >= HEADER) {
    const length = bytes.readInt32BE(at + 8);
    const end = at + HEAD + length;
    if (length < HEADER - HEAD || end > bytes.length) break;
    const batch = headerOf(bytes.subarray(at, at + HEADER));
    if (unpacked.isEnough) return { ...read, leftFrom: batch.firstOffset };
    try {
      read.batches.push({
        ...batch,
        records: recordsOf(bytes.subarray(at, end), batch, unpacked),
      });
    } catch (error) {
      read.refused.push(refusal(batch, error as Error));
    }
    at = end;
  }
  return read;
}

type Header = Omit<RecordsBatch, 'records'>;

function headerOf(bytes: Buffer): Header {
  return {
    firstOffset: bytes.readBigInt64BE(0),
    length: bytes.readInt32BE(8),
    partitionLeaderEpoch: bytes.readInt32BE(12),
    magic: bytes.readInt8(16),
    crc: bytes.readUInt32BE(17),
    attributes: bytes.readInt16BE(21),
    lastOffsetDelta: bytes.readInt32BE(23),
    firstTimestamp: bytes.readBigInt64BE(27),
    maxTimestamp: bytes.readBigInt64BE(35),
    producerId: bytes.readBigInt64BE(43),
    producerEpoch: bytes.readInt16BE(51),
    firstSequence: bytes.readInt32BE(53),
  };
}

function recordsOf(bytes: Buffer, header: Header, unpacked: Unpacked) {
  const { maxBytes, maxRecords } = unpacked.limits;
  if (header.magic !== MAGIC) {
    throw new RefusedError('is in the format of Apache Kafka before 0.11');
  }
  const count = bytes.readInt32BE(HEADER - 4);
  if (count > maxRecords) {
    throw new RefusedError(`has ${count} records, more than ${maxRecords}`);
  }
  const codec = header.attributes & CODEC_BITS;
  const plain = unpack(codec, bytes.subarray(HEADER), maxBytes);
  // Also what turns out to be broken has been unpacked.
  unpacked.add(plain.length, Math.max(0, count));
  const reader = Reader.from(plain);
  return Array.from({ length: Math.max(0, count) }, () => readRecord(reader));
}

function refusal(header: Header, error: Error): RefusedBatch {
  const { firstOffset } = header;
  const lastOffset = firstOffset + BigInt(header.lastOffsetDelta);
  const why =
    error instanceof RefusedError
      ? error.message
      : `can't be read: ${error.message}`;
  return {
    firstOffset,
    lastOffset,
    reason: `of offsets ${firstOffset} to ${lastOffset} ${why}`,
  };
}
