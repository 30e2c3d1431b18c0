/*
 * Where consumer groups stand, and how far behind they were. A group is a pipeline as Kafka calls it (external_pipelines), read from one
 * cluster (sources). Cost follows what is shown: one row a group and cluster for now, one row an hour for the past.
 */

/** What rows of groups hang on. */
function group(table) {
  table.string('source_id', 255).notNullable();
  table.integer('external_pipeline_id').notNullable();
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('lag_clusters', table => {
    table.comment('The last sweep over each cluster');
    table.string('source_id', 255).primary();
    table.string('at', 24).notNullable().comment('When offsets were read');
    table.boolean('complete').notNullable();
    table.integer('brokers').notNullable();
    table.integer('topics').notNullable();
    table.integer('partitions').notNullable();
    table.integer('under_replicated').notNullable();
    table.integer('offline').notNullable();
    table.integer('groups').notNullable();
    table.integer('requests').notNullable();
    table
      .string('logs_at', 24)
      .comment('When lag_topics was written for the last time');
  });

  await knex.schema.createTable('lag_topics', table => {
    table.comment('What is remembered of the logs that groups read');
    table.string('source_id', 255).notNullable();
    table.string('topic', 255).notNullable();
    table.string('topic_id', 64).comment('Changes when it is made again');
    table
      .text('logs')
      .notNullable()
      .comment('JSON by partition: where the log begins, where it ended when');
    table.primary(['source_id', 'topic']);
  });

  await knex.schema.createTable('lag_groups', table => {
    table.comment('Consumer groups as they are now');
    table.increments('id');
    group(table);
    table.string('group_id', 512).notNullable();
    table.string('environment', 63).notNullable();
    table.integer('pipeline_id').comment('As it was bound at the last sweep');
    table.string('at', 24).notNullable().comment('When it was read');
    table
      .string('active_at', 24)
      .notNullable()
      .comment('When it last had a member, or committed');
    table.string('status', 8).notNullable();
    table.integer('status_rank').notNullable();
    table.string('status_since', 24).notNullable();
    table.text('reason').notNullable();
    table.boolean('inferred').notNullable();
    table.double('complete').notNullable();
    table.string('state', 16).notNullable();
    table.string('protocol', 16);
    table.integer('members').notNullable();
    table.integer('partitions').notNullable();
    table.integer('unknown_partitions').notNullable();
    table.double('lag').comment('Messages; null: unknown');
    table.double('seconds').comment('null: unknown');
    table.double('at_least_seconds');
    table.double('in_per_second');
    table.double('out_per_second');
    table.double('drain_seconds');
    table.double('committed').notNullable().comment('Sum of all offsets');
    table.text('topics').notNullable().comment('JSON');
    table.text('detail').notNullable().comment('JSON: partitions, members');
    table.text('readings').notNullable().comment('JSON: the last few');
    table.unique(['source_id', 'external_pipeline_id']);
    table.index(['external_pipeline_id']);
    table.index(['active_at']);
  });

  await knex.schema.createTable('lag_hours', table => {
    table.comment('How far behind a group was, by hour');
    group(table);
    table.string('hour', 24).notNullable();
    table.double('lag').comment('The most messages; null: unknown throughout');
    table.double('seconds').comment('The most; null: unknown throughout');
    table.double('in_per_second').comment('Mean');
    table.double('out_per_second').comment('Mean');
    table.integer('status_rank').notNullable().comment('The worst');
    table
      .text('minutes')
      .comment('JSON, a row a minute; null once they have been rolled up');
    table.primary(['external_pipeline_id', 'source_id', 'hour']);
    table.index(['hour']);
  });

  await knex.schema.createTable('lag_status_changes', table => {
    table.comment('When the health of a group changed, and why');
    group(table);
    table.string('at', 24).notNullable();
    table.string('status', 8).notNullable();
    table.text('reason').notNullable();
    table.boolean('inferred').notNullable();
    table.primary(['external_pipeline_id', 'source_id', 'at']);
    table.index(['at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'lag_status_changes',
    'lag_hours',
    'lag_groups',
    'lag_topics',
    'lag_clusters',
  ]) {
    await knex.schema.dropTable(table);
  }
};
