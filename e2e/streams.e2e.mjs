import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './harness.mjs';

const browser = useBrowser();

const STALLED = 'northstar.orders_enrichment';

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
