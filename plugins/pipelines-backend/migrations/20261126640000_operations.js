/*
 * Operations on clusters: what was asked for, the numbers that were approved, and what came of it. `wake_at` and the lease are those of every
 * row that workers share. `open_target` is what an operation that isn't over holds: one at a time.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('operations', table => {
    table.comment('Operations on clusters');
    table.increments('id');
    table.string('kind', 40).notNullable();
    table.string('source_id', 255).notNullable().comment('The cluster');
    table.string('environment', 63).notNullable();
    table.string('group_id', 255).comment('Of a reset');
    table.string('topic', 255).comment('Of a replay: the dead-letter topic');
    table.string('target_key', 64).notNullable().comment('Digest');
    table.string('open_target', 64).comment('null once it is over');
    table.string('title', 255).notNullable();
    table.text('request').notNullable().comment('JSON');
    table.text('plan').notNullable().comment('JSON: the approved numbers');
    table.text('reason').notNullable();
    table.string('requested_by', 255).notNullable();
    table.string('requested_at', 24).notNullable();
    table.boolean('own_permission').notNullable();
    table.string('policy_version', 64).notNullable();
    table.integer('approval_id');
    table.string('state', 20).notNullable();
    table.text('state_reason');
    table.integer('version').notNullable();
    table.integer('attempts').notNullable();
    table.text('progress').comment('JSON; null before anything was done');
    table.string('started_at', 24);
    table.string('ended_at', 24);
    table.string('wake_at', 24);
    table.string('lease_owner', 36);
    table.string('lease_until', 24);
    table.integer('fencing_token').notNullable();
    table.unique(['open_target']);
    table.index(['wake_at']);
    table.index(['target_key']);
    table.index(['source_id', 'group_id']);
  });
  await knex.schema.createTable('operation_pipelines', table => {
    table.comment('The pipelines that an operation touches');
    table
      .integer('operation_id')
      .notNullable()
      .references('id')
      .inTable('operations');
    table.string('entity_ref', 255).notNullable();
    table.primary(['operation_id', 'entity_ref']);
    table.index(['entity_ref']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('operation_pipelines');
  await knex.schema.dropTable('operations');
};
