/*
 * Connectors of Kafka Connect as they are now: one row a connector, made anew with each sweep.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('kafka_connectors', table => {
    table.comment('Connectors as the last sweeps found them');
    table.string('source_id', 255).notNullable();
    table.string('name', 255).notNullable();
    table.string('environment', 63).notNullable();
    table.string('at', 24).notNullable().comment('When it was read');
    table
      .text('clusters')
      .comment('JSON: source ids; null: all of the environment');
    table
      .string('state', 16)
      .notNullable()
      .comment('Worst of it and its tasks');
    table.string('since', 24).notNullable().comment('As far as was seen');
    table.string('group_id', 255).comment('That a sink reads as');
    table.text('status').notNullable().comment('JSON: as it was read');
    table.primary(['source_id', 'name']);
    table.index(['group_id']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('kafka_connectors');
};
