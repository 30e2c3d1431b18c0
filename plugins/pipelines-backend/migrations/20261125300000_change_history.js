/*
 * What changed in what sources and the catalog say: asked when something went wrong. A row is written when something differs from
 * before, so history grows with changes, not with time.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('definition_changes', table => {
    table.comment('What a source said of a pipeline, and what it says since');
    table.increments('id');
    table.string('source_id', 255).notNullable();
    table.integer('external_pipeline_id').notNullable();
    table.string('environment', 63).notNullable();
    table.string('at', 24).notNullable().comment('When it was seen');
    table.string('digest', 64).notNullable().comment('Of what it says since');
    table.text('definition_before').comment('JSON; null if it was gone');
    table.text('definition_after').comment('JSON; null if it is gone');
    table.index(['external_pipeline_id', 'at'], 'definition_changes_newest');
    table.index(['at'], 'definition_changes_oldest');
  });

  await knex.schema.createTable('source_changes', table => {
    table.comment(
      'When a source became readable, unreadable, or another version',
    );
    table.increments('id');
    table.string('source_id', 255).notNullable();
    table.string('at', 24).notNullable();
    table.string('field', 16).notNullable().comment('readable or version');
    table.text('value_before');
    table.text('value_after');
    table.index(['source_id', 'at'], 'source_changes_newest');
    table.index(['at'], 'source_changes_oldest');
  });

  await knex.schema.createTable('fleet_changes', table => {
    table.comment('What the catalog said of a pipeline, and says since');
    table.increments('id');
    table.integer('pipeline_id').notNullable();
    table.string('at', 24).notNullable().comment('When it was seen');
    table.string('digest', 64).notNullable().comment('Of what it says since');
    table.text('facts_before').notNullable().comment('JSON');
    table.text('facts_after').notNullable().comment('JSON');
    table.index(['pipeline_id', 'at'], 'fleet_changes_newest');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('fleet_changes');
  await knex.schema.dropTable('source_changes');
  await knex.schema.dropTable('definition_changes');
};
