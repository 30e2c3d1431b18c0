import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiAs, checkNothingIsWide, until, useBrowser } from './harness.mjs';

const browser = useBrowser();

const SCORECARD = 'production-readiness';
const FINANCE = encodeURIComponent('group:default/finance-data');
const STANDINGS = `/scorecards/${SCORECARD}/results?owner=${FINANCE}&state=failed`;
/** Until when the short exemption lasts: long enough to be approved on a slow machine. */
const SHORT_MS = 30_000;

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

/** Checks of finance's pipelines that failed and aren't exempt, one of each pipeline. */
async function failedChecks(api) {
  const { items } = await until(
    'failed checks',
    () => api(STANDINGS),
    answer => answer.items.length > 1,
    { withinMs: 120_000 },
  );
  return items.flatMap(({ checks, entityRef, title }) => {
    const check = checks.find(
      ({ exemption, state }) => state === 'failed' && !exemption,
    );
    return check ? [{ entityRef, title, check }] : [];
  });
}

async function approve(api, approvalId) {
  const { shown, subjectHash } = await api(`/approvals/${approvalId}`);
  await api(`/approvals/${approvalId}/votes`, {
    kind: 'approve',
    subjectHash,
    shownDigest: shown.digest,
  });
}

async function stateOf(api, { check, entityRef }) {
  const [kind, namespace, name] = entityRef.split(/[:/]/);
  const { items } = await api(
    `/entities/${kind}/${namespace}/${name}/scorecards`,
  );
  return items
    .find(({ scorecardId }) => scorecardId === SCORECARD)
    .checks.find(each => each.check === check.check).state;
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

test('a failed check leads to its evidence, may be exempt once another agrees, and counts again afterwards', async () => {
  const ines = await apiAs('ines.duarte');
  const grace = await apiAs('grace.okafor');
  const [shortOne, failed] = await failedChecks(ines);
  const short = await ines('/exemptions', {
    scorecardId: SCORECARD,
    check: shortOne.check.check,
    entityRef: shortOne.entityRef,
    reason: 'The vendor mends it in a moment',
    until: new Date(Date.now() + SHORT_MS).toISOString(),
  });
  await approve(grace, short.approvalId);
  assert.equal(await stateOf(ines, shortOne), 'exempt');

  // Owner → pipeline → check → evidence.
  const page = await openBoard();
  await page
    .getByRole('rowheader', { name: /finance-data/ })
    .first()
    .getByRole('link')
    .click();
  const pipelines = page.getByRole('table', { name: /^Pipelines by checks/ });
  await pipelines
    .locator('tr', { has: page.getByTitle(failed.entityRef, { exact: true }) })
    .getByRole('link', { name: `${failed.check.title}: Failed` })
    .click();
  const drawer = page.getByRole('dialog', { name: /^Checks of/ });
  const check = drawer.locator(`[data-check="${failed.check.check}"]`);
  await check.getByText('Said by').waitFor();
  await check.getByText('As of').waitFor();
  await browser.checkAccessibility(page, { include: '[role="dialog"]' });
  await browser.screenshot(page, 'scorecards-evidence');

  await check.getByRole('button', { name: 'Request an exemption' }).click();
  const dialog = page.getByRole('dialog', { name: 'Request an exemption' });
  await dialog.getByRole('button', { name: 'Request' }).click();
  await dialog.getByText(/^At least 10 characters/).waitFor();
  await dialog
    .getByRole('textbox', { name: 'Reason' })
    .fill('The new ledger replaces it in December');
  await dialog.getByRole('button', { name: 'Request' }).click();
  await dialog.getByRole('link', { name: 'Show the request' }).click();

  // Whoever asked can't agree.
  await page.waitForURL(/\/approvals\/\d+/);
  const approvalId = Number(/approvals\/(\d+)/.exec(page.url())[1]);
  await page
    .getByRole('region', { name: 'What is decided on' })
    .getByText('The new ledger replaces it in December')
    .first()
    .waitFor();
  await browser.checkAccessibility(page, { include: 'main' });
  await browser.screenshot(page, 'scorecards-approval');
  const { shown, subjectHash } = await ines(`/approvals/${approvalId}`);
  await ines(
    `/approvals/${approvalId}/votes`,
    { kind: 'approve', subjectHash, shownDigest: shown.digest },
    { status: 403 },
  );
  await approve(grace, approvalId);

  await page.goBack();
  await check.getByText(/^Exempt until/).waitFor();
  await check.getByText(/approved by grace\.okafor/).waitFor();
  await check.getByText('Exempt', { exact: true }).waitFor();
  await browser.screenshot(page, 'scorecards-exempt');
  await check.getByRole('button', { name: 'End the exemption' }).click();
  await check.getByText('Failed', { exact: true }).waitFor();

  // The short one has ended by itself.
  await until(
    'the check counts again',
    () => stateOf(ines, shortOne),
    state => state === 'failed',
    { withinMs: SHORT_MS + 30_000 },
  );
  const { items } = await ines(
    `/exemptions?${new URLSearchParams({
      entityRef: shortOne.entityRef,
      state: 'expired',
    })}`,
  );
  assert.ok(items.some(({ id }) => id === short.id));
});
