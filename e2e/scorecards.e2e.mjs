import { test } from 'node:test';
import { checkNothingIsWide, useBrowser } from './harness.mjs';

const browser = useBrowser();

async function openBoard(options) {
  const page = await browser.newPage({ persona: 'Ines', ...options });
  await page.goto('/pipelines/scorecards');
  // A portal that has just started finds out facts first, and then how they were before.
  await page
    .getByRole('table', { name: /^Owners by checks/ })
    .getByRole('rowheader', { name: /finance-data/ })
    .waitFor({ timeout: 120_000 });
  return page;
}

for (const [theme, width] of [
  ['light', 1280],
  ['dark', 1920],
]) {
  test(`the scorecards in ${theme} at ${width} px show owners by checks`, async () => {
    const page = await openBoard({ theme, viewport: { width, height: 900 } });
    await page.getByRole('table', { name: 'Biggest movers' }).waitFor();
    await page
      .getByRole('region', { name: 'Changed since last week' })
      .getByText(/ → /)
      .first()
      .waitFor();
    await checkNothingIsWide(page);
    await browser.checkAccessibility(page, { include: 'main' });
    await browser.screenshot(page, `scorecards-${theme}-${width}`);
  });
}
