import { setTimeout as sleep } from 'node:timers/promises';

/** A machine that is busy with other things takes longer for all of it. */
const TIMEOUT_MS = 10 * 60_000;

/** How long nothing must have been added to count as complete. */
const QUIET_MS = 6000;

/**
 * Waits until a fresh portal has read its catalog and the demo has told its past: people can sign in, the fleet grows no more, and deliveries
 * begin. A portal that answers isn't there yet, and tests that come before would be about a half-filled one.
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
    const now = await size(backendUrl).catch(() => 0);
    if (now !== count) {
      count = now;
      since = Date.now();
    }
    if (count > 0 && Date.now() - since > QUIET_MS) return;
    await sleep(1000);
  }
}

/** @param {string} backendUrl @returns {Promise<number>} of the fleet, as the first of the demo's people sees it; 0 while the past is told */
async function size(backendUrl) {
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
  const authorization = `Bearer ${backstageIdentity.token}`;
  const [{ totalItems = 0 }, { items, pastToldPercent }] = await Promise.all([
    get('/api/pipelines/fleet?limit=1', { authorization }),
    get('/api/pipelines/units/board', { authorization }),
  ]);
  return items === undefined || pastToldPercent !== undefined ? 0 : totalItems;
}
