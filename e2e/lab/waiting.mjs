import assert from 'node:assert/strict';

/** Each Airflow of the lab is read every ten seconds. */
export const POLL_MS = 10_000;
/** Discovered DAGs become entities a minute after the start. */
const DISCOVERY_MS = 150_000;

/** The page of a real DAG that runs every two minutes. */
export const HEARTBEAT = '/catalog/default/component/web_sessions_heartbeat';

/**
 * Loads a page again until it shows something, as a person does who waits for what isn't there yet.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} address
 * @param {import('playwright-core').Locator} locator
 */
export async function reloadUntilShown(page, address, locator) {
  const deadline = Date.now() + DISCOVERY_MS;
  for (;;) {
    await page.goto(address);
    const isShown = await locator
      .waitFor({ timeout: POLL_MS })
      .then(() => true)
      .catch(() => false);
    if (isShown) return;
    assert.ok(Date.now() < deadline, `${address} never showed it`);
  }
}

/**
 * The tile that says how a pipeline stands.
 *
 * @param {import('playwright-core').Page} page
 * @param {string} status
 */
export const statusTile = (page, status) =>
  page.getByRole('group', { name: 'status in prod' }).filter({
    hasText: status,
  });
