import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { HOST } from '../lib/ports.mjs';
import { run } from '../lib/processes.mjs';

/** Fake: it opens the lab's own key, which is made anew with each lab. */
export const KEYSTORE_PASSWORD = 'fake-keystore';

/**
 * A key for the lab's brokers that only their own certificate vouches for, and that certificate as `ca.pem` beside it.
 *
 * @param {string} dir
 * @returns {Promise<string>} the file of the key, PKCS12
 */
export async function keystore(dir) {
  const store = join(dir, 'brokers.p12');
  const access = [
    ...['-keystore', store, '-storetype', 'PKCS12'],
    ...['-storepass', KEYSTORE_PASSWORD, '-alias', 'brokers'],
  ];
  if (!existsSync(store)) {
    await run([
      ...['keytool', '-genkeypair', '-keyalg', 'RSA', '-validity', '365'],
      ...['-dname', 'CN=localhost', '-ext', `SAN=IP:${HOST},DNS:localhost`],
      ...access,
    ]);
    const file = join(dir, 'ca.pem');
    await run(['keytool', '-exportcert', '-rfc', '-file', file, ...access]);
  }
  return store;
}
