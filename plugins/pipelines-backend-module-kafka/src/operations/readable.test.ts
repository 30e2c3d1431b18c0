import { type LogBatch, readable } from './readable';

const PLAIN = 0;
const TRANSACTIONAL = 0b010000;
const CONTROL = 0b110000;

const batch = (
  firstOffset: number,
  count: number,
  more: Partial<LogBatch> = {},
): LogBatch => ({
  firstOffset: BigInt(firstOffset),
  lastOffsetDelta: count - 1,
  attributes: PLAIN,
  firstTimestamp: 1000n,
  maxTimestamp: 9000n,
  producerId: -1n,
  records: Array.from({ length: count }, (_, offsetDelta) => ({
    offsetDelta,
    timestampDelta: BigInt(offsetDelta),
    key: null,
    value: Buffer.from('x'),
    headers: [],
  })),
  ...more,
});

const marker = (at: number, type: number, producerId: bigint) =>
  batch(at, 1, {
    attributes: CONTROL,
    producerId,
    records: [
      {
        offsetDelta: 0,
        timestampDelta: 0n,
        key: Buffer.from([0, 0, 0, type]),
        value: null,
        headers: [],
      },
    ],
  });

const read = (
  batches: LogBatch[],
  from = 0,
  aborted: Array<{ producerId: bigint; firstOffset: bigint }> = [],
) => {
  const found = readable(batches, {
    topic: 'dlq',
    partition: 2,
    from,
    aborted,
  });
  return { offsets: found.messages.map(m => m.offset), next: found.next };
};

describe('readable', () => {
  it('reads from an offset within a batch, each with its time', () => {
    const { messages, next } = readable([batch(10, 3)], {
      topic: 'dlq',
      partition: 2,
      from: 11,
      aborted: [],
    });
    expect(next).toBe(13);
    expect(messages).toMatchObject([
      { topic: 'dlq', partition: 2, offset: 11, timestamp: 1001 },
      { offset: 12, timestamp: 1002 },
    ]);
    const appended = readable([batch(10, 1, { attributes: 0b001000 })], {
      topic: 'dlq',
      partition: 2,
      from: 0,
      aborted: [],
    });
    expect(appended.messages[0].timestamp).toBe(9000);
  });

  it('goes beyond what compaction left empty', () => {
    expect(read([batch(10, 5, { records: [] })], 10)).toEqual({
      offsets: [],
      next: 15,
    });
    expect(read([], 7)).toEqual({ offsets: [], next: 7 });
  });

  it('leaves out what was taken back, and no more of the same producer', () => {
    const of = (first: number, producerId: bigint) =>
      batch(first, 2, { attributes: TRANSACTIONAL, producerId });
    const log = [
      of(0, 7n),
      of(2, 8n),
      marker(4, 0, 7n),
      marker(5, 1, 8n),
      of(6, 7n),
      marker(8, 1, 7n),
      batch(9, 1),
    ];
    expect(read(log, 0, [{ producerId: 7n, firstOffset: 0n }])).toEqual({
      offsets: [2, 3, 6, 7, 9],
      next: 10,
    });
  });
});
