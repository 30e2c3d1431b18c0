/*
 * How far a demo's past has been told to this database, so that it is told once, to its end, and by one process. Databases of portals without
 * a demo have no rows here.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('past_tellings', table => {
    table.comment('Pasts of demos, and how far each was told');
    table.string('name', 255).primary();
    table.string('anchor_at', 24).notNullable().comment('What it leads up to');
    table.integer('position').notNullable().comment('Events that were told');
    table.string('told_at', 24).comment('When it was told to its end');
    table.string('teller', 36).comment('The process that tells it');
    table.string('teller_until', 24).comment('Then another one may go on');
  });

  await knex.schema.createTable('past_names', table => {
    table.comment('What events of a past call what earlier ones brought');
    table.string('past', 255).notNullable();
    table.string('kind', 16).notNullable();
    table.string('name', 255).notNullable();
    table.integer('id').notNullable();
    table.primary(['past', 'kind', 'name']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('past_names');
  await knex.schema.dropTable('past_tellings');
};
