import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { privateKeyFile, READER, writeAccounts } from './accounts.mjs';

describe('writeAccounts', () => {
  const dir = mkdtempSync(join(tmpdir(), 'sluice-accounts-'));
  after(() => rmSync(dir, { recursive: true }));

  it('makes a key pair once, which only its owner may read', () => {
    const { users } = writeAccounts(dir);
    const key = readFileSync(privateKeyFile(dir), 'utf8');
    writeAccounts(dir);
    assert.equal(readFileSync(privateKeyFile(dir), 'utf8'), key);
    assert.equal(statSync(privateKeyFile(dir)).mode % 0o1000, 0o600);
    const { public_key: publicKey } = JSON.parse(readFileSync(users))[READER];
    assert.equal(
      publicKey,
      createPublicKey(key).export({ type: 'spki', format: 'pem' }),
    );
  });
});
