import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { checkNothingIsWide, useBrowser } from './harness.mjs';

const browser = useBrowser();

/** The fleet page, once it shows all of Northstar's pipelines. */
async function openFleet(options) {
  const page = await browser.newPage({ persona: 'Ines', ...options });
  await page.goto('/pipelines');
  await page.getByRole('heading', { name: 'Fleet' }).waitFor();
  await page.getByText('120 pipelines').first().waitFor();
  await page.locator('[role=row][data-id]').first().waitFor();
  return page;
}

const rows = page => page.locator('[role=row][data-id]');

test('a person signs in and sees 120 pipelines, labelled as a demo', async () => {
  const page = await openFleet();
  assert.ok((await rows(page).count()) >= 10);
  await page.getByText('demo', { exact: false }).first().waitFor();
  await browser.checkAccessibility(page, { include: 'main' });
  await browser.screenshot(page, 'fleet-light');
});

test('the fleet in dark passes the accessibility check', async () => {
  const page = await openFleet({ theme: 'dark' });
  await browser.checkAccessibility(page, { include: 'main' });
  await browser.screenshot(page, 'fleet-dark');
});

for (const width of [1280, 1920]) {
  test(`the fleet page needs no sideways scrolling at ${width} px`, async () => {
    const page = await openFleet({ viewport: { width, height: 900 } });
    await checkNothingIsWide(page);
    await browser.screenshot(page, `fleet-${width}`);
  });
}

test('filters narrow the fleet, and the link is the view', async () => {
  const page = await openFleet();
  await page.goto('/pipelines?type=spark-job');
  await page.getByText('20', { exact: true }).first().waitFor();
  await page.waitForFunction(
    () => document.querySelectorAll('[role=row][data-id]').length > 0,
  );
  const texts = await rows(page).allInnerTexts();
  assert.ok(texts.length > 0);
  for (const text of texts) assert.match(text, /spark-job/);
});

test('search finds a pipeline and its name leads to its page', async () => {
  const page = await openFleet();
  await page.keyboard.press('/');
  await page.keyboard.type('gl_reconciliation');
  await page.waitForURL(/gl_reconciliation/);
  await page.getByRole('link', { name: 'gl_reconciliation' }).first().click();
  await page.waitForURL(/catalog\/default\/component\/gl_reconciliation/i);
  await page.getByRole('heading', { name: 'gl_reconciliation' }).waitFor();
});

test('a filter that matches nothing says so and can be taken away', async () => {
  const page = await openFleet();
  await page.goto('/pipelines?q=no-such-pipeline-anywhere');
  await page.getByText('No pipeline matches').waitFor();
});

test('what is filtered comes as CSV', async () => {
  const page = await openFleet();
  await page.goto('/pipelines?type=spark-job');
  await rows(page).first().waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /CSV/ }).click(),
  ]);
  const lines = fs
    .readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\n');
  assert.equal(lines.length, 21);
});

test('the wall shows one square a pipeline and opens one by keyboard', async () => {
  const page = await openFleet();
  await page.goto('/pipelines?view=wall');
  const tiles = page.locator('main a[href*="/catalog/default/component/"]');
  await tiles.first().waitFor();
  assert.equal(await tiles.count(), 120);
  await browser.checkAccessibility(page, { include: 'main' });
  await browser.screenshot(page, 'wall-light');
  await tiles.first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.waitForURL(/catalog\/default\/component\//i);
});
