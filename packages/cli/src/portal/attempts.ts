/** Whoever asks for a longer pause than this isn't waited for. */
const LONGEST_PAUSE_SECONDS = 30;
/** Requests whose repetition changes nothing, whatever came of the first: what they add is known by its content, or they only answer. */
const SAFE_POSTS = [
  /\/api\/pipelines\/releases(\/record)?$/,
  /\/api\/pipelines\/releases\/\d+\/evidence$/,
  /\/api\/pipelines\/promotions\/plan$/,
  /\/api\/pipelines\/slos\/(openslo|preview)$/,
];

/**
 * Whether a request may be sent again although nobody knows what came of it: it only reads, has an idempotency key, or adds what is known by
 * its content.
 *
 * @public
 */
export function isSafeToRepeat(request: {
  method: string;
  url: string;
  headers: Headers;
}): boolean {
  const { headers, method, url } = request;
  if (method === 'GET' || method === 'HEAD') return true;
  if (headers.has('idempotency-key')) return true;
  const { pathname } = new URL(url);
  return method === 'POST' && SAFE_POSTS.some(safe => safe.test(pathname));
}

/**
 * How long to wait before a request that was answered so is sent again: as long as the answer asks for, at least.
 *
 * @returns seconds; undefined if it is the answer, or asks for more than half a minute
 * @public
 */
export function pauseAfter(answer: {
  status: number;
  retryAfter: string | null;
}): number | undefined {
  const { retryAfter, status } = answer;
  if (status !== 429 && status < 500) return undefined;
  const seconds = /^\d+$/.test(retryAfter?.trim() ?? '')
    ? Number(retryAfter)
    : 0;
  return seconds <= LONGEST_PAUSE_SECONDS ? seconds : undefined;
}
