import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { InputError } from '@backstage/errors';

/**
 * The text of a PEM file that the config names.
 *
 * @param where - the key that names it, as messages begin
 * @param what - `marker`: what has to stand in it; `words`: what is missing if it doesn't
 * @throws InputError that names the key if it can't be read, or holds something else
 * @public
 */
export function readPem(
  path: string,
  where: string,
  what: { marker: string; words: string } = {
    marker: '-----BEGIN CERTIFICATE-----',
    words: 'PEM certificate',
  },
): string {
  let pem: string;
  try {
    pem = readFileSync(path, 'utf8');
  } catch (error) {
    throw new InputError(
      `${where} can't be read: ${
        (error as Error).message
      }. It has to be the path of a PEM file`,
    );
  }
  if (!pem.includes(what.marker)) {
    throw new InputError(`${where}: ${path} holds no ${what.words}`);
  }
  return pem;
}

/**
 * The authorities to trust: the well-known ones, and those in a file that the config names.
 *
 * @param path - of a PEM file
 * @param where - as in {@link readPem}
 * @returns PEM texts; undefined without a file, which means the well-known ones alone
 * @throws as {@link readPem}
 * @public
 */
export function readAuthorities(
  path: string | undefined,
  where: string,
): string[] | undefined {
  return path === undefined
    ? undefined
    : [...rootCertificates, readPem(path, where)];
}
