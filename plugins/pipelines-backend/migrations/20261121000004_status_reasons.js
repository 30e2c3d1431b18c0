/**
 * Reasons are kept as a code with instants, no longer as words. What stands there can't be read back, so every pipeline is
 * computed again by the next refresh.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex('fleet_pipelines').update({
    status_reason: JSON.stringify({ code: 'not-seen' }),
    environments: '[]',
    recheck_at: '',
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex('fleet_pipelines').update({
    status_reason: 'No source has seen it yet',
    environments: '[]',
    recheck_at: '',
  });
};
