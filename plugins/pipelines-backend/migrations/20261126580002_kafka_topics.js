/*
 * Topics of Kafka as they are now: where their partitions are, what is in them, and whose dead letters they take. One row a topic, written
 * about once a minute.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('kafka_topics', table => {
    table.comment('Topics as the last sweeps found them');
    table.string('source_id', 255).notNullable();
    table.string('topic', 255).notNullable();
    table.string('environment', 63).notNullable();
    table.string('at', 24).notNullable().comment('When it was read');
    table.integer('partitions').notNullable();
    table.integer('under_replicated').notNullable();
    table.integer('offline').notNullable();
    table.double('retention_ms').comment('-1: for ever; null: not known');
    table.boolean('compacted').comment('null: not known');
    table.double('messages').comment('null: not known');
    table.double('in_per_second').comment('Over the last hour');
    table
      .double('in_last_hour')
      .comment('Messages; null while it was watched for less');
    table.integer('hot_partition').comment('null: none');
    table.double('hot_share').comment('Of what came in');
    table.boolean('dead_letters').notNullable();
    table.string('dead_letters_of_topic', 255);
    table.string('dead_letters_of_group', 255);
    table.text('layout').notNullable().comment('JSON: partitions');
    table.primary(['source_id', 'topic']);
    table.index(['topic']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('kafka_topics');
};
