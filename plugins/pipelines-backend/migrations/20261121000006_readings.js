/*
 * Readings beside runs: how old data is, what data tests say, what was counted. Each hangs on a pipeline as its technology calls it, or
 * on a dataset, so that renaming or removing an entity rewrites no history.
 */

/** What all kinds of readings begin with; the primary keys start with the subject and the time, which is how they are read and deleted. */
function subject(table) {
  table
    .string('subject_type', 8)
    .notNullable()
    .comment('pipeline: an id of external_pipelines; dataset: one of datasets');
  table.integer('subject_id').notNullable();
  table.string('environment', 63).notNullable();
  table.string('source_id', 255).notNullable();
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('datasets', table => {
    table.comment('A dataset as its technology calls it');
    table.increments('id');
    table.string('technology', 63).notNullable();
    table.string('external_id', 512).notNullable();
    table.unique(['technology', 'external_id']);
  });

  await knex.schema.createTable('freshness_readings', table => {
    table.comment('How old the newest data was at a moment');
    subject(table);
    table.string('at', 24).notNullable();
    table.string('measure', 16).notNullable();
    table.double('age_seconds').comment('null: it can not be told');
    table.string('loaded_at', 24);
    table.string('traffic', 8);
    table.primary([
      'subject_type',
      'subject_id',
      'at',
      'environment',
      'measure',
      'source_id',
    ]);
  });

  await knex.schema.createTable('test_readings', table => {
    table.comment('The result of one data test in one execution');
    subject(table);
    table.string('at', 24).notNullable();
    table.string('execution_id', 255).notNullable();
    table.string('test', 512).notNullable();
    table.string('state', 8).notNullable();
    table.double('failures').comment('Rows');
    table.text('message');
    table.increments('id');
    table.unique(
      [
        'subject_type',
        'subject_id',
        'environment',
        'source_id',
        'execution_id',
        'test',
      ],
      { indexName: 'test_readings_natural_key' },
    );
    table.index(['subject_type', 'subject_id', 'at'], 'test_readings_at');
  });

  await knex.schema.createTable('count_readings', table => {
    table.comment(
      'Events of one period as they were counted at a moment. A later count stands beside the earlier one: what was in by when is the question',
    );
    subject(table);
    table.string('from_at', 24).notNullable();
    table.string('to_at', 24).notNullable();
    table.string('side', 3).notNullable().comment('in or out');
    table.string('at', 24).notNullable();
    table
      .double('count')
      .notNullable()
      .comment('A whole number up to 2^53; 32 bits are too few');
    table.primary([
      'subject_type',
      'subject_id',
      'from_at',
      'to_at',
      'environment',
      'side',
      'source_id',
      'at',
    ]);
  });

  await knex.schema.alterTable('external_pipelines', table => {
    table
      .string('to_judge_readings_from', 24)
      .comment('The time of the oldest reading beside runs that came in');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('external_pipelines', table => {
    table.dropColumn('to_judge_readings_from');
  });
  for (const table of [
    'count_readings',
    'test_readings',
    'freshness_readings',
    'datasets',
  ]) {
    await knex.schema.dropTable(table);
  }
};
