/*
 * What computing cost, by resource (a warehouse) and by what the work was for (a query tag). It hangs on neither a pipeline nor a dataset.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('cost_readings', table => {
    table.comment('What computing in one period cost');
    table.string('source_id', 255).notNullable();
    table.string('environment', 63).notNullable();
    table.string('resource', 255).notNullable();
    table
      .string('basis', 10)
      .notNullable()
      .comment('metered: all that is billed; attributed: what work used of it');
    table.string('label', 255).notNullable().comment('Empty: none');
    table.string('unit', 32).notNullable();
    table.string('from_at', 24).notNullable();
    table.string('to_at', 24).notNullable();
    table.string('at', 24).notNullable();
    table.double('amount').notNullable();
    table.primary([
      'from_at',
      'to_at',
      'source_id',
      'resource',
      'basis',
      'label',
      'unit',
    ]);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('cost_readings');
};
