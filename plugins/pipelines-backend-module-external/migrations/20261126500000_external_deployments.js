/*
 * What jobs outside were told to deploy, and what they reported. These tables are this module's alone; they lie in the database of the
 * pipelines plugin and are migrated under a name of their own.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('external_deployments', table => {
    table.comment('Steps that a job outside carries out');
    table.string('step_key', 128).primary();
    table.string('deployer', 128).notNullable();
    table.string('unit', 255).notNullable();
    table.string('environment', 128).notNullable();
    table.integer('promotion_id').notNullable();
    table.string('release_digest', 64).notNullable();
    table
      .string('version', 255)
      .notNullable()
      .comment('As the job calls it; until it reports, as we do');
    table
      .integer('fencing_token')
      .notNullable()
      .comment('Of the worker that asked last');
    table
      .string('state', 16)
      .notNullable()
      .comment('asked, told, running, succeeded, failed');
    table.text('detail').comment('What the job said last');
    table.string('asked_at', 24).notNullable();
    table.string('reported_at', 24);
    table
      .boolean('unchanged')
      .comment('Whether a job that failed says that it changed nothing');
    table.index(['unit', 'environment']);
  });

  await knex.schema.createTable('external_deployment_reports', table => {
    table.comment('Signatures that were taken in: each is good once');
    table.string('signature', 80).primary();
    table.string('received_at', 24).notNullable();
    table.index(['received_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('external_deployment_reports');
  await knex.schema.dropTable('external_deployments');
};
