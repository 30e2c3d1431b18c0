/*
 * Scorecards: facts about pipelines, what came of each check, where each pipeline stands and stood, and what needn't be passed for a while.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('scorecard_versions', table => {
    table.comment('Scorecards as they were written');
    table.increments('id');
    table.string('scorecard_id', 63).notNullable();
    table.string('digest', 64).notNullable().comment('sha256(JCS(content))');
    table.text('content', 'longtext').notNullable().comment('Canonical JSON');
    table.string('from_at', 24).notNullable();
    table
      .string('to_at', 24)
      .nullable()
      .comment('When another one took its place, or it was taken away');
    table.index(['scorecard_id', 'to_at']);
  });

  await knex.schema.createTable('facts', table => {
    table.comment('The last reading of each fact of each pipeline');
    table.string('entity_ref', 255).notNullable();
    table.string('fact', 120).notNullable();
    table
      .string('state', 20)
      .notNullable()
      .comment('known, unknown or not-applicable');
    table.text('value').nullable().comment('JSON, if it is known');
    table.text('reason').nullable();
    table.string('at', 24).notNullable().comment('When it was so');
    table.string('source', 120).notNullable();
    table.text('evidence').nullable().comment('JSON');
    table.string('changed_at', 24).notNullable();
    table.primary(['entity_ref', 'fact']);
  });

  await knex.schema.createTable('scorecard_results', table => {
    table.comment('Where each pipeline stands on each scorecard');
    table.string('scorecard_id', 63).notNullable();
    table.string('entity_ref', 255).notNullable();
    table.string('digest', 64).notNullable().comment('Of the scorecard');
    table.string('owner', 255).notNullable().comment('Entity ref');
    table.string('level', 63).nullable().comment('Null below the first one');
    table.double('coverage').notNullable();
    table
      .text('next')
      .nullable()
      .comment('JSON: what is missing; null at the top');
    table
      .text('checks', 'longtext')
      .notNullable()
      .comment('JSON, in their order');
    table.string('level_since', 24).notNullable();
    table.string('changed_at', 24).notNullable();
    table
      .string('recheck_at', 24)
      .nullable()
      .comment(
        'When time alone may change it: an exemption ends, a fact gets too old',
      );
    table.primary(['scorecard_id', 'entity_ref']);
    table.index(['scorecard_id', 'owner']);
    table.index(['recheck_at']);
    table.index(['entity_ref']);
  });

  await knex.schema.createTable('scorecard_days', table => {
    table.comment('Where pipelines stood at the end of each day, UTC');
    table.string('scorecard_id', 63).notNullable();
    table.string('date', 10).notNullable();
    table.string('owner', 255).notNullable();
    table
      .string('level', 63)
      .notNullable()
      .comment('Empty below the first one');
    table.integer('pipelines').notNullable();
    table.primary(['scorecard_id', 'date', 'owner', 'level']);
  });

  await knex.schema.createTable('scorecard_changes', table => {
    table.comment(
      'Changes of levels, each with the checks that brought it about',
    );
    table.increments('id');
    table.string('scorecard_id', 63).notNullable();
    table.string('entity_ref', 255).notNullable();
    table.string('owner', 255).notNullable();
    table.string('at', 24).notNullable();
    table.string('from_level', 63).nullable();
    table.string('to_level', 63).nullable();
    table.text('reasons', 'longtext').notNullable().comment('JSON');
    table.index(['scorecard_id', 'at']);
    table.index(['entity_ref', 'at']);
  });

  await knex.schema.createTable('scorecard_exemptions', table => {
    table.comment(
      'Checks that needn’t be passed for a while, as somebody else agreed',
    );
    table.increments('id');
    table.string('scorecard_id', 63).notNullable();
    table.string('check_id', 63).notNullable();
    table.string('entity_ref', 255).notNullable();
    table.text('reason').notNullable();
    table.string('requested_by', 255).notNullable();
    table.string('requested_at', 24).notNullable();
    table.integer('approval_id').nullable();
    table
      .string('from_at', 24)
      .nullable()
      .comment('When it was approved; null while it never was');
    table.string('until_at', 24).notNullable();
    table
      .string('ended_at', 24)
      .nullable()
      .comment('When it was taken back, or its request ended without it');
    table.index(['entity_ref', 'scorecard_id']);
    table.index(['until_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('scorecard_exemptions');
  await knex.schema.dropTable('scorecard_changes');
  await knex.schema.dropTable('scorecard_days');
  await knex.schema.dropTable('scorecard_results');
  await knex.schema.dropTable('facts');
  await knex.schema.dropTable('scorecard_versions');
};
