/*
 * What each release brings since the one before, by which its authors are kept from approving it; and releases that nobody registered,
 * because the unit ran them before Sluice knew it. See docs/decisions/0034.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('release_changes', table => {
    table.comment('Releases of which it is known what they bring; once');
    table.integer('release_id').primary();
    table
      .string('changes_since', 64)
      .comment('A commit; null: the release before it');
    table.string('digest', 64).notNullable().comment('Over all commits');
    table.string('added_by', 255).notNullable();
    table.string('added_at', 24).notNullable();
  });

  await knex.schema.createTable('release_commits', table => {
    table.comment('Commits that a release brings, never changed');
    table.integer('release_id').notNullable();
    table.integer('position').notNullable().comment('As CI gave them');
    table.string('commit_sha', 64).notNullable();
    table.text('title').notNullable();
    table.string('author_name', 255).notNullable();
    table.string('author_email', 320).notNullable().comment('Lower case');
    table.text('co_authors').notNullable().comment('JSON: [{name, email}]');
    table.string('committed_at', 24).notNullable();
    table.text('paths').comment('JSON; null: not known');
    table.text('members').comment('JSON: entity refs; null: not known');
    table.primary(['release_id', 'position']);
    table.unique(['release_id', 'commit_sha']);
    table.index(['commit_sha']);
  });

  await knex.schema.alterTable('releases', table => {
    table
      .string('origin', 16)
      .notNullable()
      .defaultTo('registered')
      .comment('registered, or attested: it ran before Sluice knew the unit');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('releases', table => {
    table.dropColumn('origin');
  });
  await knex.schema.dropTable('release_commits');
  await knex.schema.dropTable('release_changes');
};
