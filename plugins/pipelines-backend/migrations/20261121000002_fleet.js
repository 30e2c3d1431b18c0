/*
 * The fleet: a row for each pipeline entity, kept ready to be filtered and sorted. Columns to sort by are never null, so
 * that a page can go on after the last row of the one before.
 */

/** The order of a page by index name; see src/fleet/fleetOrder.ts. */
const ORDERS = {
  fleet_by_status: 'status_rank, tier, sort_name, id',
  fleet_by_name: 'sort_name, id',
  fleet_by_type: 'type, sort_name, id',
  fleet_by_domain: 'domain, sort_name, id',
  fleet_by_owner: 'owner, sort_name, id',
  fleet_by_tier: 'tier, sort_name, id',
  fleet_by_last_run: 'last_run_at, id',
  fleet_by_duration: 'last_duration_ms, id',
  fleet_by_success_rate: 'success_rate, id',
  fleet_by_next_run: 'next_run_sort, id',
  fleet_by_lifecycle: 'lifecycle',
  fleet_by_system: 'system',
};

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('fleet_pipelines', table => {
    table.increments('id');
    // From the catalog
    table.string('entity_ref', 255).notNullable().unique();
    table.string('uid', 63);
    table.string('name', 63).notNullable();
    table.text('title');
    table.text('description');
    table.string('type', 63).notNullable();
    table.string('owner', 255).notNullable();
    table.string('system', 255).notNullable();
    table.string('domain', 255).notNullable();
    table.integer('tier').notNullable().comment('9 where it has none');
    table.string('lifecycle', 63).notNullable();
    table.string('release_unit', 255).notNullable();
    table.boolean('demo').notNullable();
    table.boolean('discovered').notNullable();
    table.text('docs');
    table.text('runbook');
    table.text('location_ref');
    table.text('links').notNullable().comment('JSON');
    table.text('classification').notNullable().comment('JSON');
    table.text('problems').notNullable().comment('JSON');
    table.text('search_text').notNullable();
    table.string('sort_name', 512).notNullable();
    table.string('catalog_hash', 64).notNullable();
    table.string('removed_at', 24);
    // From observations
    table.string('environment', 63);
    table.string('status', 16).notNullable();
    table.integer('status_rank').notNullable();
    table.text('status_reason').notNullable();
    table.text('schedule');
    table.text('last_run').comment('JSON');
    table.string('last_run_at', 24).notNullable().comment('"" for none');
    table.double('last_duration_ms').notNullable().comment('-1 for none');
    table.text('recent_runs').notNullable().comment('JSON, oldest first');
    table.integer('scheduled_30d').notNullable();
    table.integer('succeeded_30d').notNullable();
    table.double('success_rate').notNullable().comment('-1 for none');
    table.double('duration_p50_seconds');
    table.double('duration_p95_seconds');
    table.integer('finished_30d').notNullable();
    table.integer('in_time_30d').notNullable();
    table.string('next_run_at', 24);
    table.string('next_run_sort', 24).notNullable().comment('"~" for none');
    table.text('environments').notNullable().comment('JSON');
    table.string('recheck_at', 24).notNullable();
    table.index(['removed_at', 'recheck_at'], 'fleet_to_recheck');
  });
  for (const [name, columns] of Object.entries(ORDERS)) {
    await knex.raw(
      `create index ${name} on fleet_pipelines (${columns}) where removed_at is null`,
    );
  }

  await knex.schema.createTable('fleet_classifications', table => {
    table.integer('pipeline_id').notNullable();
    table.string('value', 63).notNullable();
    table.primary(['pipeline_id', 'value']);
    table.index(['value', 'pipeline_id']);
  });
  await knex.schema.createTable('fleet_environments', table => {
    table.integer('pipeline_id').notNullable();
    table.string('environment', 63).notNullable();
    table.primary(['pipeline_id', 'environment']);
    table.index(['environment', 'pipeline_id']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('fleet_environments');
  await knex.schema.dropTable('fleet_classifications');
  await knex.schema.dropTable('fleet_pipelines');
};
