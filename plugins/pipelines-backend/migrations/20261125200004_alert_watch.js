/*
 * Since when alerts are looked for: what was wrong before is found out once, from history.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('alert_watch', table => {
    table.integer('id').primary().comment('1: there is one row');
    table.string('began_at', 24).notNullable();
    table
      .string('hindsight_at', 24)
      .comment('When the alerts of the time before were found out');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('alert_watch');
};
