import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  approvalOf,
  DIFF,
  promotionIn,
  STATES,
} from './fixtures/promotion.mjs';
import { checkNothingIsWide, useBrowser } from './harness.mjs';

const browser = useBrowser();

/** What the decision takes has to be on the screen at once, on a laptop. */
const VIEWPORT = { width: 1440, height: 900 };

/** What can be done in a state, as the answers below have it: in each of the others it is nothing. */
const BUTTONS = {
  ...Object.fromEntries(
    ['Requested', 'Gating', 'AwaitingApproval', 'Scheduled', 'Queued'].map(
      state => [state, ['Cancel']],
    ),
  ),
  ...Object.fromEntries(
    ['Running', 'Verifying', 'Indeterminate', 'Reconciling'].map(state => [
      state,
      ['Abort'],
    ]),
  ),
  AwaitingApproval: ['Approve', 'Reject', 'Cancel'],
  Succeeded: ['Roll back'],
  Failed: ['Ask again'],
  Expired: ['Ask again'],
  Invalidated: ['Ask again'],
};

/**
 * A page of a promotion that the backend is made to answer: the demo hasn't one in every state at the same time.
 *
 * @param {import('playwright-core').Page} page
 * @param {() => string} state
 */
async function answerPromotion(page, state) {
  const answers = {
    'promotions/7': () => promotionIn(state()),
    'approvals/12': () => approvalOf(state()),
    'releases/41/diff*': () => DIFF,
  };
  for (const [path, answer] of Object.entries(answers)) {
    await page.route(`**/api/pipelines/${path}`, route =>
      route.fulfill({ json: answer() }),
    );
  }
}

/** What stands out of its panel to the side, where it is cut off or lies over something else. */
const clippedIn = (/** @type {import('playwright-core').Page} */ page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('main section')].flatMap(panel => {
      const { right } = panel.getBoundingClientRect();
      return [...panel.querySelectorAll('*')]
        .filter(each => each.getBoundingClientRect().right > right + 1)
        .map(each => each.textContent?.slice(0, 80));
    }),
  );

test('what the decision takes fits the screen in every state', async () => {
  const page = await browser.newPage({ persona: 'Ines', viewport: VIEWPORT });
  let state = STATES[0];
  await answerPromotion(page, () => state);
  for (state of STATES) {
    await page.goto('/pipelines/promotions/7');
    const parts = [
      page.getByRole('heading', { level: 1, name: /2\.41\.0 → prod/ }),
      page.getByRole('group', { name: 'What happens next' }),
      page.getByRole('list', { name: 'Its way' }),
      page.getByRole('region', { name: 'What changes' }),
      page.getByRole('region', { name: 'What it can hurt' }),
      page.getByRole('region', { name: 'Who decides' }),
      page.getByRole('region', { name: 'Gates' }),
    ];
    for (const name of BUTTONS[state] ?? []) {
      parts.push(page.getByRole('button', { name, exact: true }));
    }
    await page.getByRole('list', { name: 'What changes' }).waitFor();
    for (const part of parts) {
      const box = await part.boundingBox();
      assert.ok(
        box &&
          box.y >= 0 &&
          box.y + box.height <= VIEWPORT.height &&
          box.x + box.width <= VIEWPORT.width,
        `${state}: ${part} stands at ${JSON.stringify(box)}`,
      );
    }
    assert.deepEqual(await clippedIn(page), [], state);
  }
});

for (const [theme, width] of [
  ['light', 1280],
  ['dark', 1920],
]) {
  test(`a promotion can be read by everybody, ${theme} at ${width} px`, async () => {
    const page = await browser.newPage({
      persona: 'Ines',
      theme,
      viewport: { width, height: 1000 },
    });
    await answerPromotion(page, () => 'AwaitingApproval');
    await page.goto('/pipelines/promotions/7');
    await page.getByRole('list', { name: 'What changes' }).waitFor();
    await browser.checkAccessibility(page);
    await checkNothingIsWide(page);
    await browser.screenshot(page, `promotion-${theme}`);
  });
}
