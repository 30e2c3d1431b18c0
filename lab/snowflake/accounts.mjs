import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Any name will do; the emulator is one account. */
export const ACCOUNT = 'fakesnow';

/** Who reads, with a key pair; and who loads and builds. Both may do everything: the emulator knows no privileges. */
export const READER = 'SLUICE';
export const LOADER = 'LOADER';

/** Fake, for the lab alone: the emulator listens on the loopback only and holds nothing but what the lab made. */
export const LOADER_PASSWORD = 'loader';

/** Where the private key of {@link READER} is. @param {string} dir - the service's folder */
export const privateKeyFile = dir => join(dir, 'reader.p8');

/**
 * Writes who may log in. The key pair is made anew on each machine and kept in an ignored folder, so that none is ever committed.
 *
 * @param {string} dir - the service's folder
 * @returns {{ users: string }} the file that the emulator reads
 */
export function writeAccounts(dir) {
  mkdirSync(dir, { recursive: true });
  const keyFile = privateKeyFile(dir);
  if (!existsSync(keyFile)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
    writeFileSync(keyFile, pem, { mode: 0o600 });
  }
  const publicKey = createPublicKey(readFileSync(keyFile)).export({
    type: 'spki',
    format: 'pem',
  });
  const users = join(dir, 'users.json');
  const content = {
    [READER]: { public_key: publicKey },
    [LOADER]: { password: LOADER_PASSWORD },
  };
  writeFileSync(users, `${JSON.stringify(content, null, 2)}\n`, {
    mode: 0o600,
  });
  return { users };
}
