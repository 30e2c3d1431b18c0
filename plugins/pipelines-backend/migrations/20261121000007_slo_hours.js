/*
 * Freshness is judged in timeslices, kept by the hour. Events are counted in numbers that 32 bits can't hold.
 */

/** The counts of a day that may be counts of events. */
const COUNTS = ['good', 'bad', 'raw_bad', 'unknown', 'excluded', 'pending'];

/** @param {import('knex').Knex} knex */
async function alterCounts(knex, type) {
  // SQLite's integers have 64 bits.
  if (knex.client.config.client !== 'pg') return;
  for (const column of COUNTS) {
    await knex.raw(`alter table slo_days alter column ?? type ${type}`, [
      column,
    ]);
  }
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('slo_hours', table => {
    table.comment('The timeslices of one hour of one pipeline, a letter each');
    table.integer('slo_id').notNullable();
    table.integer('pipeline_id').notNullable();
    table.string('hour', 24).notNullable().comment('Its start');
    table.string('local_date', 10).notNullable();
    table.integer('slice_seconds').notNullable();
    table
      .text('letters')
      .notNullable()
      .comment('G good, B bad, U unknown, I idle, S source silent, . not due');
    table
      .boolean('final')
      .notNullable()
      .comment(
        'Time will not change it any more; a reading that comes late may',
      );
    table.primary(['slo_id', 'pipeline_id', 'hour']);
    table.index(['slo_id', 'local_date'], 'slo_hours_by_day');
    table.index(['slo_id', 'hour'], 'slo_hours_newest');
  });
  await knex.raw(
    'create index slo_hours_open on slo_hours (slo_id, pipeline_id, hour) where final = false',
  );

  await knex.schema.createTable('slo_forecasts', table => {
    table.comment(
      'What was foretold of an occurrence while something could still be done about it, once',
    );
    table.integer('slo_id').notNullable();
    table.integer('pipeline_id').notNullable();
    table.string('occurrence', 24).notNullable();
    table.string('due_at', 24).notNullable();
    table.string('made_at', 24).notNullable();
    table.string('p50_at', 24).notNullable();
    table.string('p90_at', 24).notNullable();
    table.integer('runs').notNullable().comment('Comparable runs behind it');
    table.primary(['slo_id', 'pipeline_id', 'occurrence']);
    table.index(['slo_id', 'due_at'], 'slo_forecasts_newest');
  });

  // A sum of counts stays whole up to 2^53, and PostgreSQL gives it as a number.
  await alterCounts(knex, 'double precision');
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await alterCounts(knex, 'integer');
  await knex.schema.dropTable('slo_forecasts');
  await knex.schema.dropTable('slo_hours');
};
