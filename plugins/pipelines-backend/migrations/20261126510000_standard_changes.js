/*
 * Which template of the policy spared a promotion its approval. See docs/policies.md, standard changes.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('promotions', table => {
    table.string('standard_change', 63).comment('Name of the template');
    table
      .string('standard_change_digest', 64)
      .comment('SHA-256 of it: one that is changed begins anew');
    table.index(['standard_change_digest'], 'promotions_standard_idx');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('promotions', table => {
    table.dropIndex(['standard_change_digest'], 'promotions_standard_idx');
    table.dropColumn('standard_change_digest');
    table.dropColumn('standard_change');
  });
};
