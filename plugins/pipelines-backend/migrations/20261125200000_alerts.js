/*
 * Alerts: what needs a human, grouped by its cause. Conditions are what is wrong now, each with the cause that it is put down to; an
 * alert is what the conditions of one key come to, and stays after they are gone.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('slos', table => {
    table
      .string('to_alert_at', 24)
      .comment('Set while alerts have not been made true to its last change');
  });
  await knex('slos').whereNull('removed_at').update({ to_alert_at: '' });
  await knex.raw(
    'create index slos_to_alert on slos (to_alert_at) where to_alert_at is not null',
  );
  // A report asks for the forecasts of a day, whatever they are about.
  await knex.schema.alterTable('slo_forecasts', table => {
    table.index(['due_at'], 'slo_forecasts_by_due');
  });

  await knex.schema.createTable('alert_conditions', table => {
    table.comment('What is wrong now');
    table.string('id', 400).primary();
    table
      .string('origin', 300)
      .notNullable()
      .comment('What it was found in: slo:<id> or source:<id>');
    table.string('alert_key', 400).notNullable();
    table.string('kind', 24).notNullable();
    table.integer('pipeline_id').notNullable();
    table.string('since', 24).notNullable();
    table.text('condition').notNullable().comment('JSON');
    table
      .string('recheck_at', 24)
      .notNullable()
      .comment('When to look again; "~" never by time alone');
    table.index(['origin']);
    table.index(['pipeline_id']);
    table.index(['alert_key']);
    table.index(['recheck_at']);
  });

  await knex.schema.createTable('alerts', table => {
    table.increments('id');
    table.string('alert_key', 400).notNullable();
    table
      .string('open_key', 400)
      .unique()
      .comment('The key while it is open: the database keeps it unique');
    table.string('kind', 24).notNullable();
    table.string('urgency', 16).notNullable();
    table.string('severity', 16).notNullable();
    table.string('state', 16).notNullable();
    table
      .integer('sort_rank')
      .notNullable()
      .comment('Open before resolved, urgent first, then by severity');
    table.string('cause_type', 16).notNullable();
    table.string('cause_ref', 255).notNullable();
    table.string('cause_owner', 255).notNullable().comment('"" without one');
    table.text('cause').notNullable().comment('JSON');
    table.text('summary').notNullable();
    table.string('due_at', 24);
    table.string('opened_at', 24).notNullable();
    table.string('acknowledged_at', 24);
    table.string('acknowledged_by', 255);
    table.string('resolved_at', 24);
    table.integer('reopened').notNullable().defaultTo(0);
    table.boolean('in_hindsight').notNullable().defaultTo(false);
    table.index(['alert_key', 'resolved_at']);
    table.index(['sort_rank', 'opened_at', 'id'], 'alerts_in_order');
  });

  await knex.schema.createTable('alert_pipelines', table => {
    table.comment('The pipelines that an alert affects, or affected');
    table.integer('alert_id').notNullable();
    table.integer('pipeline_id').notNullable();
    table.string('kind', 24).notNullable();
    table.integer('slo_id');
    table.string('since', 24).notNullable();
    table.string('recovered_at', 24);
    table.text('affected').notNullable().comment('JSON');
    table.primary(['alert_id', 'pipeline_id']);
    table.index(['pipeline_id', 'alert_id']);
  });

  await knex.schema.createTable('alert_entries', table => {
    table.comment('What became of an alert, and by whom');
    table.increments('id');
    table.integer('alert_id').notNullable();
    table.string('at', 24).notNullable();
    table.string('type', 16).notNullable();
    table.string('by', 255);
    table.text('text');
    table.index(['alert_id', 'id']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'alert_entries',
    'alert_pipelines',
    'alerts',
    'alert_conditions',
  ]) {
    await knex.schema.dropTable(table);
  }
  await knex.schema.alterTable('slo_forecasts', table => {
    table.dropIndex(['due_at'], 'slo_forecasts_by_due');
  });
  await knex.raw('drop index slos_to_alert');
  await knex.schema.alterTable('slos', table => {
    table.dropColumn('to_alert_at');
  });
};
