import {
  type Connection,
  createRecordsBatch,
  fetchV13,
  fetchV17,
  Reader,
  Writer,
} from '@platformatic/kafka';
import { toHeaders } from './answers';
import { boundedFetch, type FetchAnswer, readAnswer } from './fetchAnswer';
import { settledRecords } from './settledRecords';

const LIMITS = { maxBytes: 64 * 1024, maxRecords: 100 };
const TOPIC_ID = '0ae5f4ce-15a2-4dd5-a6b9-2e1d1c3a0b7f';

function batch(value: string): Buffer {
  return createRecordsBatch(
    [
      {
        topic: 'orders.dlq',
        value: Buffer.from(value),
        headers: new Map([[Buffer.from('reason'), Buffer.from('broken')]]),
        timestamp: 1_795_000_000_000n,
      },
    ],
    { compression: 'gzip' },
  ).buffer;
}

/** What a broker answers, by FetchResponse.json: of partitions with records, null for none. */
function answer(records: Array<Buffer | null>, code = 0): Writer {
  const writer = Writer.create()
    .appendInt32(0)
    .appendInt16(code)
    .appendInt32(0)
    .appendArray([0], topics =>
      topics.appendUUID(TOPIC_ID).appendArray(records, (partition, bytes) => {
        partition
          .appendInt32(records.indexOf(bytes))
          .appendInt16(bytes ? 0 : 6)
          .appendInt64(40n)
          .appendInt64(30n)
          .appendInt64(0n)
          .appendArray([[5n, 3n]], (aborted, [producer, offset]) =>
            aborted.appendInt64(producer).appendInt64(offset),
          )
          .appendInt32(-1)
          .appendBytes(bytes);
      }),
    );
  return writer.appendTaggedFields();
}

const bytesOf = (writer: Writer) => Reader.from(Buffer.from(writer.buffer));
const large = 'x'.repeat(LIMITS.maxBytes);

describe('readAnswer', () => {
  it('reads the same as the client does', () => {
    const writer = answer([batch('one'), batch('two')]);
    const theirs = fetchV17.parseResponse(0, 1, 17, bytesOf(writer));
    const [topic] = theirs.responses;
    const ours = readAnswer(bytesOf(writer), LIMITS);
    expect(ours.errorCode).toBe(0);
    expect(topic.partitions).toMatchObject(
      ours.partitions.map(({ refused, ...rest }) => rest),
    );
    expect(ours.partitions.map(each => each.partitionIndex)).toEqual([0, 1]);
  });

  it('keeps what could be read where a part can not, without throwing', () => {
    const { errorCode, partitions } = readAnswer(
      bytesOf(answer([null, batch('one')], 7)),
      LIMITS,
    );
    expect(errorCode).toBe(7);
    expect(partitions).toMatchObject([
      { errorCode: 6, records: null },
      { errorCode: 0, records: [{ firstOffset: 0n }] },
    ]);
  });

  it('says what was refused, and goes on after it', () => {
    const { partitions } = readAnswer(
      bytesOf(answer([batch(large), batch('one')])),
      LIMITS,
    );
    const reason =
      'the batch of offsets 0 to 0 unpacks to more than 65536 bytes';
    expect(partitions.map(toHeaders)).toMatchObject([
      { refused: [reason], records: [] },
      { refused: [], records: [{ offset: 0 }] },
    ]);
    expect(settledRecords(partitions[0])).toMatchObject({
      refused: [reason],
      next: 1,
      records: [],
    });
  });

  it('goes on where it left off', () => {
    const { partitions } = readAnswer(
      bytesOf(answer([batch('one'), batch('two')])),
      { ...LIMITS, maxRecords: 1 },
    );
    expect(partitions.map(settledRecords)).toMatchObject([
      { next: 1, records: [{ offset: 0 }] },
      { next: 0, records: [] },
    ]);
  });
});

describe('boundedFetch', () => {
  /** A connection that answers at once, and what it was asked. */
  function connect(response: Writer) {
    const asked: Array<{ key: number; version: number; request: Buffer }> = [];
    const send: Connection['send'] = (key, version, create, parse, ...rest) => {
      const request = (create() as Writer).buffer;
      asked.push({ key, version, request });
      const callback = rest[2];
      try {
        callback(null, parse(1, key, version, bytesOf(response)) as never);
      } catch (error) {
        callback(error as Error);
      }
    };
    return { asked, connection: { send } as Connection };
  }
  const args: Parameters<typeof fetchV17.createRequest> = [
    ...([0, 0, 1024, 1, 0, -1] as const),
    [],
    [],
    '',
  ];

  it.each([
    ['13', fetchV13, 13],
    ['17', fetchV17, 17],
  ])('asks as version %s does', async (_, request, version) => {
    const { asked, connection } = connect(answer([batch(large)]));
    const { api } = boundedFetch(request, LIMITS);
    expect(api.version).toBe(version);
    const got: FetchAnswer = await api.async(connection, ...args);
    expect(got.partitions[0].refused).toHaveLength(1);
    expect(asked).toEqual([
      { key: 1, version, request: request.createRequest(...args).buffer },
    ]);
  });

  it('rejects what breaks off', async () => {
    const { connection } = connect(Writer.create().appendInt32(0));
    const { api } = boundedFetch(fetchV17, LIMITS);
    await expect(api.async(connection, ...args)).rejects.toThrow();
  });
});
