/*
 * What a person sees of the lab's real Airflows, through the whole portal: `npm run test:lab -- airflow`. The ordinary
 * browser tests don't match this file.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { airflowControl } from '../../lab/airflow/control.mjs';
import { useBrowser } from '../harness.mjs';
import { HEARTBEAT, reloadUntilShown, statusTile } from './waiting.mjs';

const browser = useBrowser();

/** A platform engineer sees all that there is. */
const signIn = options => browser.newPage({ persona: 'Jonas', ...options });

const fleetRow = (page, name) =>
  page
    .locator('[role=row][data-id]')
    .filter({ has: page.getByRole('link', { name, exact: true }) });

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
