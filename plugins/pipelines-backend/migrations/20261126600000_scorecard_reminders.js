/*
 * Who was told that an exemption ends or a campaign is due, and who took an exemption back.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('scorecard_exemptions', table => {
    table.string('ended_by', 255).nullable();
    table
      .string('reminded_at', 24)
      .nullable()
      .comment('When its owner was told that it ends soon');
  });
  await knex.schema.createTable('scorecard_reminders', table => {
    table.comment('Who was reminded of a campaign, and when');
    table.string('campaign_id', 63).notNullable();
    table.string('owner', 255).notNullable();
    table
      .integer('days_before')
      .notNullable()
      .comment('Of the reminder; -1 once it is overdue');
    table.string('due', 10).notNullable();
    table.string('at', 24).notNullable();
    table.primary(['campaign_id', 'owner', 'due', 'days_before']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('scorecard_reminders');
  await knex.schema.alterTable('scorecard_exemptions', table => {
    table.dropColumn('ended_by');
    table.dropColumn('reminded_at');
  });
};
