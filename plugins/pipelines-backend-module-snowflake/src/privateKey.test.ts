import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { readPrivateKey } from './privateKey';

const KEY = 'pipelines.snowflake[0].auth';

function rsa(options: { bits?: number; passphrase?: string } = {}): string {
  const { bits = 2048, passphrase } = options;
  return generateKeyPairSync('rsa', {
    modulusLength: bits,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: {
      type: 'pkcs8',
      format: 'pem',
      ...(passphrase && { cipher: 'aes-256-cbc', passphrase }),
    },
  }).privateKey;
}

const plain = rsa();

describe('readPrivateKey', () => {
  const folder = createMockDirectory();

  it.each([
    ['as it is', plain],
    ['with line ends written out', plain.replaceAll('\n', '\\n')],
    [
      'in PKCS#1',
      createPrivateKey(plain).export({
        type: 'pkcs1',
        format: 'pem',
      }) as string,
    ],
  ])('takes a key %s', (_, privateKey) => {
    expect(readPrivateKey({ privateKey }, KEY)).toBe(plain);
  });

  it('takes one from a file, decrypted', () => {
    folder.setContent({ 'key.p8': rsa({ passphrase: 'fake' }) });
    expect(
      readPrivateKey(
        { privateKeyFile: folder.resolve('key.p8'), passphrase: 'fake' },
        KEY,
      ),
    ).toMatch(/^-----BEGIN PRIVATE KEY-----/);
  });

  it.each<[string, () => Parameters<typeof readPrivateKey>[0], string]>([
    [
      'no key',
      () => ({ privateKey: 'hello' }),
      `${KEY}.privateKey is not a private key in PEM`,
    ],
    [
      'a file that is not there',
      () => ({ privateKeyFile: folder.resolve('none') }),
      `can't be read: ENOENT`,
    ],
    [
      'an encrypted one without a passphrase',
      () => ({ privateKey: rsa({ passphrase: 'fake' }) }),
      `${KEY}.passphrase is missing: ${KEY}.privateKey is encrypted`,
    ],
    [
      'a wrong passphrase',
      () => ({ privateKey: rsa({ passphrase: 'fake' }), passphrase: 'wrong' }),
      `${KEY}.privateKey can't be decrypted: check ${KEY}.passphrase`,
    ],
    [
      'a short one',
      () => ({ privateKey: rsa({ bits: 1024 }) }),
      'is an RSA key of 1024 bits, but Snowflake takes 2048 at least',
    ],
    [
      'one of another kind',
      () => ({
        privateKey: generateKeyPairSync('ed25519', {
          publicKeyEncoding: { type: 'spki', format: 'pem' },
          privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
        }).privateKey,
      }),
      'is a key of type ed25519, but Snowflake takes RSA alone',
    ],
  ])('refuses %s', (_, source, message) => {
    expect(() => readPrivateKey(source(), KEY)).toThrow(message);
  });

  it('repeats neither key nor passphrase', () => {
    const privateKey = rsa({ passphrase: 'fake-secret' });
    const said = (() => {
      try {
        return readPrivateKey({ privateKey, passphrase: 'other-secret' }, KEY);
      } catch (error) {
        return String(error);
      }
    })();
    expect(said).not.toMatch(/secret|BEGIN/);
  });
});
