import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { InputError } from '@backstage/errors';

/** Snowflake takes nothing shorter. */
const MINIMUM_BITS = 2048;

/** Where the private key of a user is. @internal */
export type PrivateKeySource = {
  /** PEM. */
  privateKey?: string;
  /** Of a PEM file; read at each login, so that a key that was replaced is taken. */
  privateKeyFile?: string;
  passphrase?: string;
};

/**
 * Reads the private key of a user.
 *
 * @param key - the config key of the login, for messages: `pipelines.snowflake[0].auth`
 * @returns PEM, PKCS#8, without a passphrase: the form that snowflake-sdk takes
 * @throws InputError that names the config key, without anything of the key or the passphrase
 * @internal
 */
export function readPrivateKey(source: PrivateKeySource, key: string): string {
  const { passphrase, privateKey, privateKeyFile } = source;
  const name = privateKeyFile ? 'privateKeyFile' : 'privateKey';
  const pem = privateKeyFile
    ? readFile(privateKeyFile, `${key}.${name}`)
    : unfolded(privateKey!);
  const parsed = parse(pem, passphrase, { key, name });
  if (parsed.asymmetricKeyType !== 'rsa') {
    throw new InputError(
      `${key}.${name} is a key of type ${parsed.asymmetricKeyType}, but Snowflake takes RSA alone`,
    );
  }
  const bits = parsed.asymmetricKeyDetails?.modulusLength ?? 0;
  if (bits < MINIMUM_BITS) {
    throw new InputError(
      `${key}.${name} is an RSA key of ${bits} bits, but Snowflake takes ${MINIMUM_BITS} at least`,
    );
  }
  return parsed.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function readFile(path: string, key: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new InputError(`${key} (${path}) can't be read: ${code}`);
  }
}

/** A key in an environment variable often has its line ends written as `\n`. */
function unfolded(pem: string): string {
  return pem.replaceAll('\\n', '\n').trim();
}

function parse(
  pem: string,
  passphrase: string | undefined,
  { key, name }: { key: string; name: string },
): KeyObject {
  const isEncrypted = /ENCRYPTED/.test(pem);
  if (isEncrypted && !passphrase) {
    throw new InputError(
      `${key}.passphrase is missing: ${key}.${name} is encrypted`,
    );
  }
  try {
    return createPrivateKey({ key: pem, passphrase });
  } catch {
    // What went wrong may quote the key.
    throw new InputError(
      isEncrypted
        ? `${key}.${name} can't be decrypted: check ${key}.passphrase`
        : `${key}.${name} is not a private key in PEM (-----BEGIN PRIVATE KEY-----)`,
    );
  }
}
