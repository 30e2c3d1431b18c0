import type { HttpClient } from 'isomorphic-git';

/** Bytes of a body as one piece. @internal */
export async function collected(
  body: AsyncIterable<Uint8Array> | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  for await (const part of body ?? []) parts.push(part);
  return Uint8Array.from(Buffer.concat(parts));
}

/**
 * Git over HTTP by the fetch of Node.js, which ends when the signal says so. Redirects aren't followed: credentials are for the configured
 * host alone.
 *
 * @internal
 */
export function httpTransport(signal: AbortSignal): HttpClient {
  return {
    async request({ url, method = 'GET', headers = {}, body }) {
      const response = await fetch(url, {
        method,
        headers: { ...headers, 'User-Agent': 'git/sluice' },
        ...(body && { body: await collected(body) }),
        redirect: 'error',
        signal,
      });
      async function* bytes() {
        yield new Uint8Array(await response.arrayBuffer());
      }
      return {
        url: response.url,
        method,
        headers: Object.fromEntries(response.headers),
        body: bytes(),
        statusCode: response.status,
        statusMessage: response.statusText,
      };
    },
  };
}
