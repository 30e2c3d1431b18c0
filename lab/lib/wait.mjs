import { setTimeout as sleep } from 'node:timers/promises';
import { LabError } from './errors.mjs';

/**
 * Asks again until the answer is truthy, and returns it. An error of the question counts as "not yet".
 *
 * @template T
 * @param {string} what - completes "Timed out waiting for …"
 * @param {() => Promise<T> | T} ask
 * @param {{ timeoutSeconds?: number, everyMs?: number, giveUp?: () => string | undefined }} [options] - giveUp: why waiting
 *   longer is pointless, for example because the process is gone
 * @returns {Promise<T>}
 */
export async function waitUntil(what, ask, options = {}) {
  const { timeoutSeconds = 60, everyMs = 250, giveUp } = options;
  const deadline = Date.now() + timeoutSeconds * 1000;
  let lastError;
  for (;;) {
    try {
      const answer = await ask();
      if (answer) return answer;
      lastError = undefined;
    } catch (error) {
      lastError = error;
    }
    const reason = giveUp?.();
    if (reason) throw new LabError(reason);
    if (Date.now() > deadline) {
      const because = lastError ? ` (last error: ${lastError.message})` : '';
      throw new LabError(
        `Timed out after ${timeoutSeconds} s waiting for ${what}${because}`,
      );
    }
    await sleep(everyMs);
  }
}
