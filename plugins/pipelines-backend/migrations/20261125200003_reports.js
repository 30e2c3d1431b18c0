/*
 * The morning report of each date, as it was when it was made.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('morning_reports', table => {
    table.string('date', 10).primary().comment('In the zone of the report');
    table.string('timezone', 64).notNullable();
    table.string('due_at', 24).notNullable();
    table.string('made_at', 24).notNullable();
    table.text('content').notNullable().comment('JSON');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('morning_reports');
};
