import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './harness.mjs';

const browser = useBrowser();

/** The demo's runs start and end by the real clock: within this time one of them does, usually within a minute. */
const UNTIL_A_RUN_CHANGES_MS = 6 * 60_000;

/** From the backend's word to the open page: one request and a rendering, on a slow machine too. */
const SHOWN_WITHIN_MS = 10_000;

/** Pages ask again by themselves this often. Here they may not, so that what changes has come by a signal. */
const POLLS_FROM_MS = 30_000;

test(
  'what becomes of a run shows on an open page by itself',
  { timeout: UNTIL_A_RUN_CHANGES_MS + 60_000 },
  async () => {
    const page = await browser.newPage({ persona: 'Ines' });
    await page.addInitScript(from => {
      const { setInterval } = window;
      window.setInterval = (run, ms, ...rest) =>
        ms >= from ? 0 : setInterval(run, ms, ...rest);
    }, POLLS_FROM_MS);
    /** When a signal said last that runs of a pipeline changed, by entity ref. @type {Map<string, number>} */
    const toldAt = new Map();
    page.on('websocket', socket =>
      socket.on('framereceived', ({ payload }) => {
        const { channel, message } = JSON.parse(String(payload));
        if (channel !== 'pipelines' || message.topic !== 'runs') return;
        for (const id of message.ids) toldAt.set(id, Date.now());
      }),
    );

    await page.goto('/pipelines?view=wall');
    await page.locator('main [data-tile]').first().waitFor();
    const before = await page.evaluate(readTiles);
    assert.equal(Object.keys(before).length, 120);

    // The label of a tile says the status and, with its time, why: a start, a success and a failure each change it.
    const changed = await page.waitForFunction(
      labels => {
        const tile = [...document.querySelectorAll('main [data-tile]')].find(
          each =>
            each.getAttribute('aria-label') !==
            labels[each.getAttribute('data-tile')],
        );
        return tile?.getAttribute('data-tile');
      },
      before,
      { timeout: UNTIL_A_RUN_CHANGES_MS, polling: 100 },
    );
    const shownAt = Date.now();
    const entityRef = await changed.jsonValue();
    assert.ok(
      toldAt.has(entityRef),
      `${entityRef} changed without a signal, among ${[...toldAt.keys()]}`,
    );
    const took = shownAt - toldAt.get(entityRef);
    assert.ok(took < SHOWN_WITHIN_MS, `${entityRef} took ${took} ms`);
  },
);

/** The label of every tile by its entity ref. Runs in the page. */
function readTiles() {
  return Object.fromEntries(
    [...document.querySelectorAll('main [data-tile]')].map(tile => [
      tile.getAttribute('data-tile'),
      tile.getAttribute('aria-label'),
    ]),
  );
}
