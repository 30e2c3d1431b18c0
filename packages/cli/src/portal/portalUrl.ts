import { usageError } from '../exitCodes';

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The base of the portal's backend.
 *
 * @returns without a slash at its end; `isOpen`: what is sent goes over the network for everybody to read
 * @throws CommandError if it isn't named, or is none
 * @public
 */
export function portalUrl(
  options: { url?: string },
  env: Readonly<Record<string, string | undefined>>,
): { url: string; isOpen: boolean } {
  const text = options.url ?? env.SLUICE_URL;
  if (!text) {
    throw usageError(
      'There is no portal: name its backend by --url or SLUICE_URL, for example https://sluice.example.com',
    );
  }
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw usageError(
      `${text} is no URL: give one such as https://sluice.example.com`,
    );
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw usageError(
      `The URL of the portal has to begin with https:// or http://`,
    );
  }
  if (url.username || url.password) {
    throw usageError(
      'The URL of the portal has a login in it: take it out, it would end up in logs',
    );
  }
  return {
    url: `${url.origin}${url.pathname}`
      .replace(/\/+$/, '')
      .replace(/\/api\/pipelines$/, ''),
    isOpen: url.protocol === 'http:' && !LOCAL_HOSTS.includes(url.hostname),
  };
}
