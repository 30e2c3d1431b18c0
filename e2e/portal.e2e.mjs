import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './harness.mjs';

const browser = useBrowser();

test('eight people can be chosen, each with a role and what they may do', async () => {
  const page = await browser.newPage();
  await page.goto('/');
  await page.getByText('Who do you want to be?').waitFor();
  const cards = page.getByRole('button', {
    name: /engineer|controller|auditor/i,
  });
  await cards.nth(7).waitFor();
  assert.equal(await cards.count(), 8);
  await browser.checkAccessibility(page);
  await browser.screenshot(page, 'sign-in-light');
});

test('signing out leads back to the people, and another one can come in', async () => {
  const page = await browser.newPage({ persona: 'Ines' });
  await page.getByRole('button', { name: /Account of Ines/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByText('Who do you want to be?').waitFor();
  await page
    .getByRole('button', { name: /Henrik/ })
    .first()
    .click();
  await page.getByRole('button', { name: /Account of Henrik/ }).waitFor();
});

for (const theme of ['light', 'dark']) {
  test(`home in ${theme} shows my pipelines, what failed and what is late`, async () => {
    const page = await browser.newPage({ persona: 'Ines', theme });
    await page.getByText('My pipelines').first().waitFor();
    await page.getByText('Failed last night').first().waitFor();
    await page
      .locator('a[href*="/catalog/default/component/"]')
      .first()
      .waitFor();
    await browser.checkAccessibility(page, { include: 'main' });
    await browser.screenshot(page, `home-${theme}`);
  });
}

for (const theme of ['light', 'dark']) {
  test(`sources in ${theme} show each collector, a failing one first`, async () => {
    const page = await browser.newPage({ persona: 'Jonas', theme });
    await page.goto('/pipelines/sources');
    await page.getByRole('heading', { name: 'Sources' }).waitFor();
    await page.getByText('northstar-airflow-prod').first().waitFor();
    await browser.checkAccessibility(page, { include: 'main' });
    await browser.screenshot(page, `sources-${theme}`);
  });
}

test('search finds pipelines', async () => {
  const page = await browser.newPage({ persona: 'Ines' });
  await page.goto('/search?query=orders_enrichment');
  await page
    .getByRole('link', { name: /orders_enrichment/ })
    .first()
    .waitFor();
  await browser.screenshot(page, 'search-light');
});

test('a script gets a token with one header, and no token is refused', async () => {
  const refused = await fetch(`${browser.backendUrl}/api/pipelines/fleet`);
  assert.equal(refused.status, 401);
  const session = await fetch(
    `${browser.backendUrl}/api/auth/persona/refresh`,
    { headers: { 'x-sluice-persona': 'ines.duarte' } },
  );
  const { backstageIdentity } = await session.json();
  const headers = { authorization: `Bearer ${backstageIdentity.token}` };
  const fleet = await fetch(
    `${browser.backendUrl}/api/pipelines/fleet?limit=1`,
    { headers },
  );
  assert.equal((await fleet.json()).totalItems, 120);
  const nonsense = await fetch(
    `${browser.backendUrl}/api/pipelines/fleet?cursor=nonsense`,
    { headers },
  );
  assert.equal(nonsense.status, 400);
  const unknown = await fetch(
    `${browser.backendUrl}/api/pipelines/fleet?limit=0`,
    { headers },
  );
  assert.equal(unknown.status, 400);
  assert.match((await unknown.json()).error.message, /limit/);
});
