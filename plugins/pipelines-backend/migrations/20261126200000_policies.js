/*
 * Policies of delivery: every version that was ever brought, and the one that is in force. See docs/decisions/0029.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('policy_versions', table => {
    table.comment('Policies as they were brought, in force or not');
    table.increments('id');
    table
      .string('digest', 64)
      .notNullable()
      .comment('sha256 of the content; the same content may come again');
    table.text('content').notNullable().comment('Canonical JSON');
    table.text('source').comment('The YAML that somebody wrote');
    table
      .string('base_digest', 64)
      .comment('Of the policy that it is to take the place of');
    table.string('brought_by', 255).notNullable();
    table.string('brought_at', 24).notNullable();
    table.text('reason');
    table.integer('approval_id').comment('Null for the first one');
    table.string('in_force_from', 24).comment('Null while it never was');
    table.string('ended_at', 24).comment('When its request ended without use');
    table.index(['brought_by', 'id']);
    table.index(['in_force_from', 'id']);
    table.index(['approval_id']);
  });

  await knex.schema.createTable('policy_in_force', table => {
    table.comment('One row: the policy that holds');
    table.integer('slot').primary().comment('Always 1');
    table.integer('policy_id').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('policy_in_force');
  await knex.schema.dropTable('policy_versions');
};
