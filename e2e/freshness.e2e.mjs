import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './harness.mjs';

const browser = useBrowser();

const FRESHNESS = '/catalog/default/component/finance_close_daily/freshness';

async function openFreshness(options, path = FRESHNESS) {
  const page = await browser.newPage({ persona: 'Ines', ...options });
  await page.goto(path);
  await page.getByText('Deadlines kept and missed').waitFor();
  return page;
}

for (const theme of ['light', 'dark']) {
  test(`the Freshness tab in ${theme} shows deadlines, budget and what spent it`, async () => {
    const page = await openFreshness({ theme });
    await page.getByText('to the next deadline').waitFor();
    const states = await page
      .locator('[data-date]')
      .evaluateAll(cells => cells.map(cell => cell.dataset.state));
    assert.ok(states.filter(state => state === 'GOOD').length > 60);
    await browser.checkAccessibility(page, { include: 'main' });
    await browser.screenshot(page, `freshness-${theme}`);
  });
}

test('another SLO of the pipeline is chosen in the URL', async () => {
  const page = await openFreshness();
  await page.getByRole('button', { name: /Done in 45 min/ }).click();
  await page.waitForURL(/slo=\d+/);
  await page.getByText('Deadlines kept and missed').waitFor();
  await browser.screenshot(page, 'freshness-duration');
});

test('a missed deadline opens the run that is its evidence', async () => {
  const page = await openFreshness();
  await page
    .getByRole('button', { name: /^run \d+$/ })
    .first()
    .click();
  await page.waitForURL(/\/runs\?run=/);
  await page.getByText('Data interval').waitFor();
});

test('the promise of a whole domain names the pipelines that broke it', async () => {
  const page = await openFreshness(
    { viewport: { width: 1920, height: 1080 } },
    '/catalog/default/component/email_attribution/freshness',
  );
  await page
    .getByRole('button', { name: /Scheduled runs succeed of marketing/ })
    .click();
  await page.getByRole('columnheader', { name: 'Pipeline' }).waitFor();
  await browser.screenshot(page, 'freshness-domain-1920');
});
