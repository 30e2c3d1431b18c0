import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './harness.mjs';

const browser = useBrowser();

const FRESHNESS = '/catalog/default/component/finance_close_daily/freshness';

async function openFreshness(options, path = FRESHNESS) {
  const page = await browser.newPage({ persona: 'Ines', ...options });
  await page.goto(path);
  // A portal that has just started judges 90 days first.
  await page
    .getByRole('button', { name: 'Show as table' })
    .waitFor({ timeout: 75_000 });
  return page;
}

/** Nothing is wider than the part of the page that it stands in. */
async function checkNothingIsCut(page) {
  const cut = await page.locator('main section table').evaluateAll(tables =>
    tables
      .filter(table => {
        const panel = table.closest('section').getBoundingClientRect();
        return table.getBoundingClientRect().right > panel.right + 1;
      })
      .map(table => table.textContent.slice(0, 80)),
  );
  assert.deepEqual(cut, []);
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
  await page.getByText('Runs in time and late').waitFor();
  // The panel has its title while it loads, too.
  await page.locator('[data-date]').first().waitFor();
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
  await page
    .getByRole('table', { name: 'What spent the budget' })
    .getByRole('columnheader', { name: 'Pipeline' })
    .waitFor();
  await browser.screenshot(page, 'freshness-domain-1920');
});

for (const width of [1280, 1440]) {
  test(`tables of the Freshness tab fit into a window of ${width} px`, async () => {
    const viewport = { width, height: 900 };
    const page = await openFreshness({ viewport });
    await page.getByRole('columnheader', { name: 'Evidence' }).waitFor();
    await checkNothingIsCut(page);
    await page.getByRole('button', { name: 'Show as table' }).click();
    await page.getByRole('columnheader', { name: 'Margin' }).waitFor();
    await checkNothingIsCut(page);
  });
}

for (const [theme, width] of [
  ['light', 1280],
  ['dark', 1920],
]) {
  test(`another promise is tried in ${theme} at ${width} px, and nothing is kept of it`, async () => {
    const page = await openFreshness({
      theme,
      viewport: { width, height: 1000 },
    });
    await page.getByRole('button', { name: 'Try another promise' }).click();
    await page.getByText('the same verdicts').waitFor();
    const now = page.getByRole('region', { name: 'As it is' });
    const tried = page.getByRole('region', { name: 'As tried' });
    const kept = await now.locator('[data-state="GOOD"]').count();
    assert.ok(kept > 40);

    await page.getByLabel('Deadline').fill('01:00');
    await page.getByText(/^\d+ turn good, [1-9]\d* turn bad$/).waitFor();
    assert.ok((await tried.locator('[data-state="GOOD"]').count()) < kept);
    assert.equal(await now.locator('[data-state="GOOD"]').count(), kept);
    // In the YAML, and in the diff beside it.
    await page
      .getByText(/time: .?01:00/)
      .first()
      .waitFor();
    await browser.checkAccessibility(page, { include: 'main' });
    await browser.screenshot(page, `slo-editor-${theme}-${width}`);

    await page.getByLabel('Target, percent').fill('101');
    await page.getByText('until what is marked is put right').waitFor();
    await page.reload();
    await page.getByText('the same verdicts').waitFor();
    assert.equal(await page.getByLabel('Target, percent').inputValue(), '95');
  });
}

for (const [theme, width] of [
  ['light', 1280],
  ['dark', 1920],
]) {
  test(`the page of SLOs in ${theme} at ${width} px goes by domain, filters and leads on`, async () => {
    const page = await browser.newPage({
      persona: 'Ines',
      theme,
      viewport: { width, height: 1000 },
    });
    await page.goto('/');
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'SLOs' })
      .click();
    const table = page.getByRole('table', { name: 'SLOs by domain' });
    await table
      .getByRole('rowheader', { name: /^finance/ })
      .first()
      .waitFor();
    assert.ok((await table.getByRole('row').count()) > 100);
    await checkNothingIsCut(page);
    await browser.checkAccessibility(page, { include: 'main' });
    await browser.screenshot(page, `slos-${theme}-${width}`);

    await page.getByRole('button', { name: 'Budget spent' }).click();
    await page.waitForURL(/status=exhausted/);
    await table
      .getByText('Met', { exact: true })
      .first()
      .waitFor({ state: 'hidden' });
    await table.getByRole('link').first().click();
    await page.waitForURL(/\/catalog\//);
  });
}

test('the page of SLOs prints without what is there to click', async () => {
  const page = await browser.newPage({ persona: 'Ines', theme: 'dark' });
  await page.goto('/pipelines/slos');
  await page.getByRole('table', { name: 'SLOs by domain' }).waitFor();
  await page.emulateMedia({ media: 'print' });
  await page
    .getByRole('button', { name: 'Print' })
    .waitFor({ state: 'hidden' });
  await page
    .getByRole('group', { name: 'Filters' })
    .waitFor({ state: 'hidden' });
  const [paper, ink] = await page
    .getByRole('heading', { name: 'SLOs' })
    .evaluate(heading => [
      getComputedStyle(document.body).backgroundColor,
      getComputedStyle(heading).color,
    ]);
  assert.deepEqual([paper, ink], ['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
  await browser.screenshot(page, 'slos-print');
});

test('the fleet says what is left of budgets, and filters by it', async () => {
  const page = await browser.newPage({
    persona: 'Ines',
    viewport: { width: 1280, height: 900 },
  });
  await page.goto('/pipelines?orderBy=budgetLeft');
  await page.getByRole('columnheader', { name: 'Misses left' }).waitFor();
  await page
    .getByText(/^−\d+ of \d+$/)
    .first()
    .waitFor();
  const grid = page
    .locator('.v5-MuiDataGrid-virtualScroller, .MuiDataGrid-virtualScroller')
    .first();
  const [shown, whole] = await grid.evaluate(scroller => [
    scroller.clientWidth,
    scroller.scrollWidth,
  ]);
  // The handle of the last column stands out a little.
  assert.ok(whole <= shown + 8, `${whole} px of columns in ${shown} px`);
  await browser.screenshot(page, 'fleet-slo-1280');
  await page.getByRole('button', { name: /^Budget spent/ }).click();
  await page.waitForURL(/slo=exhausted/);
});
