/*
 * How often the topics of a group rest in an hour: what is normal at this hour of the week tells a producer that is silent from one that
 * has nothing to say.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('lag_hours', table => {
    table
      .integer('minutes_read')
      .notNullable()
      .defaultTo(0)
      .comment('Minutes in which it is known how much came in');
    table
      .integer('minutes_at_rest')
      .notNullable()
      .defaultTo(0)
      .comment('Those of them in which nothing did');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('lag_hours', table => {
    table.dropColumn('minutes_read');
    table.dropColumn('minutes_at_rest');
  });
};
