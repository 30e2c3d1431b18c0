import {
  createRecordsBatch,
  Reader,
  type RecordsBatch,
  readRecordsBatches,
} from '@platformatic/kafka';
import { encodeKey, encodeValue } from '../__testUtils__/commitBytes';
import { decodeCommitKey, decodeCommitValue } from '../commits/decodeCommit';
import { settledRecords } from './settledRecords';

type Partition = Parameters<typeof settledRecords>[0];

/** A batch of records with one letter each. */
function batch(
  firstOffset: number,
  keys: string,
  options: { producer?: number; transactional?: boolean } = {},
): RecordsBatch {
  const { producer = -1, transactional = producer >= 0 } = options;
  return {
    firstOffset: BigInt(firstOffset),
    lastOffsetDelta: keys.length - 1,
    attributes: transactional ? 0b1_0000 : 0,
    producerId: BigInt(producer),
    records: [...keys].map((key, offsetDelta) => ({
      offsetDelta,
      key: Buffer.from(key),
      value: null,
    })),
  } as RecordsBatch;
}

/** The end of a transaction. */
function marker(
  firstOffset: number,
  producer: number,
  type: 'abort' | 'commit',
): RecordsBatch {
  return {
    ...batch(firstOffset, '?', { producer }),
    attributes: 0b11_0000,
    records: [
      { offsetDelta: 0, key: Buffer.from([0, 0, 0, type === 'abort' ? 0 : 1]) },
    ],
  } as RecordsBatch;
}

function answer(
  records: RecordsBatch[] | null,
  aborted: Array<[producer: number, firstOffset: number]> = [],
): Partition {
  return {
    partitionIndex: 3,
    errorCode: 0,
    highWatermark: 100n,
    lastStableOffset: 90n,
    abortedTransactions: aborted.map(([producerId, firstOffset]) => ({
      producerId: BigInt(producerId),
      firstOffset: BigInt(firstOffset),
    })),
    records,
  };
}

const keysOf = (partition: Partition) =>
  settledRecords(partition).records.map(({ key }) => String(key));

describe('settledRecords', () => {
  it('hands over records with their offsets, and where to go on', () => {
    expect(settledRecords(answer([batch(10, 'ab'), batch(20, 'c')]))).toEqual({
      partition: 3,
      code: 0,
      refused: [],
      next: 21,
      settled: 90,
      end: 100,
      records: [
        { offset: 10, key: Buffer.from('a'), value: null },
        { offset: 11, key: Buffer.from('b'), value: null },
        { offset: 20, key: Buffer.from('c'), value: null },
      ],
    });
  });

  it('nothing there', () => {
    expect(settledRecords(answer(null))).toMatchObject({
      next: undefined,
      records: [],
    });
  });

  it('goes on after the marker of a transaction', () => {
    expect(settledRecords(answer([marker(10, 1, 'commit')]))).toMatchObject({
      next: 11,
      records: [],
    });
  });

  it('leaves out what transactions wrote that came to nothing, and nothing else', () => {
    const records = [
      batch(10, 'a', { producer: 1 }),
      batch(11, 'b', { producer: 2 }),
      batch(12, 'c'),
      batch(13, 'd', { producer: 1, transactional: false }),
      marker(14, 1, 'abort'),
      marker(15, 2, 'commit'),
      // The next transaction of the same producer.
      batch(16, 'e', { producer: 1 }),
      marker(17, 1, 'commit'),
    ];
    expect(keysOf(answer(records, [[1, 10]]))).toEqual(['b', 'c', 'd', 'e']);
  });

  it('of one that began before, and two that came to nothing one after the other', () => {
    const records = [
      batch(10, 'a', { producer: 1 }),
      marker(11, 1, 'abort'),
      batch(12, 'b', { producer: 1 }),
      marker(13, 1, 'abort'),
    ];
    expect(
      keysOf(
        answer(records, [
          [1, 12],
          [1, 3],
        ]),
      ),
    ).toEqual([]);
  });

  it.each(['none', 'gzip'] as const)(
    'reads commits from the bytes of batches (%s)',
    compression => {
      const whose = { group: 'a/ü', topic: 'orders.v1', partition: 7 };
      /** As a broker writes it: the offset of a batch stands at its begin. */
      const bytes = (firstOffset: bigint, offsets: number[]) => {
        const written = createRecordsBatch(
          offsets.map(offset => ({
            topic: '__consumer_offsets',
            key: encodeKey(whose),
            value: encodeValue({ offset, at: offset * 10 }),
          })),
          { compression },
        ).dynamicBuffer.slice();
        written.writeBigInt64BE(firstOffset);
        return written;
      };
      const fetched = Buffer.concat([
        bytes(40n, [812, 813]),
        bytes(42n, [900]),
        // The broker cuts the last one off where there is no more room.
        bytes(43n, [1000]).subarray(0, 50),
      ]);
      const found = settledRecords(
        answer(readRecordsBatches(Reader.from(fetched))),
      );
      expect(found.next).toBe(43);
      expect(
        found.records.map(({ key, offset, value }) => [
          offset,
          decodeCommitKey(key),
          decodeCommitValue(value),
        ]),
      ).toEqual([
        [40, whose, { offset: 812, at: 8120 }],
        [41, whose, { offset: 813, at: 8130 }],
        [42, whose, { offset: 900, at: 9000 }],
      ]);
    },
  );
});
