import { execFileSync } from 'node:child_process';
import { GENESIS_HASH, hashOf } from './chain';

const header = {
  seq: 1,
  at: '2026-11-25T06:00:00.000Z',
  actor: 'user:default/ines',
  type: 'approval.requested',
  subject: 'approval:1',
  payloadDigest: 'ab'.repeat(32),
};

describe('hashOf', () => {
  it('is what an auditor computes in a shell', () => {
    const text = `${GENESIS_HASH}{"actor":"user:default/ines","at":"2026-11-25T06:00:00.000Z","payloadDigest":"${header.payloadDigest}","seq":1,"subject":"approval:1","type":"approval.requested"}`;
    const shell = execFileSync('sha256sum', { input: text }).toString();
    expect(hashOf(GENESIS_HASH, header)).toBe(shell.split(' ')[0]);
  });

  it.each(Object.keys(header) as Array<keyof typeof header>)(
    'changes with %s',
    key => {
      const edited = { ...header, [key]: key === 'seq' ? 2 : 'edited' };
      expect(hashOf(GENESIS_HASH, edited)).not.toBe(
        hashOf(GENESIS_HASH, header),
      );
    },
  );

  it('changes with the row before, and with nothing else', () => {
    expect(hashOf('1'.repeat(64), header)).not.toBe(
      hashOf(GENESIS_HASH, header),
    );
    expect(hashOf(GENESIS_HASH, { ...header, extra: 1 } as never)).toBe(
      hashOf(GENESIS_HASH, header),
    );
  });
});
