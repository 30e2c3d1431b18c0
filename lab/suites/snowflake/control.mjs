/*
 * A hand on the lab's Snowflake, and on its dbt, for tests that Jest runs: Jest can't import the lab's modules, so it forks this file and sends what
 * to call: { id, on, method, args } → { id, result } or { id, error }.
 */
import { dbtProject } from '../../dbt/dbt.mjs';
import { snowflakeControl } from '../../snowflake/control.mjs';

const hands = {
  snowflake: snowflakeControl(),
  dbt: dbtProject({
    warehouse: 'snowflake',
    say: line => console.log(line),
  }),
};

process.on('message', async ({ id, on, method, args }) => {
  try {
    const hand = hands[on];
    const member = hand[method];
    const result =
      typeof member === 'function' ? await member.apply(hand, args) : member;
    process.send({ id, result });
  } catch (error) {
    process.send({ id, error: error.message });
  }
});

// The test is gone.
process.on('disconnect', () => process.exit());
