import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkNothingIsWide, useBrowser } from './harness.mjs';

const browser = useBrowser();

async function open(path, options) {
  const page = await browser.newPage({ persona: 'Ines', ...options });
  await page.goto(path);
  return page;
}

/**
 * A portal that has just started makes its first report once nothing has changed for a while, and a page asks again every minute. Other files
 * come before this one, so it is there as a rule.
 */
const FIRST_REPORT = { timeout: 360_000 };
const LONG = { timeout: 420_000 };

for (const [theme, width] of [
  ['light', 1280],
  ['dark', 1920],
]) {
  const viewport = { width, height: 1000 };

  test(
    `the morning report in ${theme} at ${width} px names its zone and yesterday's forecasts`,
    LONG,
    async () => {
      const page = await open('/pipelines/reports/morning', {
        theme,
        viewport,
      });
      await page.getByText(/, made \d\d:\d\d /).waitFor(FIRST_REPORT);
      await page.getByText(/^How good were the forecasts of/).waitFor();
      await checkNothingIsWide(page);
      await browser.checkAccessibility(page, { include: 'main' });
      await browser.screenshot(page, `report-${theme}-${width}`);
    },
  );
}

test('the morning report stands on the home page', LONG, async () => {
  const page = await open('/');
  await page.getByText('Morning report').first().waitFor();
  await page
    .getByRole('link', { name: /^Open the report of/ })
    .waitFor(FIRST_REPORT);
  await browser.screenshot(page, 'home-report');
});

test(
  'the report prints black on white, without what can only be clicked',
  LONG,
  async () => {
    const page = await open('/pipelines/reports/morning', { theme: 'dark' });
    await page.getByText(/, made \d\d:\d\d /).waitFor(FIRST_REPORT);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.getByRole('button', { name: 'Print' }).count(), 0);
    await browser.screenshot(page, 'report-print');
  },
);
