/*
 * How deployments reach an Airflow 2, which has no bundles: follows the branch `deployed`, and puts what it holds for an environment into the
 * DAG folder, whole or not at all.
 *
 *   node sync.mjs REPOSITORY FOLDER TARGET VERSIONS
 *
 * Each commit gets a folder of its own in VERSIONS, with the commit in `.sluice-commit`; TARGET is a link that is moved from one to the
 * next. airflow_local_settings.py gives that commit to each DAG as a tag.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Sync } from './sync-folder.mjs';

const [repository, folder, target, versions] = process.argv.slice(2);
const sync = new Sync({ repository, folder, target, versions });
let said;
for (;;) {
  try {
    const moved = await sync.follow();
    if (moved) console.log(`${new Date().toISOString()} ${moved}`);
    said = undefined;
  } catch (error) {
    // The repository may be made anew just now.
    if (error.message !== said) console.error(error.message);
    said = error.message;
  }
  await sleep(1000);
}
