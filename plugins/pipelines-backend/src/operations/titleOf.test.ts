import { titleOf } from './titleOf';

describe('titleOf', () => {
  it.each([
    [{ at: 'earliest' }, 'the earliest messages'],
    [{ at: 'latest' }, 'the end of the log'],
    [
      { at: 'time', time: '2026-11-26T06:00:00.000Z' },
      '2026-11-26T06:00:00.000Z',
    ],
    [{ at: 'offset', offset: 12 }, 'offset 12'],
  ] as const)('says where a reset to %j goes', (to, words) => {
    expect(titleOf({ kind: 'reset-offsets', group: 'a/ü', to })).toBe(
      `Reset the offsets of a/ü to ${words}`,
    );
  });

  it('says what the others do, in at most 255 characters', () => {
    expect(
      titleOf({
        kind: 'replay-dead-letters',
        topic: 'orders.v1.dlq',
        into: 'orders.v1',
        maxMessages: 500,
        perSecond: 10,
      }),
    ).toBe('Replay up to 500 dead letters of orders.v1.dlq into orders.v1');
    const connector = 'x'.repeat(255);
    expect(titleOf({ kind: 'pause-connector', connector })).toHaveLength(255);
    expect(titleOf({ kind: 'resume-connector', connector: 'sink' })).toBe(
      'Resume the connector sink',
    );
  });
});
