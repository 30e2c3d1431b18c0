/*
 * Promotion as people do it, on the demo's fleet: each test takes a unit of its own, whose last days in the demo's past it goes on from. What
 * the fleet does on command is a line in the file that its README tells of.
 */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { before, test } from 'node:test';
import { evidenceFor, hotfixOf } from '../fixtures/hotfix.mjs';
import { apiAs, apiWith, until, useBrowser } from '../harness.mjs';

const browser = useBrowser();

const ENVIRONMENT = 'prod';
/** Approved by anybody, by finance and, because it was too short in staging, by the platform team. */
const BOOKS = 'northstar-dbt-finance';
/** Has one that is being verified. */
const JOBS = 'spark-orders';
/** Its pipelines have spent their budgets. */
const CLOSE = 'northstar-dags-finance';
const RECONCILIATION = 'gl_reconciliation';

/** As e2e/app-config.e2e.yaml has it. */
const CI_TOKEN = 'fake-token-of-the-browser-tests-ci';

/** Four steps of 3 s, each looked after within a poll. */
const DEPLOYED_WITHIN = { timeout: 90_000 };
/** A command is heard within 20 s, then it takes two sweeps of the source and the run between them. */
const RAN_WITHIN = { timeout: 120_000 };
const RAN_WITHIN_MS = { withinMs: RAN_WITHIN.timeout };
const LONG = { timeout: 420_000 };

/** Makes something happen to what is deployed of a unit. */
const command = (/** @type {object} */ line) =>
  fs.appendFileSync(
    path.join(browser.deploymentsDir, 'commands.jsonl'),
    `${JSON.stringify({ environment: ENVIRONMENT, ...line })}\n`,
  );

/** @type {Awaited<ReturnType<typeof apiAs>>} */
let api;

const target = async (/** @type {string} */ unit) => {
  const { environments } = await api(`/units/${unit}`);
  return environments.find(each => each.environment === ENVIRONMENT);
};
const promotion = (/** @type {number} */ id) => api(`/promotions/${id}`);
const nameOf = (/** @type {string} */ entityRef) => entityRef.split('/')[1];

/** The id in the address of a page of a promotion. */
async function promotionOn(page) {
  await page.waitForURL(/\/promotions\/\d+$/);
  return Number(new URL(page.url()).pathname.split('/').pop());
}

/** The row of a unit on the releases board, and what stands in it of production. */
async function boardCell(page, unit) {
  await page.goto(`/pipelines/releases?text=${unit}`);
  const row = page
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: unit }) });
  await row.waitFor();
  return row.getByRole('cell').last();
}

async function openPromotion(persona, id) {
  const page = await browser.newPage({ persona });
  await page.goto(`/pipelines/promotions/${id}`);
  await page.getByRole('group', { name: 'What happens next' }).waitFor();
  return page;
}

const stateChip = (page, name) =>
  page.getByRole('status').filter({ hasText: name });

/** Where on its way a promotion is. */
const phase = (page, name, state) =>
  page
    .getByRole('list', { name: 'Its way' })
    .getByRole('listitem')
    .filter({ hasText: name })
    .filter({ hasText: state });

async function approveOnPage(page) {
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Your approval counts').waitFor();
}

/** Approves with what is shown, as a page does. */
async function approveAs(persona, approvalId) {
  const call = await apiAs(persona);
  const { shown, subjectHash } = await call(`/approvals/${approvalId}`);
  return call(`/approvals/${approvalId}/votes`, {
    kind: 'approve',
    subjectHash,
    shownDigest: shown.digest,
  });
}

/**
 * What waits for finance gets its votes and is deployed; then a pipeline fails that it doesn't change, so that it is verified all the while.
 */
async function stageFailure() {
  const started = Date.now();
  const [{ id: bad, approvalId, release, members }] = (await target(CLOSE))
    .waiting;
  assert.deepEqual(members.map(nameOf), ['finance_close_daily']);
  await approveAs('grace.okafor', approvalId);
  await approveAs('jonas.weber', approvalId);
  await until(
    'the bad release is deployed',
    () => promotion(bad),
    found => found.state === 'Verifying',
    { withinMs: DEPLOYED_WITHIN.timeout },
  );
  command({
    does: 'run',
    unit: CLOSE,
    pipeline: RECONCILIATION,
    state: 'failed',
  });
  await until(
    'the failed run',
    async () =>
      (
        await api(
          `/entities/component/default/${RECONCILIATION}/runs?environment=prod&limit=5`,
        )
      ).items.find(run => run.state === 'failed'),
    run => run && Date.parse(run.startedAt) > started,
    RAN_WITHIN_MS,
  );
  return { bad, release };
}

/** It takes a minute, in which the other paths go on. @type {ReturnType<typeof stageFailure>} */
let failing;

before(async () => {
  api = await apiAs('jonas.weber');
  failing = stageFailure();
  // It is awaited by the test that needs it.
  failing.catch(() => {});
});

test(
  'whoever asked for a promotion cannot approve it, and reads why',
  LONG,
  async () => {
    const { waiting } = await target(BOOKS);
    const [{ id, approvalId, requestedBy }] = waiting;
    assert.equal(requestedBy, 'user:default/priya.raman');

    const page = await openPromotion('Priya', id);
    await page
      .getByText('You asked for this yourself: somebody else has to decide.')
      .waitFor();
    assert.equal(
      await page.getByRole('button', { name: 'Approve' }).count(),
      0,
    );
    await browser.screenshot(page, 'journey-self-approval');

    // Nor by a way around the page.
    const call = await apiAs('priya.raman');
    const { shown, subjectHash } = await call(`/approvals/${approvalId}`);
    const { error } = await call(
      `/approvals/${approvalId}/votes`,
      { kind: 'approve', subjectHash, shownDigest: shown.digest },
      { status: 403 },
    );
    assert.match(error.message, /asked for/);
  },
);

test(
  'a promotion is asked for, approved by an engineer and by finance, deployed, verified; what goes bad then is rolled back by itself',
  LONG,
  async t => {
    const started = Date.now();
    const diagnose = (/** @type {string} */ what) =>
      t.diagnostic(`${what} after ${(Date.now() - started) / 1000} s`);
    const { running: good, waiting } = await target(BOOKS);
    const [{ id: first, members }] = waiting;
    const pipeline = nameOf(members[0]);

    const priya = await openPromotion('Priya', first);
    await priya.getByRole('button', { name: 'Withdraw' }).click();
    await priya
      .getByRole('dialog')
      .getByRole('button', { name: 'Withdraw' })
      .click();
    await stateChip(priya, 'Cancelled').waitFor();

    // Somebody of the team that owns the pipelines asks for it.
    const ines = await browser.newPage({ persona: 'Ines' });
    const cell = await boardCell(ines, BOOKS);
    await cell.getByRole('button', { name: /^Promote / }).click();
    const asking = ines.getByRole('dialog', {
      name: /^Promote .* into prod$/,
    });
    await asking.getByText(/finance-controllers/).waitFor();
    await asking
      .getByRole('textbox', { name: /Reason/ })
      .fill('The cost centre for the review of the controller');
    await browser.screenshot(ines, 'journey-request');
    await asking.getByRole('button', { name: 'Ask for it' }).click();
    const id = await promotionOn(ines);
    await stateChip(ines, /^Waits for \d of \d approvals$/).waitFor();
    diagnose('asked for');

    // An engineer decides in the inbox, by keyboard.
    const marek = await browser.newPage({ persona: 'Marek' });
    const { approvalId } = await promotion(id);
    await marek.goto(`/pipelines/approvals/${approvalId}`);
    await marek.getByRole('button', { name: 'Approve' }).waitFor();
    await marek.keyboard.press('a');
    await marek.getByText('Your approval counts').waitFor();
    await browser.screenshot(marek, 'journey-inbox');

    const grace = await openPromotion('Grace', id);
    await approveOnPage(grace);
    const missing = (await api(`/approvals/${approvalId}`)).rules.filter(
      rule => rule.missing > 0,
    );
    if (missing.length > 0) {
      // A risk has raised the rule: whoever looks after the platform is asked too.
      assert.deepEqual(
        missing.map(rule => rule.name),
        ['platform'],
      );
      await approveOnPage(await openPromotion('Jonas', id));
    }

    // Her page follows by itself.
    await stateChip(ines, 'Verifying').waitFor(DEPLOYED_WITHIN);
    diagnose('deployed');
    await browser.screenshot(ines, 'journey-verifying');
    command({ does: 'run', unit: BOOKS, pipeline });
    await stateChip(ines, 'Succeeded').waitFor(RAN_WITHIN);
    diagnose('succeeded');
    await phase(ines, 'Bake', 'now').waitFor();
    const { label } = (await promotion(id)).release;
    assert.equal((await target(BOOKS)).running.label, label);

    command({ does: 'regress', unit: BOOKS });
    command({ does: 'run', unit: BOOKS, pipeline });
    const rollback = await until(
      'the automatic rollback',
      async () => {
        const { items } = await api(`/promotions?unit=${BOOKS}&limit=5`);
        return items.find(each => each.kind === 'rollback' && each.id > id);
      },
      found => found,
      RAN_WITHIN_MS,
    );
    diagnose('rolled back');
    assert.equal(rollback.isAutomatic, true);
    assert.equal(rollback.release.label, good.label);
    await phase(ines, 'Bake', 'stopped here').waitFor();

    await ines.goto(`/pipelines/promotions/${rollback.id}`);
    await ines
      .getByRole('link', { name: `takes back promotion ${id}` })
      .waitFor();
    await ines.getByText(/^Started by itself/).waitFor();
    await stateChip(ines, 'Verifying').waitFor(DEPLOYED_WITHIN);
    command({ does: 'run', unit: BOOKS, pipeline });
    await stateChip(ines, 'Succeeded').waitFor(RAN_WITHIN);
    diagnose('restored');
    await ines.getByText(/restored after/).waitFor();
    await browser.screenshot(ines, 'journey-automatic-rollback');

    const after = await boardCell(ines, BOOKS);
    await after.getByText(good.label, { exact: true }).waitFor();
    await after.getByText(/^Held: /).waitFor();
  },
);

test('one click goes back to the last known good', LONG, async t => {
  const started = Date.now();
  const { rollback, running } = await target(JOBS);
  assert.equal(rollback.tier, 'last-known-good');

  const page = await browser.newPage({ persona: 'Marek' });
  const cell = await boardCell(page, JOBS);
  await cell.getByText(running.label, { exact: true }).first().waitFor();
  await cell
    .getByRole('button', { name: `Roll back to ${rollback.release.label}` })
    .click();
  const dialog = page.getByRole('dialog', { name: /^Roll / });
  await dialog.getByText('Last known good.', { exact: true }).waitFor();
  await dialog
    .getByText(/healthy through its bake/)
    .first()
    .waitFor();
  await dialog.getByRole('table', { name: 'What the rollback does' }).waitFor();
  await dialog
    .getByRole('textbox', { name: /Reason/ })
    .fill('Orders of one store are twice as many as yesterday');
  await browser.screenshot(page, 'journey-rollback');
  await dialog.getByRole('button', { name: 'Roll back' }).click();

  const id = await promotionOn(page);
  t.diagnostic(`asked for after ${(Date.now() - started) / 1000} s`);
  // Nobody is asked: the policy has authorised it.
  assert.equal((await promotion(id)).approvalId, undefined);
  await stateChip(page, 'Verifying').waitFor(DEPLOYED_WITHIN);
  assert.equal((await target(JOBS)).running.label, rollback.release.label);
  command({ does: 'run', unit: JOBS });
  await stateChip(page, 'Succeeded').waitFor(RAN_WITHIN);
  t.diagnostic(`back after ${(Date.now() - started) / 1000} s`);
  const held = await boardCell(page, JOBS);
  await held.getByText(/^Held: .*Orders of one store/).waitFor();
});

test(
  'a fix gets through with the budget spent, an incident open and the bad release still being verified; the recovery clock runs until it is there',
  LONG,
  async t => {
    const started = Date.now();
    const { bad, release } = await failing;
    const ci = apiWith(CI_TOKEN);
    const hotfix = hotfixOf(await ci(`/releases/${release.id}`), {
      dag: RECONCILIATION,
      label: `${release.label}-hotfix`,
      title: 'Fix the accounts that the late invoices are posted to',
      author: { name: 'Ines Duarte', email: 'ines.duarte@northstar.example' },
    });
    const { incident } = await api('/incidents', {
      title: 'The ledger does not reconcile',
      severity: 'critical',
      pipelines: [`component:default/${RECONCILIATION}`],
    });

    // CI registers what mends it, and what it found out about it.
    const fixed = await ci('/releases', hotfix);
    for (const evidence of evidenceFor(fixed)) {
      await ci(`/releases/${fixed.id}/evidence`, evidence);
    }
    // It may release nothing else.
    await ci('/releases', { ...hotfix, unit: BOOKS }, { status: 403 });

    const ines = await browser.newPage({ persona: 'Ines' });
    const cell = await boardCell(ines, CLOSE);
    await cell
      .getByRole('button', { name: `More for ${CLOSE} in prod` })
      .click();
    await ines
      .getByRole('menuitem', { name: `Hotfix ${fixed.label}…` })
      .click();
    const dialog = ines.getByRole('dialog', { name: /^Hotfix / });
    await dialog.getByRole('combobox', { name: /Incident/ }).click();
    await ines
      .getByRole('option', { name: `${incident.id}: ${incident.title}` })
      .click();
    await dialog
      .getByRole('textbox', { name: /Reason/ })
      .fill('Posts late invoices to their own accounts again');
    await browser.screenshot(ines, 'journey-hotfix');
    await dialog.getByRole('button', { name: 'Ask for the hotfix' }).click();
    const id = await promotionOn(ines);
    assert.equal((await promotion(bad)).state, 'Verifying');
    await ines.getByText(/out for .+ of at most 15/).waitFor();
    const gates = ines.getByRole('region', { name: 'Gates' });
    for (const row of [
      /^Error budget fail Spent: .*doesn’t count/,
      new RegExp(
        `^No open incident pass Only incident ${incident.id}, which it mends, is open`,
      ),
    ]) {
      await gates.getByRole('row', { name: row }).waitFor();
    }
    await browser.screenshot(ines, 'journey-recovery-clock');

    await approveOnPage(await openPromotion('Marek', id));
    await approveOnPage(await openPromotion('Grace', id));
    await stateChip(ines, 'Verifying').waitFor(DEPLOYED_WITHIN);
    assert.equal((await promotion(bad)).state, 'Superseded');
    command({ does: 'run', unit: CLOSE, pipeline: RECONCILIATION });
    await ines.getByText(/restored after/).waitFor(RAN_WITHIN);
    await stateChip(ines, 'Succeeded').waitFor();
    t.diagnostic(`restored after ${(Date.now() - started) / 1000} s`);
    await browser.screenshot(ines, 'journey-restored');
  },
);
