import { createHash } from 'node:crypto';
import { InputError } from '@backstage/errors';
import canonicalize from 'canonicalize';

/**
 * The canonical JSON of a value by RFC 8785 (JCS): the same content is always the same text, so that it can be hashed.
 *
 * @throws InputError if JSON can't say it: NaN, infinity, undefined, a cycle
 * @internal
 */
export function canonicalJson(value: unknown): string {
  let text: string | undefined;
  try {
    text = canonicalize(value);
  } catch (error) {
    throw new InputError(
      `It can't be written as canonical JSON: ${(error as Error).message}`,
    );
  }
  if (text === undefined) {
    throw new InputError(`${typeof value} can't be written as canonical JSON`);
  }
  return text;
}

/** SHA-256 of a text in UTF-8, or of bytes: 64 lower-case hex digits. @internal */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** `sha256(JCS(value))` @internal */
export function digestOf(value: unknown): string {
  return sha256(canonicalJson(value));
}
