/*
 * SLOs may rest on more than the runs of their own pipelines: on a dataset that was loaded, or on the pipelines of a path. What they rest on
 * is kept, so that a change of it finds them. Datasets are bound to entities of the catalog.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('datasets', table => {
    table.string('entity_ref', 255).comment('The Resource that it is');
    table
      .boolean('declared')
      .comment('Somebody declared that Resource; false or null: we made it');
    table
      .string('to_judge_at', 24)
      .comment('Set while no SLO has taken its last readings in');
    table
      .string('to_judge_from', 24)
      .comment('The time of the oldest of them; "" is the beginning');
    table.index(['entity_ref']);
    table.index(['to_judge_at']);
  });

  await knex.schema.createTable('dataset_definitions', table => {
    table.comment('What one source says of one dataset');
    table.string('source_id', 255).notNullable();
    table.integer('dataset_id').notNullable();
    table.text('definition').notNullable().comment('JSON');
    table.string('seen_at', 24).notNullable();
    table.string('gone_at', 24);
    table.primary(['source_id', 'dataset_id']);
    table.index(['dataset_id']);
  });

  await knex.schema.createTable('slo_inputs', table => {
    table.comment('What an SLO rests on beside its own pipelines');
    table.integer('slo_id').notNullable();
    table
      .string('entity_ref', 255)
      .notNullable()
      .comment('A dataset, or a pipeline of a path');
    table.primary(['slo_id', 'entity_ref']);
    table.index(['entity_ref']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('slo_inputs');
  await knex.schema.dropTable('dataset_definitions');
  await knex.schema.alterTable('datasets', table => {
    table.dropIndex(['entity_ref']);
    table.dropIndex(['to_judge_at']);
    table.dropColumns('entity_ref', 'declared', 'to_judge_at', 'to_judge_from');
  });
};
