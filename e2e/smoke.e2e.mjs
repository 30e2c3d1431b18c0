import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './harness.mjs';

const browser = useBrowser();

test('the portal opens', async () => {
  const page = await browser.newPage();
  const response = await page.goto('/');
  assert.equal(response.status(), 200);
  await page.waitForFunction(() => document.querySelector('#root *'));
  assert.match(await page.title(), /Sluice/);
  await browser.screenshot(page, 'start');
});
