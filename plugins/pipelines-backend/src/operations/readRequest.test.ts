import { readRequest } from './readRequest';

const sourceId = 'kafka-prod';
const RESET = {
  sourceId,
  kind: 'reset-offsets',
  group: 'billing/eu-ü',
  to: { at: 'earliest' },
} as const;
const REPLAY = {
  sourceId,
  kind: 'replay-dead-letters',
  topic: 'orders.v1.dlq',
  into: 'orders.v1',
  maxMessages: 100,
  perSecond: 10,
} as const;

describe('readRequest', () => {
  it('takes what belongs to a kind, in one form', () => {
    expect(
      readRequest({
        ...RESET,
        topics: ['b', 'a', 'b'],
        to: { at: 'time', time: '2026-11-26T07:00:00+01:00' },
      }),
    ).toEqual({
      kind: 'reset-offsets',
      group: 'billing/eu-ü',
      topics: ['a', 'b'],
      to: { at: 'time', time: '2026-11-26T06:00:00.000Z' },
    });
    expect(readRequest({ ...REPLAY, again: false })).not.toHaveProperty(
      'again',
    );
    expect(
      readRequest({ sourceId, kind: 'pause-connector', connector: 'sink' }),
    ).toEqual({ kind: 'pause-connector', connector: 'sink' });
  });

  it.each([
    ['body.group', { ...RESET, group: undefined }],
    ['body.maxMessages', { ...REPLAY, maxMessages: undefined }],
    ['body.perSecond', { ...RESET, perSecond: 3 }],
    ['body.into', { ...REPLAY, into: REPLAY.topic }],
    ['body.to.time', { ...RESET, to: { at: 'time' } }],
    ['body.to.offset', { ...RESET, to: { at: 'offset' } }],
    ['body.to.offset', { ...RESET, to: { at: 'latest', offset: 3 } }],
    ['body.connector', { sourceId, kind: 'resume-connector' }],
  ] as const)('refuses by the path %s', (path, body) => {
    expect(() => readRequest(body as never)).toThrow(`${path}: `);
  });
});
