/*
 * What is to be told, and to whom: written together with what is told, and delivered afterwards, at least once.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('deliveries', table => {
    table.increments('id');
    table
      .string('subject', 400)
      .notNullable()
      .comment(
        'What it is about; deliveries of one subject and lane go in order',
      );
    table
      .string('lane', 300)
      .notNullable()
      .comment('The channel and whom it is for');
    table.string('channel', 100).notNullable();
    table.string('transition', 24).notNullable();
    table.text('message').notNullable().comment('JSON');
    table
      .string('status', 16)
      .notNullable()
      .comment('pending, held, delivered, dropped or failed');
    table
      .string('due_at', 24)
      .notNullable()
      .comment('When to try next, or when quiet hours end; "~" never');
    table.integer('attempts').notNullable().defaultTo(0);
    table.string('created_at', 24).notNullable();
    table.string('delivered_at', 24);
    table.string('failed_at', 24);
    table.text('error');
    table.index(['status', 'due_at', 'id'], 'deliveries_due');
    table.index(['subject', 'lane', 'id'], 'deliveries_of_subject');
    table.index(['channel', 'status', 'id'], 'deliveries_of_channel');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('deliveries');
};
