/*
 * Where the worst SLO of each pipeline stands, among the columns of the fleet: to be filtered and sorted by like the rest. None is
 * ever null, so that a page can go on after the last row of the one before.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('fleet_pipelines', table => {
    table.text('slo').comment('JSON; null without an SLO of its own');
    table
      .string('slo_status', 16)
      .notNullable()
      .defaultTo('')
      .comment('"" without an SLO');
    table
      .integer('slo_rank')
      .notNullable()
      .defaultTo(9)
      .comment('9 without an SLO');
    table
      .double('budget_left')
      .notNullable()
      .defaultTo(3)
      .comment(
        'As a share of what may be bad; 2 where nothing counts yet, 3 without an SLO',
      );
  });
  for (const [name, columns] of Object.entries({
    fleet_by_slo: 'slo_rank, budget_left, sort_name, id',
    fleet_by_budget_left: 'budget_left, sort_name, id',
    fleet_by_slo_status: 'slo_status',
  })) {
    await knex.raw(
      `create index ${name} on fleet_pipelines (${columns}) where removed_at is null`,
    );
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const name of [
    'fleet_by_slo_status',
    'fleet_by_budget_left',
    'fleet_by_slo',
  ]) {
    await knex.raw(`drop index ${name}`);
  }
  await knex.schema.alterTable('fleet_pipelines', table => {
    table.dropColumns('slo', 'slo_status', 'slo_rank', 'budget_left');
  });
};
