import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkNothingIsWide, useBrowser } from './harness.mjs';

const browser = useBrowser();

async function open(path, options) {
  const page = await browser.newPage({ persona: 'Ines', ...options });
  await page.goto(path);
  return page;
}

/** A portal that has just started tells its past and judges 90 days first, and finds its alerts in them. */
const PATIENCE = { timeout: 240_000 };
const LONG = { timeout: 300_000 };
/** @param {import('playwright-core').Page} page */
const firstAlert = page =>
  page
    .getByRole('region', { name: /^(Urgent|For working hours) \(\d+\)$/ })
    .getByRole('listitem')
    .first();

for (const [theme, width] of [
  ['light', 1280],
  ['dark', 1920],
]) {
  const viewport = { width, height: 1000 };

  test(
    `alerts in ${theme} at ${width} px are grouped by cause, urgent apart from maintenance`,
    LONG,
    async () => {
      const page = await open('/pipelines/alerts', { theme, viewport });
      await firstAlert(page).waitFor(PATIENCE);
      await page.getByText(/^\d+ urgent, \d+ for working hours$/).waitFor();
      await checkNothingIsWide(page);
      await browser.checkAccessibility(page, { include: 'main' });
      await browser.screenshot(page, `alerts-${theme}-${width}`);

      await firstAlert(page).getByRole('link').first().click();
      await page.getByRole('table', { name: 'Affected pipelines' }).waitFor();
      await page.getByRole('list', { name: 'History' }).waitFor();
      await checkNothingIsWide(page);
      await browser.checkAccessibility(page, { include: 'main' });
      await browser.screenshot(page, `alert-${theme}-${width}`);
    },
  );

  test(`incidents in ${theme} at ${width} px show what happened`, async () => {
    const page = await open('/pipelines/incidents', { theme, viewport });
    const table = page.getByRole('table', { name: 'Incidents' });
    await table.waitFor(PATIENCE);
    await browser.checkAccessibility(page, { include: 'main' });
    await browser.screenshot(page, `incidents-${theme}-${width}`);
    await table.getByRole('rowheader').first().getByRole('link').click();
    await page.getByRole('list', { name: 'Timeline' }).waitFor();
    await checkNothingIsWide(page);
    await browser.checkAccessibility(page, { include: 'main' });
    await browser.screenshot(page, `incident-${theme}-${width}`);
  });

  test(`runbooks in ${theme} at ${width} px lead from one to another`, async () => {
    const page = await open('/pipelines/runbooks', { theme, viewport });
    await page.getByRole('link', { name: 'Data is late, or will be' }).click();
    await page.getByRole('heading', { name: 'Roll back' }).waitFor();
    await checkNothingIsWide(page);
    await browser.checkAccessibility(page, { include: 'main' });
    await browser.screenshot(page, `runbook-${theme}-${width}`);
    await page.getByRole('link', { name: 'failed DAG' }).first().click();
    await page
      .getByRole('heading', { level: 1, name: 'A DAG or batch job failed' })
      .waitFor();
  });

  test(`a missed date in ${theme} at ${width} px says what changed before it, by keyboard`, async () => {
    const page = await open(
      '/catalog/default/component/finance_close_daily/freshness',
      { theme, viewport },
    );
    const missed = page.locator('[data-state="LATE"], [data-state="MISSING"]');
    await missed.first().waitFor(PATIENCE);
    await missed.last().focus();
    await page.keyboard.press('Enter');
    const why = page.getByRole('region', { name: 'Why it was missed' });
    await why.getByText(/^Looked at runs, releases, configuration/).waitFor();
    assert.ok(await why.evaluate(node => node === document.activeElement));
    await checkNothingIsWide(page);
    await browser.checkAccessibility(page, { include: 'main' });
    await browser.screenshot(page, `what-changed-${theme}-${width}`);
  });
}

test('an incident is declared by keyboard, noted on and closed', async () => {
  const page = await open('/pipelines/incidents');
  await page.getByRole('button', { name: 'Declare incident' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Declare an incident' });
  await dialog.getByLabel('What is wrong').fill('The warehouse is down');
  await dialog.getByRole('combobox', { name: 'Pipelines' }).fill('finance');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await browser.checkAccessibility(page, { include: '[role="dialog"]' });
  await browser.screenshot(page, 'incident-declare');
  await dialog.getByRole('button', { name: 'Declare' }).press('Enter');
  await page
    .getByRole('heading', { level: 1, name: 'The warehouse is down' })
    .waitFor();

  await page.getByLabel('Note for the timeline').fill('The vendor is told');
  await page.getByRole('button', { name: 'Add note' }).press('Enter');
  await page
    .getByRole('list', { name: 'Timeline' })
    .getByText('The vendor is told')
    .waitFor();

  await page.getByRole('button', { name: 'Close incident' }).press('Enter');
  const closing = page.getByRole('dialog', { name: /^Close incident/ });
  await closing.getByLabel('Why it is over').fill('The warehouse is back');
  await closing.getByRole('button', { name: 'Close incident' }).press('Enter');
  await page.getByText(/^Closed .*: The warehouse is back$/).waitFor();
});

test('an alert is acknowledged, and says by whom', async () => {
  const page = await open('/pipelines/alerts');
  await firstAlert(page).waitFor(PATIENCE);
  const button = page.getByRole('button', { name: /^Acknowledge: / }).first();
  await button.press('Enter');
  await page
    .getByText(/^Looked after by ines/)
    .first()
    .waitFor();
});
