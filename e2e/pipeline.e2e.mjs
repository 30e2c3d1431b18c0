import { test } from 'node:test';
import { checkNothingIsWide, useBrowser } from './harness.mjs';

const browser = useBrowser();

const PIPELINE = '/catalog/default/component/gl_reconciliation';

/** The page of one pipeline. */
async function openPipeline(options, path = PIPELINE) {
  const page = await browser.newPage({ persona: 'Ines', ...options });
  await page.goto(path);
  await page.getByRole('heading', { name: 'gl_reconciliation' }).waitFor();
  return page;
}

const tab = (page, name) =>
  page.getByRole('tab', { name }).or(page.getByRole('link', { name })).first();

for (const theme of ['light', 'dark']) {
  test(`the overview in ${theme} answers whether it keeps its promise`, async () => {
    const page = await openPipeline({ theme });
    await page.getByText('scheduled runs succeeded, 30 d').waitFor();
    await page.getByText(/Last \d+ runs/).waitFor();
    await browser.checkAccessibility(page, { include: 'main' });
    await browser.screenshot(page, `pipeline-${theme}`);
  });
}

test('runs stand in a table with a chart; a run opens with its tasks', async () => {
  const page = await openPipeline();
  await tab(page, 'Runs').click();
  await page.locator('[role=row][data-id]').first().waitFor();
  await browser.screenshot(page, 'runs-light');
  await page
    .getByRole('button', { name: /Details of run/ })
    .first()
    .click();
  await page.getByText('Data interval').waitFor();
  await page.getByText('Tasks').first().waitFor();
  await browser.checkAccessibility(page, { include: '[role=dialog]' });
  await browser.screenshot(page, 'run-drawer-light');
  await page.keyboard.press('Escape');
});

test('lineage shows what it reads and what depends on it', async () => {
  const page = await openPipeline();
  await tab(page, 'Lineage').click();
  await page.locator('main svg g').first().waitFor();
  await browser.screenshot(page, 'lineage-light');
});

test('docs and runbook render as Markdown', async () => {
  const page = await openPipeline();
  await tab(page, 'Docs').click();
  await page
    .getByRole('heading', { name: /When it fails/ })
    .first()
    .waitFor();
  await browser.checkAccessibility(page, { include: 'main' });
  await browser.screenshot(page, 'docs-light');
});

test('a pipeline whose source is down is unknown and says why', async () => {
  const page = await browser.newPage({ persona: 'Ines' });
  await page.goto('/catalog/default/component/legacy_gl_export');
  await page.getByRole('heading', { name: 'legacy_gl_export' }).waitFor();
  await page.getByText('Unknown').first().waitFor();
  await browser.screenshot(page, 'pipeline-unknown');
});

test('no pipeline page needs sideways scrolling at 1280 px', async () => {
  const page = await openPipeline({ viewport: { width: 1280, height: 800 } });
  await page.getByText('scheduled runs succeeded, 30 d').waitFor();
  await checkNothingIsWide(page);
});
