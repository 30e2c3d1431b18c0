import fc from 'fast-check';
import { readHeaders } from './readHeaders';

const text = (headers: Record<string, string>) =>
  Object.entries(headers).map(([name, value]): [string, Buffer] => [
    name,
    Buffer.from(value),
  ]);
const number = (value: number, bytes: 4 | 8): Buffer => {
  const buffer = Buffer.alloc(bytes);
  if (bytes === 4) buffer.writeInt32BE(value);
  else buffer.writeBigInt64BE(BigInt(value));
  return buffer;
};

describe('readHeaders', () => {
  it("reads those of Kafka Connect's sinks", () => {
    expect(
      readHeaders(
        text({
          '__connect.errors.topic': 'orders.v1',
          '__connect.errors.partition': '3',
          '__connect.errors.offset': '812',
          '__connect.errors.connector.name': 'orders-to-s3',
          '__connect.errors.task.id': '0',
          '__connect.errors.stage': 'VALUE_CONVERTER',
          '__connect.errors.class.name': 'io.confluent.AvroConverter',
          '__connect.errors.exception.class.name':
            'org.apache.kafka.connect.errors.DataException',
          '__connect.errors.exception.message': 'orders.v1: no schema 17',
          '__connect.errors.exception.stacktrace': 'at secret.Things',
          traceparent: '00-4bf9',
        }),
      ),
    ).toEqual({
      convention: 'connect',
      reason: 'orders.v1: no schema 17',
      error: 'org.apache.kafka.connect.errors.DataException',
      where: 'orders-to-s3, VALUE_CONVERTER',
      from: { topic: 'orders.v1', partition: 3, offset: 812 },
      others: ['traceparent'],
    });
  });

  it("reads those of Spring's recoverer, whose numbers are bytes", () => {
    expect(
      readHeaders([
        ...text({
          'kafka_dlt-original-topic': 'orders.v1',
          'kafka_dlt-original-consumer-group': 'billing',
          'kafka_dlt-exception-fqcn':
            'org.springframework.kafka.listener.ListenerExecutionFailedException',
          'kafka_dlt-exception-cause-fqcn': 'java.lang.IllegalStateException',
          'kafka_dlt-exception-message': 'Listener failed;\n no account',
          'kafka_dlt-exception-stacktrace': 'at secret.Things',
        }),
        ['kafka_dlt-original-partition', number(2, 4)],
        ['kafka_dlt-original-offset', number(4_100_000_000, 8)],
      ]),
    ).toEqual({
      convention: 'spring',
      reason: 'Listener failed; no account',
      error: 'java.lang.IllegalStateException',
      where: 'billing',
      from: { topic: 'orders.v1', partition: 2, offset: 4_100_000_000 },
      others: [],
    });
  });

  it.each([
    [{ reason: 'no customer' }, { reason: 'no customer' }],
    [
      { 'X-Exception-Message': 'too late', 'error-type': 'Late' },
      { reason: 'too late', error: 'Late' },
    ],
  ])('reads plain ones: %j', (headers, expected) => {
    expect(readHeaders(text(headers))).toMatchObject({
      convention: 'plain',
      ...expected,
      others: [],
    });
  });

  it('tells of others their names alone', () => {
    const read = readHeaders([
      ...text({ customer: 'ann@example.com', 'ce-type': 'order' }),
      ['', null],
    ]);
    expect(read).toEqual({
      convention: 'none',
      others: ['customer', 'ce-type', ''],
    });
    expect(JSON.stringify(read)).not.toContain('ann@');
  });

  it('takes the last of several of one name, and no bytes for text', () => {
    const twice = [...text({ reason: 'first' }), ...text({ reason: 'second' })];
    expect(readHeaders(twice).reason).toBe('second');
    expect(readHeaders([['reason', Buffer.from([0xff, 0xfe])]])).toEqual({
      convention: 'none',
      others: [],
    });
  });

  it('never shows more than a line of 300 characters of whatever is there', () => {
    const header = fc.tuple(
      fc.oneof(
        fc.string(),
        fc.constantFrom(
          'reason',
          '__connect.errors.offset',
          '__connect.errors.exception.message',
          'kafka_dlt-original-offset',
          'kafka_dlt-exception-message',
        ),
      ),
      fc.option(fc.uint8Array({ maxLength: 2000 }).map(Buffer.from)),
    );
    fc.assert(
      fc.property(fc.array(header), headers => {
        const { error, others, reason, where } = readHeaders(
          headers as Array<[string, Buffer | null]>,
        );
        for (const said of [error, reason, where, ...others]) {
          expect([...(said ?? '')].length).toBeLessThanOrEqual(301);
          expect(said ?? '').not.toMatch(/[\r\n]/);
        }
      }),
    );
  });
});
