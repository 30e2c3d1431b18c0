import {
  type CompressionAlgorithmValue,
  createRecordsBatch,
  Reader,
  readRecordsBatches,
} from '@platformatic/kafka';
import { readBatches, Unpacked } from './recordBatches';

const LIMITS = { maxBytes: 64 * 1024, maxRecords: 100 };

/** A batch as a producer writes it; the broker puts the offset in. */
function batch(
  firstOffset: number,
  values: string[],
  compression: CompressionAlgorithmValue = 'none',
): Buffer {
  const { buffer } = createRecordsBatch(
    values.map(value => ({
      topic: 'orders.dlq',
      key: Buffer.from('k'),
      value: Buffer.from(value),
      headers: new Map([[Buffer.from('reason'), Buffer.from('broken')]]),
      timestamp: 1_795_000_000_000n,
    })),
    { compression },
  );
  const bytes = Buffer.from(buffer);
  bytes.writeBigInt64BE(BigInt(firstOffset), 0);
  return bytes;
}

const read = (bytes: Buffer, limits = LIMITS) =>
  readBatches(bytes, new Unpacked(limits));

const large = 'x'.repeat(LIMITS.maxBytes);

describe('readBatches', () => {
  it.each<CompressionAlgorithmValue>(['none', 'gzip', 'snappy', 'lz4', 'zstd'])(
    'reads the same as the client does: %s',
    compression => {
      const bytes = Buffer.concat([
        batch(7, ['one', 'two'], compression),
        batch(9, ['three'], compression),
      ]);
      const { batches, leftFrom, refused } = read(bytes);
      expect(batches).toEqual(readRecordsBatches(Reader.from(bytes)));
      expect(batches.map(each => Number(each.firstOffset))).toEqual([7, 9]);
      expect(refused).toEqual([]);
      expect(leftFrom).toBeUndefined();
    },
  );

  it.each<CompressionAlgorithmValue>(['none', 'gzip', 'snappy', 'lz4', 'zstd'])(
    'refuses a batch that is too large, and reads those beside it: %s',
    compression => {
      const { batches, refused } = read(
        Buffer.concat([
          batch(7, ['one']),
          batch(8, ['small', large], compression),
          batch(10, ['two']),
        ]),
      );
      expect(batches.map(each => Number(each.firstOffset))).toEqual([7, 10]);
      expect(refused).toEqual([
        {
          firstOffset: 8n,
          lastOffset: 9n,
          reason: 'of offsets 8 to 9 unpacks to more than 65536 bytes',
        },
      ]);
    },
  );

  it('refuses one of more records than are allowed, before any is made', () => {
    const { batches, refused } = read(batch(0, new Array(101).fill('')));
    expect(batches).toEqual([]);
    expect(refused[0].reason).toBe(
      'of offsets 0 to 100 has 101 records, more than 100',
    );
  });

  it('stops once enough was unpacked, and says where it goes on', () => {
    const half = 'x'.repeat(LIMITS.maxBytes / 2);
    const bytes = Buffer.concat(
      [0, 1, 2, 3].map(offset => batch(offset, [half], 'zstd')),
    );
    const unpacked = new Unpacked(LIMITS);
    const { batches, leftFrom } = readBatches(bytes, unpacked);
    expect(batches).toHaveLength(2);
    expect(leftFrom).toBe(2n);
    // The next partition of the answer has nothing left.
    expect(readBatches(batch(5, ['one']), unpacked)).toEqual({
      batches: [],
      refused: [],
      leftFrom: 5n,
    });
  });

  it('stops once there were enough records', () => {
    const bytes = Buffer.concat([
      batch(0, new Array(60).fill('')),
      batch(60, new Array(60).fill('')),
      batch(120, ['one']),
    ]);
    expect(read(bytes)).toMatchObject({ leftFrom: 120n });
  });

  it('says of one that is broken, or of an old format, that it cannot be read', () => {
    const gzip = batch(3, ['one'], 'gzip');
    gzip.fill(0, 61, 70);
    expect(read(gzip).refused[0].reason).toMatch(
      /^of offsets 3 to 3 can't be read: /,
    );
    const short = batch(3, ['one']);
    short.writeInt32BE(2, 57);
    expect(read(short).refused[0].reason).toMatch(/can't be read: /);
    const old = batch(3, ['one']);
    old.writeInt8(1, 16);
    expect(read(old).refused[0].reason).toBe(
      'of offsets 3 to 3 is in the format of Apache Kafka before 0.11',
    );
  });

  it('leaves out a batch that breaks off, and one without an end', () => {
    const bytes = batch(3, ['one', 'two']);
    for (let length = 0; length < bytes.length; length++) {
      expect(read(bytes.subarray(0, length))).toEqual({
        batches: [],
        refused: [],
      });
    }
    const endless = batch(3, ['one']);
    endless.writeInt32BE(-1, 8);
    expect(read(endless).batches).toEqual([]);
  });
});
