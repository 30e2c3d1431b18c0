import { connectorSwitchOf } from './connectorSwitch';

describe('connectorSwitchOf', () => {
  it.each(['pause-connector', 'resume-connector'] as const)(
    'takes %s',
    kind => {
      const asked = { kind, connector: 'payments-cdc' };
      expect(connectorSwitchOf(asked)).toBe(asked);
    },
  );

  it('refuses what is for a cluster of Kafka', () => {
    expect(() => connectorSwitchOf({ kind: 'reset-offsets' } as never)).toThrow(
      'reset-offsets is nothing that Kafka Connect can do',
    );
  });
});
