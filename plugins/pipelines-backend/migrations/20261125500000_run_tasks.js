/*
 * When single tasks of runs were done, for the pipelines of which an SLO asks it. Only what is asked for is read and kept.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('wanted_tasks', table => {
    table.comment('Tasks that somebody needs to know about');
    table.integer('external_pipeline_id').notNullable();
    table.string('environment', 63).notNullable();
    table.string('task_id', 255).notNullable();
    table
      .string('from_at', 24)
      .notNullable()
      .comment('Of runs whose place in history is at or after this');
    table.primary(['external_pipeline_id', 'environment', 'task_id']);
  });

  await knex.schema.createTable('run_tasks', table => {
    table.comment('What a wanted task of a run came to');
    table.integer('run_id').notNullable();
    table.string('task_id', 255).notNullable();
    table
      .string('state', 8)
      .comment('success, open, failed or absent; null before it was read');
    table
      .string('succeeded_at', 24)
      .comment('When it first delivered. Never changes once set');
    table.integer('tries');
    table
      .boolean('settled')
      .notNullable()
      .comment('Nothing is to be read as long as its run stays as it is');
    table.primary(['run_id', 'task_id']);
  });
  await knex.raw(
    'create index run_tasks_open on run_tasks (run_id) where settled = false',
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('run_tasks');
  await knex.schema.dropTable('wanted_tasks');
};
