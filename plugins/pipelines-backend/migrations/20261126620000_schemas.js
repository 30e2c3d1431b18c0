/*
 * What schema registries hold: subjects, the topics that they are about, and their versions, which never change. And the schemas that
 * releases declare, by which it is known which release a version came with.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('schema_registries', table => {
    table.comment('Registries as they were read last');
    table.string('source_id', 255).primary();
    table.string('environment', 63).notNullable();
    table.string('at', 24).notNullable();
    table.string('level', 63).comment('null: not known');
    table
      .text('clusters')
      .comment('JSON: source ids; null: all of the environment');
    table
      .string('listed_at', 24)
      .comment('When all subjects had been looked at; null: not yet');
  });

  await knex.schema.createTable('schema_subjects', table => {
    table.comment('Subjects as they were read last');
    table.string('source_id', 255).notNullable();
    table.string('subject', 512).notNullable();
    table.string('at', 24).notNullable();
    table.string('level', 63).comment('null: not known');
    table.string('level_of', 16).comment('subject or registry');
    table.text('problem').comment('Why it, or a part of it, is not known');
    table.primary(['source_id', 'subject']);
  });

  await knex.schema.createTable('schema_topics', table => {
    table.comment('The topics that subjects are about');
    table.string('source_id', 255).notNullable();
    table.string('subject', 512).notNullable();
    table.string('topic', 255).notNullable();
    table.string('part', 8).notNullable().comment('key or value');
    table.primary(['source_id', 'subject', 'topic']);
    table.index(['topic']);
  });

  await knex.schema.createTable('schema_versions', table => {
    table.comment('Versions of subjects; one never changes');
    table.string('source_id', 255).notNullable();
    table.string('subject', 512).notNullable();
    table.integer('version').notNullable();
    table.integer('schema_id').notNullable();
    table.string('format', 63).notNullable();
    table.text('content').notNullable().comment('As it was registered');
    table.text('refs').comment('JSON; null: none');
    table
      .string('fingerprint', 64)
      .notNullable()
      .comment('Over what it says, however it is laid out');
    table
      .string('registered_at', 24)
      .comment('As the registry says; null: it does not');
    table
      .string('seen_at', 24)
      .comment('When it showed up; null: it was there at the first look');
    table.primary(['source_id', 'subject', 'version']);
  });

  await knex.schema.createTable('release_schemas', table => {
    table.comment('Schemas that releases declare');
    table.integer('release_id').notNullable();
    table.string('subject', 512).notNullable();
    table.string('fingerprint', 64).notNullable();
    table.primary(['release_id', 'subject']);
    table.index(['fingerprint']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'release_schemas',
    'schema_versions',
    'schema_topics',
    'schema_subjects',
    'schema_registries',
  ]) {
    await knex.schema.dropTable(table);
  }
};
