import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useBrowser } from './harness.mjs';

const browser = useBrowser();

/** Nothing else is about this one there. */
const UNIT = 'northstar-dags-platform';
const ENVIRONMENT = 'staging';
const REASON = 'The upgrade of the workers is still running';
const REQUEST = `End the hold on ${UNIT} in ${ENVIRONMENT}`;

async function openBoard(page) {
  await page.goto(`/pipelines/releases?text=${UNIT}`);
  await page.getByRole('rowheader', { name: UNIT }).waitFor();
}

async function choose(page, item) {
  await page
    .getByRole('button', { name: `More for ${UNIT} in ${ENVIRONMENT}` })
    .click();
  await page.getByRole('menuitem', { name: item }).click();
}

async function askThatItEnds(page) {
  await choose(page, 'Ask that the hold ends');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'Ask that the hold ends' })
    .click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
}

/** Goes through the inbox by keyboard alone, down to the request and into it. */
async function openInInbox(page) {
  await page.goto('/pipelines/approvals');
  const items = page.locator('[data-request]');
  const wanted = items.filter({ hasText: REQUEST }).first();
  await wanted.waitFor();
  const titles = await items.allInnerTexts();
  const at = titles.findIndex(text => text.includes(REQUEST));
  // One too far and back again, where there is one further.
  const steps = Math.min(at + 2, titles.length);
  for (let step = 0; step < steps; step += 1) await page.keyboard.press('j');
  if (steps > at + 1) await page.keyboard.press('k');
  assert.ok(
    await wanted.evaluate(item => item === document.activeElement),
    'j and k go through the list',
  );
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Approve' }).waitFor();
}

test('one person sets a hold, another one decides by keyboard whether it ends', async () => {
  const priya = await browser.newPage({ persona: 'Priya' });
  await openBoard(priya);
  await choose(priya, 'Hold…');
  const dialog = priya.getByRole('dialog', {
    name: `Hold ${UNIT} in ${ENVIRONMENT}`,
  });
  await dialog.getByRole('textbox').fill(REASON);
  await dialog.getByRole('button', { name: 'Hold', exact: true }).click();
  const held = priya.getByText(`Held: ${REASON}`);
  await held.waitFor();
  await browser.screenshot(priya, 'hold');

  await askThatItEnds(priya);
  const marek = await browser.newPage({ persona: 'Marek' });
  await openInInbox(marek);
  await marek.keyboard.press('r');
  const rejecting = marek.getByRole('dialog', { name: `Reject “${REQUEST}”` });
  await rejecting
    .getByRole('textbox', { name: 'Why' })
    .fill('It still runs, ask again tomorrow');
  await rejecting.getByRole('button', { name: 'Reject' }).click();
  await rejecting.waitFor({ state: 'hidden' });
  await openBoard(priya);
  await held.waitFor();

  await askThatItEnds(priya);
  await openInInbox(marek);
  await marek.keyboard.press('a');
  await marek.getByText('Your approval counts').waitFor();
  // Her board follows by itself.
  await held.waitFor({ state: 'hidden' });
});
