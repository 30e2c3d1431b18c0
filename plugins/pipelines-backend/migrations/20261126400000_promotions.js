/*
 * Promotions, what they wait for and do, and what runs where. See docs/decisions/0035.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('promotions', table => {
    table.comment(
      'One attempt to put a release into an environment; the row is the truth',
    );
    table.increments('id');
    table.string('unit', 63).notNullable();
    table.string('environment', 63).notNullable();
    table
      .string('kind', 16)
      .notNullable()
      .comment('promote, rollback or redeploy');
    table.string('lane', 16).notNullable().comment('normal or hotfix');
    table.boolean('break_glass').notNullable();
    table.boolean('is_automatic').notNullable();
    table.string('state', 16).notNullable();
    table.text('state_reason');
    table.integer('version').notNullable();
    table.integer('release_id').notNullable();
    table.integer('baseline_release_id');
    table
      .string('baseline_version', 255)
      .comment('What ran when it was asked for');
    table.text('members').notNullable().comment('JSON: entity refs');
    table
      .text('subject')
      .notNullable()
      .comment('Canonical JSON: what is approved');
    table.string('subject_hash', 64).notNullable();
    table.text('plan').notNullable().comment('JSON: as it was shown');
    table
      .text('requirements')
      .notNullable()
      .comment('JSON: of the policy then');
    table
      .text('config')
      .notNullable()
      .comment('JSON: resolved, without secrets');
    table.string('deployer_id', 255).notNullable();
    table.string('rollback_class', 16).notNullable();
    table.string('requested_by', 255).notNullable();
    table.string('requested_at', 24).notNullable();
    table.text('reason').notNullable();
    table.integer('incident_id');
    table.string('failed_run_id', 255);
    table.integer('rollback_of');
    table.integer('retry_of');
    table.integer('superseded_by');
    table
      .string('abort_requested_by', 255)
      .comment('It stops at its next step');
    table.integer('approval_id');
    table.string('start_at', 24).comment('Not before');
    table.string('expires_at', 24).comment('Where no approval says it');
    table.string('started_at', 24);
    table.string('deployed_at', 24);
    table.string('ended_at', 24);
    table.boolean('holds_lock').notNullable();
    table.string('lease_owner', 63);
    table.string('lease_until', 24);
    table.integer('fencing_token').notNullable();
    table
      .string('wake_at', 24)
      .comment('When a worker looks at it again; null for never');
    table
      .integer('attempts')
      .notNullable()
      .comment('In the state that it is in');
    table.string('verification_state', 16);
    table.text('verification').comment('JSON');
    table.string('bake_state', 16);
    table.text('bake').comment('JSON');
    table.string('failed_at', 24).comment('From when on service was out');
    table.string('restored_at', 24);
    table.string('review_due_at', 24);
    table.string('reviewed_by', 255);
    table.string('reviewed_at', 24);
    table.text('review');
    table.index(['wake_at']);
    table.index(['unit', 'environment', 'id']);
    table.index(['approval_id']);
    table.index(['release_id']);
  });
  await knex.raw(
    `create unique index promotions_one_lock on promotions (unit, environment) where holds_lock = ${
      knex.client.config.client === 'pg' ? 'true' : '1'
    }`,
  );

  await knex.schema.createTable('promotion_members', table => {
    table.comment('The pipelines that a promotion changes');
    table.integer('promotion_id').notNullable();
    table.string('entity_ref', 255).notNullable();
    table.primary(['promotion_id', 'entity_ref']);
    table.index(['entity_ref', 'promotion_id']);
  });

  await knex.schema.createTable('promotion_gates', table => {
    table.comment('What gates found, each time they were asked');
    table.increments('id');
    table.integer('promotion_id').notNullable();
    table.string('phase', 16).notNullable().comment('request or dispatch');
    table.string('gate', 63).notNullable();
    table.text('finding').notNullable().comment('JSON');
    table.string('checked_at', 24).notNullable();
    table.index(['promotion_id', 'id']);
  });

  await knex.schema.createTable('promotion_overrides', table => {
    table.comment('Risk gates that somebody overrode by name');
    table.integer('promotion_id').notNullable();
    table.string('gate', 63).notNullable();
    table.string('overridden_by', 255).notNullable();
    table.string('overridden_at', 24).notNullable();
    table.text('reason').notNullable();
    table.primary(['promotion_id', 'gate']);
  });

  await knex.schema.createTable('promotion_steps', table => {
    table.comment('Steps of a deployment; the key is the same at each attempt');
    table.integer('promotion_id').notNullable();
    table.integer('step_index').notNullable();
    table.string('name', 63).notNullable();
    table.string('title', 255).notNullable();
    table.integer('timeout_seconds').notNullable();
    table.string('step_key', 64).notNullable().unique();
    table.string('state', 16).notNullable();
    table.integer('attempts').notNullable();
    table.string('started_at', 24);
    table.string('ended_at', 24);
    table.text('detail');
    table.integer('fencing_token');
    table.primary(['promotion_id', 'step_index']);
  });

  await knex.schema.createTable('promotion_log', table => {
    table.comment('What deployers said while they worked');
    table.increments('id');
    table.integer('promotion_id').notNullable();
    table.string('logged_at', 24).notNullable();
    table.text('line').notNullable();
    table.index(['promotion_id', 'id']);
  });

  await knex.schema.createTable('promotion_findings', table => {
    table.comment('What verification found last, by check and member');
    table.integer('promotion_id').notNullable();
    table.string('check_name', 63).notNullable();
    table.string('member', 255).notNullable().comment('Empty for the unit');
    table.string('verdict', 16).notNullable();
    table.text('detail').notNullable();
    table.string('found_at', 24).notNullable();
    table.primary(['promotion_id', 'check_name', 'member']);
  });

  await knex.schema.createTable('unit_environments', table => {
    table.comment(
      'What the ledger says runs of a unit in an environment, and what was read there',
    );
    table.string('unit', 63).notNullable();
    table.string('environment', 63).notNullable();
    table.integer('version').notNullable();
    table
      .integer('fencing_token')
      .notNullable()
      .comment('The highest that was given out');
    table
      .integer('release_id')
      .comment('Null where what runs is no known release');
    table
      .string('running_version', 255)
      .comment(
        'Release digest, or what the target calls it; null where nothing runs',
      );
    table
      .string('origin', 16)
      .comment('promotion, record, adoption or unmanaged');
    table.integer('promotion_id');
    table.string('since', 24);
    table.string('read_version', 255);
    table.string('read_since', 24);
    table.string('read_by', 255);
    table.string('read_at', 24);
    table.text('read_error');
    table.primary(['unit', 'environment']);
  });

  await knex.schema.createTable('unit_environment_history', table => {
    table.comment('What ran when; the newest row of each has no end');
    table.increments('id');
    table.string('unit', 63).notNullable();
    table.string('environment', 63).notNullable();
    table.integer('release_id');
    table.string('running_version', 255);
    table.string('origin', 16).notNullable();
    table.integer('promotion_id');
    table.string('from_at', 24).notNullable();
    table.string('until_at', 24);
    table.index(['unit', 'environment', 'id']);
    table.index(['release_id']);
  });

  await knex.schema.createTable('release_quarantines', table => {
    table.comment('Releases that are not promoted any more');
    table.increments('id');
    table.integer('release_id').notNullable();
    table.string('unit', 63).notNullable();
    table.string('environment', 63).notNullable();
    table.text('reason').notNullable();
    table.integer('promotion_id');
    table.string('set_by', 255).notNullable();
    table.string('set_at', 24).notNullable();
    table.string('ended_at', 24);
    table.index(['unit', 'environment']);
    table.index(['release_id']);
  });

  await knex.schema.createTable('promotion_holds', table => {
    table.comment('Why a unit is not promoted automatically');
    table.increments('id');
    table.string('unit', 63).notNullable();
    table.string('environment', 63).notNullable();
    table.text('reason').notNullable();
    table.integer('promotion_id').comment('The rollback that set it');
    table.integer('approval_id').comment('The request to end it');
    table.string('set_by', 255).notNullable();
    table.string('set_at', 24).notNullable();
    table.string('ended_at', 24);
    table.string('ended_by', 255);
    table.index(['unit', 'environment']);
  });

  await knex.schema.createTable('unmanaged_changes', table => {
    table.comment('What changed in an environment without a promotion');
    table.increments('id');
    table.string('unit', 63).notNullable();
    table.string('environment', 63).notNullable();
    table.string('before_version', 255);
    table.string('after_version', 255);
    table.integer('after_release_id');
    table.string('changed_by', 255).comment('As the target says');
    table.string('changed_at', 24).comment('As the target says');
    table.string('first_seen_at', 24).notNullable();
    table.string('acknowledged_by', 255);
    table.string('acknowledged_at', 24);
    table.text('reason');
    table.index(['unit', 'environment', 'id']);
    table.index(['acknowledged_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'unmanaged_changes',
    'promotion_holds',
    'release_quarantines',
    'unit_environment_history',
    'unit_environments',
    'promotion_findings',
    'promotion_log',
    'promotion_steps',
    'promotion_overrides',
    'promotion_gates',
    'promotion_members',
    'promotions',
  ]) {
    await knex.schema.dropTable(table);
  }
};
