/*
 * How far the consumer group of each pipeline is behind, among the columns of the fleet: to be filtered and sorted by like the rest. What
 * is sorted by is never null, so that a page can go on after the last row of the one before.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('fleet_pipelines', table => {
    table.text('lag').comment('JSON; null where it reads no stream');
    table
      .string('stream_status', 8)
      .notNullable()
      .defaultTo('')
      .comment('"" where it reads no stream');
    table
      .double('lag_seconds')
      .notNullable()
      .defaultTo(-2)
      .comment('At least so much; -1 unknown, -2 where it reads no stream');
  });
  for (const [name, columns] of Object.entries({
    fleet_by_lag: 'lag_seconds, sort_name, id',
    fleet_by_stream_status: 'stream_status',
  })) {
    await knex.raw(
      `create index ${name} on fleet_pipelines (${columns}) where removed_at is null`,
    );
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const name of ['fleet_by_stream_status', 'fleet_by_lag']) {
    await knex.raw(`drop index ${name}`);
  }
  await knex.schema.alterTable('fleet_pipelines', table => {
    table.dropColumns('lag', 'stream_status', 'lag_seconds');
  });
};
