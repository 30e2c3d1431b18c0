/*
 * A hand on the lab's Airflow for tests that Jest runs: Jest can't import the lab's modules, so it forks this file and sends
 * what to call: { id, airflow, method, args } → { id, result } or { id, error }. `airflow` may also be `deployments`.
 */
import { airflowControl } from '../../airflow/control.mjs';
import { Deployments } from '../../airflow/deployments.mjs';

process.on('message', async ({ id, airflow, method, args }) => {
  try {
    const control =
      airflow === 'deployments' ? new Deployments() : airflowControl(airflow);
    const member = control[method];
    const result =
      typeof member === 'function' ? await member.apply(control, args) : member;
    process.send({ id, result });
  } catch (error) {
    process.send({ id, error: error.message });
  }
});

// The test is gone.
process.on('disconnect', () => process.exit());
