/*
 * What a person sees of the lab's real Airflows, through the whole portal: `npm run test:lab -- airflow`. The ordinary
 * browser tests don't match this file.
 */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { airflowControl } from '../../lab/airflow/control.mjs';
import { useBrowser } from '../harness.mjs';

const browser = useBrowser();

/** Discovered DAGs become entities a minute after the start; each Airflow is read every ten seconds. */
const DISCOVERY_MS = 150_000;
const POLL_MS = 10_000;
/** The scheduler looks every five seconds for what is due, and a poll that fails tries again for about as long. */
const ONE_POLL_MS = POLL_MS + 5000 + 5000;
/** A source that keeps failing is asked again after at most a minute. */
const RECOVERY_MS = 60_000 + ONE_POLL_MS;
/** The heartbeat runs every two minutes; a run that was due in the outage may have failed in truth. */
const NEXT_HEARTBEAT_MS = 120_000 + 60_000;

const HEARTBEAT = '/catalog/default/component/web_sessions_heartbeat';

/** A platform engineer sees all that there is. */
const signIn = options => browser.newPage({ persona: 'Jonas', ...options });

/** Loads a page again until it shows something, as a person does who waits for what isn't there yet. */
async function reloadUntilShown(page, address, locator) {
  const deadline = Date.now() + DISCOVERY_MS;
  for (;;) {
    await page.goto(address);
    const isShown = await locator
      .waitFor({ timeout: POLL_MS })
      .then(() => true)
      .catch(() => false);
    if (isShown) return;
    assert.ok(Date.now() < deadline, `${address} never showed it`);
  }
}

const fleetRow = (page, name) =>
  page
    .locator('[role=row][data-id]')
    .filter({ has: page.getByRole('link', { name, exact: true }) });

/** The tile that says how a pipeline stands. */
const statusTile = (page, status) =>
  page.getByRole('group', { name: 'status in prod' }).filter({
    hasText: status,
  });

after(() => airflowControl('airflow3').start());

test('the fleet shows real DAGs of 2.11 and 3.3 beside the demo, with how their runs ended', async () => {
  const page = await signIn();
  const heartbeat = fleetRow(page, 'web_sessions_heartbeat');
  await reloadUntilShown(
    page,
    '/pipelines?q=heartbeat',
    heartbeat.filter({ hasText: 'OK' }),
  );
  await fleetRow(page, 'platform_heartbeat')
    .filter({ hasText: 'OK' })
    .waitFor();
  await browser.screenshot(page, 'lab-fleet');
  for (const name of ['supply_supplier_feed', 'logistics_customs_feed']) {
    await reloadUntilShown(
      page,
      `/pipelines?q=${name}`,
      fleetRow(page, name).filter({ hasText: 'Failed' }),
    );
  }
});

test('a pipeline that is declared for a real DAG shows both its environments', async () => {
  const page = await signIn();
  await reloadUntilShown(
    page,
    '/catalog/default/component/lab_finance_daily_close',
    statusTile(page, 'OK'),
  );
  const table = page.getByRole('table', { name: 'Environments' });
  for (const environment of ['dev', 'prod']) {
    await table.getByRole('rowheader', { name: environment }).waitFor();
  }
  await browser.checkAccessibility(page, { include: 'main' });
  await browser.screenshot(page, 'lab-pipeline');
});

test('a real run opens with its real tasks and leads to Airflow', async () => {
  const page = await signIn();
  await page.goto(`${HEARTBEAT}/runs`);
  await page
    .getByRole('button', { name: /Details of run/ })
    .first()
    .click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('rowheader', { name: 'beat' }).waitFor();
  await drawer.getByText('success').waitFor();
  const link = drawer.getByRole('link', { name: /Open at its source/ });
  assert.match(
    await link.getAttribute('href'),
    new RegExp(`^${airflowControl('airflow3').baseUrl}/`),
  );
  await browser.screenshot(page, 'lab-run');
});

test('sources say which Airflow it is, and what can’t be imported', async () => {
  const page = await signIn();
  await page.goto('/pipelines/sources');
  for (const [title, version] of [
    ['Airflow 2 prod (lab)', '2.11.2'],
    ['Airflow 3 prod (lab)', '3.3.2'],
  ]) {
    await page
      .getByRole('row')
      .filter({ hasText: title })
      .filter({ hasText: version })
      .waitFor();
  }
  await page
    .getByRole('button', { name: /1 issue/ })
    .first()
    .click();
  await page
    .getByText(/ModuleNotFoundError: No module named 'northstar_/)
    .first()
    .waitFor();
  await browser.screenshot(page, 'lab-sources');
});

test('an Airflow that stops is unknown within two polls, and back after it', async t => {
  const airflow = airflowControl('airflow3');
  const page = await signIn();
  await page.goto(HEARTBEAT);
  await statusTile(page, 'OK').waitFor();

  await airflow.stop('api');
  const stopped = Date.now();
  await statusTile(page, 'Unknown').waitFor({ timeout: 2 * ONE_POLL_MS });
  t.diagnostic(`unknown after ${(Date.now() - stopped) / 1000} s`);
  await browser.screenshot(page, 'lab-pipeline-unknown');
  // What others read is as it was.
  const other = await signIn();
  await other.goto('/catalog/default/component/platform_heartbeat');
  await statusTile(other, 'OK').waitFor();
  await other.goto('/pipelines/sources');
  const failing = other
    .getByRole('row')
    .filter({ hasText: 'Airflow 3 prod (lab)' });
  await failing.filter({ hasText: 'Failing' }).waitFor();
  await browser.screenshot(other, 'lab-sources-failing');

  await airflow.start();
  const started = Date.now();
  // It comes back to what really happened …
  await statusTile(page, 'Unknown').waitFor({
    state: 'hidden',
    timeout: RECOVERY_MS,
  });
  t.diagnostic(`back after ${(Date.now() - started) / 1000} s`);
  // … and the next run is as good as any.
  await statusTile(page, 'OK').waitFor({ timeout: NEXT_HEARTBEAT_MS });
});
