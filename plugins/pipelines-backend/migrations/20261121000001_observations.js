/*
 * What sources were read to say. Times are ISO 8601 in UTC with milliseconds, as text: they compare alike on SQLite and
 * PostgreSQL, and in JavaScript.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('sources', table => {
    table.comment('A collector: where it goes on, and how it fares');
    table.string('id', 255).primary();
    table.string('technology', 63).notNullable();
    table.text('title').notNullable();
    table.string('environment', 63).notNullable();
    table.boolean('demo').notNullable();
    table.double('interval_seconds').notNullable();
    table.text('cursor').comment('JSON, saved with the batch it belongs to');
    table.text('version');
    table.text('issues').notNullable().comment('JSON, said by the source');
    table
      .text('reading_issues')
      .notNullable()
      .comment('JSON, found while reading its last sweep');
    table.string('status', 16).notNullable().comment('As last announced');
    table
      .boolean('readable')
      .notNullable()
      .comment('Whether the fleet was last computed as if it can be believed');
    table.string('last_attempt_at', 24);
    table.string('last_success_at', 24);
    table.string('failing_since', 24);
    table.string('next_attempt_at', 24);
    table.integer('last_duration_ms');
    table.integer('rows').notNullable().defaultTo(0);
    table.integer('consecutive_errors').notNullable().defaultTo(0);
    table.text('message').comment('The last error, without secrets');
  });

  await knex.schema.createTable('external_pipelines', table => {
    table.comment(
      'A pipeline as its technology calls it. Runs hang on it, so that renaming or removing an entity rewrites no history',
    );
    table.increments('id');
    table.string('technology', 63).notNullable();
    table.string('external_id', 512).notNullable();
    table.integer('pipeline_id').comment('The pipeline it is bound to now');
    table
      .boolean('declared')
      .notNullable()
      .defaultTo(false)
      .comment('Bound to an entity that somebody declared');
    table
      .string('changed_at', 24)
      .comment('Set while the fleet has not taken its last change in');
    table.unique(['technology', 'external_id']);
    table.index(['pipeline_id']);
    table.index(['changed_at']);
  });

  await knex.schema.createTable('source_pipelines', table => {
    table.comment('What one source says of one pipeline');
    table.increments('id');
    table.string('source_id', 255).notNullable();
    table.integer('external_pipeline_id').notNullable();
    table.string('environment', 63).notNullable();
    table.text('definition').comment('JSON; null where only runs were seen');
    table.string('seen_at', 24).notNullable();
    table.string('gone_at', 24);
    table.unique(['source_id', 'external_pipeline_id']);
    table.index(['external_pipeline_id']);
  });

  await knex.schema.createTable('runs', table => {
    table.comment('One execution of a pipeline in one environment');
    table.increments('id');
    table.string('source_id', 255).notNullable();
    table.string('environment', 63).notNullable();
    table.integer('external_pipeline_id').notNullable();
    table.string('external_run_id', 512).notNullable();
    table.string('state', 16).notNullable();
    table.string('run_type', 16).notNullable();
    table.string('run_after', 24).notNullable();
    table.string('logical_date', 24);
    table.string('data_interval_start', 24);
    table.string('data_interval_end', 24);
    table.string('queued_at', 24);
    table.string('started_at', 24);
    table.string('ended_at', 24);
    table.double('duration_ms').comment('From start to end');
    table.string('first_started_at', 24);
    table.string('first_success_at', 24);
    table
      .double('done_after_ms')
      .comment('From the end of the data interval to the first success');
    table.boolean('cleared').notNullable();
    table.text('version');
    table.text('url');
    table.text('note');
    table.string('observed_at', 24).notNullable();
    table.unique(
      ['source_id', 'environment', 'external_pipeline_id', 'external_run_id'],
      { indexName: 'runs_natural_key' },
    );
    table.index(['external_pipeline_id', 'run_after', 'id'], 'runs_newest');
    table.index(
      ['external_pipeline_id', 'environment', 'run_after', 'id'],
      'runs_newest_by_environment',
    );
    table.index(
      ['external_pipeline_id', 'environment', 'ended_at'],
      'runs_ended',
    );
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('runs');
  await knex.schema.dropTable('source_pipelines');
  await knex.schema.dropTable('external_pipelines');
  await knex.schema.dropTable('sources');
};
