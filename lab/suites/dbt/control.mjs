/*
 * A hand on the lab's dbt for tests that Jest runs: Jest can't import the lab's modules, so it forks this file and sends what to
 * call: { id, method, args } → { id, result } or { id, error }.
 */
import { dbtProject } from '../../dbt/dbt.mjs';

const dbt = dbtProject({ say: line => console.log(line) });

process.on('message', async ({ id, method, args }) => {
  try {
    const member = dbt[method];
    const result =
      typeof member === 'function' ? await member.apply(dbt, args) : member;
    process.send({ id, result });
  } catch (error) {
    process.send({ id, error: error.message });
  }
});

// The test is gone.
process.on('disconnect', () => process.exit());
