/*
 * Pipelines of which it matters when they are expected to run: an SLO is about them. Sources that have to ask for each of them ask for these.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('wanted_schedules', table => {
    table.comment('Pipelines whose schedule somebody needs');
    table.integer('external_pipeline_id').notNullable();
    table.string('environment', 63).notNullable();
    table.primary(['external_pipeline_id', 'environment']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('wanted_schedules');
};
