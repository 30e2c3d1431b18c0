/*
 * What a person sees while a real Airflow is down, poll by poll, which takes minutes: `npm run test:lab -- airflow-full`.
 */
import { after, test } from 'node:test';
import { airflowControl } from '../../../lab/airflow/control.mjs';
import { useBrowser } from '../../harness.mjs';
import {
  HEARTBEAT,
  POLL_MS,
  reloadUntilShown,
  statusTile,
} from '../waiting.mjs';

const browser = useBrowser();

/** The scheduler looks every five seconds for what is due, and a poll that fails tries again for about as long. */
const ONE_POLL_MS = POLL_MS + 5000 + 5000;
/** A source that keeps failing is asked again after at most a minute. */
const RECOVERY_MS = 60_000 + ONE_POLL_MS;
/** The heartbeat runs every two minutes; a run that was due in the outage may have failed in truth. */
const NEXT_HEARTBEAT_MS = 120_000 + 60_000;

/** A platform engineer sees all that there is. */
const signIn = () => browser.newPage({ persona: 'Jonas' });

after(() => airflowControl('airflow3').start());

test('an Airflow that stops is unknown within two polls, and back after it', async t => {
  const airflow = airflowControl('airflow3');
  const page = await signIn();
  await reloadUntilShown(page, HEARTBEAT, statusTile(page, 'OK'));

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
