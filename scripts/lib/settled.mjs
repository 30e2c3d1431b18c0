import { setTimeout as sleep } from 'node:timers/promises';

const TIMEOUT_MS = 3 * 60_000;

/** How long the fleet must not have grown to count as complete. */
const QUIET_MS = 6000;

/**
 * Waits until a fresh portal has read its catalog: people can sign in, and the fleet grows no more. A portal that answers
 * isn't there yet, and tests that come before would be about a half-filled one.
 *
 * Gives up without an error: what is missing is the tests' to say.
 *
 * @param {string} backendUrl
 * @param {AbortSignal} [signal]
 */
export async function untilSettled(backendUrl, signal) {
  const deadline = Date.now() + TIMEOUT_MS;
  let count = 0;
  let since = Date.now();
  while (Date.now() < deadline && !signal?.aborted) {
    const now = await fleetSize(backendUrl).catch(() => 0);
    if (now !== count) {
      count = now;
      since = Date.now();
    }
    if (count > 0 && Date.now() - since > QUIET_MS) return;
    await sleep(1000);
  }
}

/** @param {string} backendUrl @returns {Promise<number>} as the first of the demo's people sees it */
async function fleetSize(backendUrl) {
  const get = async (
    /** @type {string} */ path,
    /** @type {Record<string, string>} */ headers = {},
  ) => {
    const response = await fetch(`${backendUrl}${path}`, {
      headers,
      signal: AbortSignal.timeout(10_000),
    });
    const body = await response.json();
    return response.ok ? body : {};
  };
  const [person] = await get('/api/auth/persona/people');
  const name = person.entityRef.split('/').pop();
  const { backstageIdentity } = await get('/api/auth/persona/refresh', {
    'x-sluice-persona': name,
  });
  const { totalItems } = await get('/api/pipelines/fleet?limit=1', {
    authorization: `Bearer ${backstageIdentity.token}`,
  });
  return totalItems ?? 0;
}
