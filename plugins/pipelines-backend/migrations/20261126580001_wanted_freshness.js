/*
 * Pipelines that freshness SLOs are about, and how old they may be: sources read these more closely than others.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('wanted_freshness', table => {
    table.comment('Pipelines that freshness SLOs are about');
    table.integer('external_pipeline_id').notNullable();
    table.string('environment', 63).notNullable();
    table.double('max_seconds').notNullable().comment('Of the strictest SLO');
    table.primary(['external_pipeline_id', 'environment']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('wanted_freshness');
};
