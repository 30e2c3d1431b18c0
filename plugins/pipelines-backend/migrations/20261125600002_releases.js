/*
 * Releases of units, what was found out about them before, and where the existing CI says that it put them. See docs/decisions/0025.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('release_units', table => {
    table.comment('What ships as one artifact, and how far it is under Sluice');
    table.string('name', 63).primary();
    table
      .string('adoption_level', 16)
      .notNullable()
      .comment('observed, recorded, gated or managed');
    table.integer('last_sequence').notNullable();
    table.integer('version').notNullable();
    table.string('created_at', 24).notNullable();
  });

  await knex.schema.createTable('releases', table => {
    table.comment('Content-addressed and never changed, but for their state');
    table.increments('id');
    table.string('unit', 63).notNullable();
    table.integer('sequence').notNullable().comment('1, 2, 3 … of the unit');
    table.string('release_digest', 64).notNullable().unique();
    table.string('commit_sha', 64).notNullable();
    table.string('label', 255).comment('For people, for example 2.4.1');
    table.text('content').notNullable().comment('Canonical JSON');
    table.string('state', 16).notNullable().comment('Sealed or Retired');
    table.integer('version').notNullable();
    table.string('registered_by', 255).notNullable();
    table.string('registered_at', 24).notNullable();
    table.string('retired_at', 24);
    table.text('retired_reason');
    table.unique(['unit', 'sequence']);
    table.index(['unit', 'id']);
  });

  await knex.schema.createTable('release_artifacts', table => {
    table.comment('What a release consists of');
    table.integer('release_id').notNullable();
    table.string('name', 255).notNullable();
    table.string('kind', 31).notNullable();
    table.string('digest', 71).notNullable().comment('sha256:…');
    table.bigInteger('size_bytes');
    table.text('uri');
    table.primary(['release_id', 'name']);
    table.index(['digest']);
  });

  await knex.schema.createTable('release_evidence', table => {
    table.comment('What tests and checks said; the file is in the store');
    table.increments('id');
    table.integer('release_id').notNullable();
    table.string('kind', 31).notNullable();
    table.string('format', 31).notNullable();
    table.string('name', 255).notNullable();
    table.string('verdict', 16).notNullable().comment('pass, fail or unknown');
    table.text('reason').comment('Why the verdict is unknown');
    table.integer('checks').notNullable();
    table.integer('failures').notNullable();
    table.text('failing').notNullable().comment('JSON: names, at most 100');
    table.string('commit_sha', 64).notNullable();
    table.string('release_digest', 64).notNullable();
    table.string('file_digest', 64).notNullable();
    table.integer('size_bytes').notNullable();
    table.string('added_by', 255).notNullable();
    table.string('added_at', 24).notNullable();
    table.unique(
      [
        'release_id',
        'kind',
        'format',
        'commit_sha',
        'release_digest',
        'file_digest',
      ],
      { indexName: 'release_evidence_once' },
    );
  });

  await knex.schema.createTable('release_records', table => {
    table.comment('The existing CI says that it put a release somewhere');
    table.increments('id');
    table.string('unit', 63).notNullable();
    table.string('environment', 63).notNullable();
    table.integer('release_id').notNullable();
    table.string('deployed_at', 24).notNullable();
    table.string('recorded_by', 255).notNullable();
    table.string('recorded_at', 24).notNullable();
    table.text('run_url');
    table.unique(['release_id', 'environment', 'deployed_at']);
    table.index(['unit', 'environment', 'deployed_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'release_records',
    'release_evidence',
    'release_artifacts',
    'releases',
    'release_units',
  ]) {
    await knex.schema.dropTable(table);
  }
};
