import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkNothingIsWide, useBrowser } from './harness.mjs';

const browser = useBrowser();

const STALLED = 'northstar.orders_enrichment';

/** The narrowest screen that has to do without sideways scrolling. */
const NARROW = { theme: 'dark', viewport: { width: 1280, height: 900 } };

async function openStreams(options) {
  const page = await browser.newPage({ persona: 'Jonas', ...options });
  await page.goto('/pipelines/streams');
  // A portal that has just started reads the past of its clusters first.
  await page
    .getByRole('button', { name: `Show ${STALLED}` })
    .waitFor({ timeout: 75_000 });
  await page
    .getByRole('row', { name: new RegExp(`${STALLED}.*Stalled`) })
    .waitFor({ timeout: 75_000 });
  return page;
}

for (const theme of ['light', 'dark']) {
  test(`the streams in ${theme} show who is furthest behind first`, async () => {
    const page = await openStreams({ theme });
    const seconds = page.locator('[role="row"] [data-field="seconds"]');
    const shown = await seconds.allTextContents();
    assert.match(shown[1], /\d h|\d d/);
    assert.match(shown.at(-1), /^(\d|unknown)/);
    await page
      .getByRole('list', { name: 'Kafka clusters' })
      .getByText('2 partitions under-replicated')
      .waitFor();
    await browser.checkAccessibility(page, { include: 'main' });
    await browser.screenshot(page, `streams-${theme}`);
  });
}

test('a group that stalls says why, and leads to the lag of its pipeline', async () => {
  const page = await openStreams();
  await page.getByRole('button', { name: `Show ${STALLED}` }).click();
  const drawer = page.getByRole('dialog', { name: new RegExp(STALLED) });
  await drawer
    .getByText(/offset unchanged at/)
    .first()
    .waitFor();
  await drawer.getByRole('img', { name: /Behind in time: now/ }).waitFor();
  await browser.screenshot(page, 'streams-group');

  await drawer.getByRole('link', { name: 'Open its pipeline' }).click();
  await page.waitForURL(/orders_enrichment\/lag/);
  await page
    .getByRole('img', { name: /Behind in time: .*promise: under/ })
    .waitFor();
  await page.getByRole('button', { name: '30 d' }).click();
  await page.waitForURL(/range=30d/);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  const partitions = page.getByRole('grid', { name: 'Partitions' });
  await partitions.getByText('Stalled').first().waitFor();
  await browser.checkAccessibility(page, { include: 'main' });
  await browser.screenshot(page, 'lag');
});

test('connectors and lines of lag fit a narrow screen in the dark', async () => {
  const page = await openStreams(NARROW);
  await page
    .getByRole('img', { name: /^Messages left to read over 6 hours: from/ })
    .first()
    .waitFor();
  const connect = page.getByRole('region', { name: 'Kafka Connect' }).first();
  await connect.getByRole('button', { name: 'Show' }).click();
  await connect.getByText(/task 1: io\.debezium\.DebeziumException/).waitFor();
  const pause = page.getByRole('button', {
    name: 'Pause payments-cdc',
    exact: true,
  });
  await pause.waitFor();
  await checkNothingIsWide(page);
  await checkFits(page.getByRole('grid', { name: 'Consumer groups' }));
  await browser.checkAccessibility(page, { include: 'main' });
  await browser.screenshot(page, 'streams-connect-dark');

  await pause.click();
  const dialog = page.getByRole('dialog', { name: 'Pause payments-cdc' });
  await dialog.getByText(/is running now and will be paused/).waitFor();
  await browser.checkAccessibility(page, { include: '[role="dialog"]' });
  await browser.screenshot(page, 'streams-pause-dark');
});

test('dead letters, schemas and operations of a group fit a narrow screen in the dark', async () => {
  const page = await browser.newPage({ persona: 'Jonas', ...NARROW });
  await page.goto('/catalog/default/component/orders_enrichment/lag');
  await page
    .getByRole('button', { name: 'Read headers of orders.v1.dlq' })
    .click();
  await page.getByText(/Keys and values are not shown/).waitFor();
  await page
    .getByRole('button', { name: /^Versions of orders\.v1-value/ })
    .click();
  await page.getByRole('button', { name: 'Operations' }).waitFor();
  await checkNothingIsWide(page);
  await browser.checkAccessibility(page, { include: 'main' });
  await browser.screenshot(page, 'lag-panels-dark');

  await page.getByRole('button', { name: 'Operations' }).click();
  await page.getByRole('menuitem', { name: 'Replay dead letters…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Replay dead letters/ });
  await dialog.getByText(/messages will be copied/).waitFor();
  await checkNothingIsWide(page);
  await browser.checkAccessibility(page, { include: '[role="dialog"]' });
  await browser.screenshot(page, 'lag-replay-dark');
});

/** @param {import('playwright-core').Locator} grid */
async function checkFits(grid) {
  const wide = await grid.locator('div').evaluateAll(parts =>
    parts
      .filter(({ clientWidth, scrollWidth }) => scrollWidth > clientWidth + 1)
      .filter(part => /auto|scroll/.test(getComputedStyle(part).overflowX))
      .map(part => `${part.scrollWidth} px in ${part.clientWidth} px`),
  );
  assert.deepEqual(wide, []);
}
