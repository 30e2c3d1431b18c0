/*
 * Incidents: an urgent alert, or what a person or another system declared, on pipelines, with what was done about it.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('incidents', table => {
    table.increments('id');
    table
      .string('group_key', 400)
      .comment(
        'The cause, or the key of another system; null if a person opened it',
      );
    table
      .string('open_key', 400)
      .unique()
      .comment('The group key while it is open: the database keeps it unique');
    table.string('title', 400).notNullable();
    table.string('severity', 16).notNullable();
    table.string('state', 16).notNullable();
    table.integer('sort_rank').notNullable().comment('Open before closed');
    table.string('origin', 16).notNullable();
    table.string('opened_by', 255);
    table.string('opened_at', 24).notNullable();
    table.text('cause').comment('JSON');
    table.string('recovered_at', 24);
    table
      .string('closes_at', 24)
      .comment('When it closes by itself, because all its alerts are resolved');
    table.string('closed_at', 24);
    table.string('closed_by', 255);
    table.text('close_reason');
    table.integer('reopened').notNullable().defaultTo(0);
    table.boolean('in_hindsight').notNullable().defaultTo(false);
    table.string('idempotency_key', 600).unique();
    table.index(['group_key', 'closed_at']);
    table.index(['closes_at']);
    table.index(['sort_rank', 'opened_at', 'id'], 'incidents_in_order');
  });

  await knex.schema.createTable('incident_pipelines', table => {
    table.integer('incident_id').notNullable();
    table.integer('pipeline_id').notNullable();
    table.primary(['incident_id', 'pipeline_id']);
    table.index(['pipeline_id', 'incident_id']);
  });

  await knex.schema.createTable('incident_alerts', table => {
    table.integer('incident_id').notNullable();
    table.integer('alert_id').notNullable();
    table.boolean('resolved').notNullable();
    table.primary(['incident_id', 'alert_id']);
    table.index(['alert_id']);
  });

  await knex.schema.createTable('incident_entries', table => {
    table.comment('The timeline of an incident: rows are added, never changed');
    table.increments('id');
    table.integer('incident_id').notNullable();
    table.string('at', 24).notNullable();
    table.string('type', 24).notNullable();
    table.string('by', 255);
    table.integer('alert_id');
    table.text('text');
    table.string('idempotency_key', 600);
    table.index(['incident_id', 'id']);
    table.unique(['incident_id', 'idempotency_key']);
  });

  await knex.schema.createTable('incident_webhook_requests', table => {
    table.comment('Requests that were taken in, so that none is twice');
    table.string('webhook', 63).notNullable();
    table.string('signature', 100).notNullable();
    table.string('received_at', 24).notNullable();
    table.primary(['webhook', 'signature']);
    table.index(['received_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'incident_webhook_requests',
    'incident_entries',
    'incident_alerts',
    'incident_pipelines',
    'incidents',
  ]) {
    await knex.schema.dropTable(table);
  }
};
