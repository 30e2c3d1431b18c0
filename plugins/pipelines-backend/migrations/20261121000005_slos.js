/*
 * What pipelines promise, and what became of it. Verdicts are kept, not computed when somebody looks: each was judged by what was
 * known then, and says by which run.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('external_pipelines', table => {
    table
      .string('to_judge_at', 24)
      .comment('Set while its SLOs have not been judged by its last change');
    table
      .string('to_judge_from', 24)
      .comment('The place in history of the oldest run that changed');
    table.index(['to_judge_at']);
  });

  await knex.schema.createTable('slos', table => {
    table.comment('An SLO of an entity as it is now, and where it stands');
    table.increments('id');
    table.string('entity_ref', 255).notNullable();
    table.string('name', 63).notNullable();
    table.string('kind', 16).notNullable();
    table.string('owner', 255).notNullable();
    table.string('origin', 16).notNullable().comment('entity or default');
    table.text('definition').notNullable().comment('JSON');
    table.string('digest', 64).notNullable();
    table.string('created_at', 24).notNullable();
    table.string('removed_at', 24);
    // Where it stands
    table.string('status', 16).notNullable();
    table.integer('status_rank').notNullable();
    table.text('standing').comment('JSON; null before it was evaluated');
    table
      .string('recheck_at', 24)
      .notNullable()
      .comment('When time alone may change it; "" is at once, "~" never');
    table.unique(['entity_ref', 'name']);
    table.index(['removed_at', 'recheck_at'], 'slos_to_recheck');
  });

  await knex.schema.createTable('slo_members', table => {
    table.comment('The pipelines that an SLO is about');
    table.integer('slo_id').notNullable();
    table.integer('pipeline_id').notNullable();
    table
      .string('active_from', 24)
      .notNullable()
      .comment('Occurrences before this are not expected');
    table
      .string('judged_through', 24)
      .notNullable()
      .comment('Up to when occurrences were judged; "" for none');
    table.primary(['slo_id', 'pipeline_id']);
    table.index(['pipeline_id']);
  });

  await knex.schema.createTable('slo_versions', table => {
    table.comment(
      'What an SLO promised from when on. A budget uses the target that was in force',
    );
    table.increments('id');
    table.integer('slo_id').notNullable();
    table.string('valid_from', 24).notNullable();
    table.double('target').notNullable().comment('Percent');
    table.text('definition').notNullable().comment('JSON');
    table.string('digest', 64).notNullable();
    table
      .string('change', 16)
      .notNullable()
      .comment('created, tightened, loosened, changed, removed or restored');
    table.index(['slo_id', 'valid_from']);
  });

  await knex.schema.createTable('slo_decisions', table => {
    table.comment(
      'What people decided about verdicts: nothing is rewritten without one. The second person confirms it',
    );
    table.increments('id');
    table.integer('slo_id').notNullable();
    table
      .string('kind', 24)
      .notNullable()
      .comment('loosened-target, exclusion or quarantine');
    table.string('from_at', 24).notNullable();
    table.string('to_at', 24).notNullable();
    table.text('reason').notNullable();
    table.text('details').comment('JSON');
    table.string('decided_by', 255).notNullable();
    table.string('decided_at', 24).notNullable();
    table.string('confirmed_by', 255);
    table.string('confirmed_at', 24);
    table.string('withdrawn_by', 255);
    table.string('withdrawn_at', 24);
    table
      .string('idempotency_key', 255)
      .comment('Of the request: asked again, it decides nothing twice');
    table.index(['slo_id', 'decided_at']);
    table.unique(['slo_id', 'idempotency_key']);
  });

  await knex.schema.createTable('slo_verdicts', table => {
    table.comment('What became of one occurrence for one pipeline');
    table.increments('id');
    table.integer('slo_id').notNullable();
    table.integer('pipeline_id').notNullable();
    table
      .string('occurrence', 24)
      .notNullable()
      .comment('The local date of a deadline, or the end of an interval');
    table.string('due_at', 24).notNullable();
    table.string('local_date', 10).notNullable();
    table.string('state', 12).notNullable();
    table
      .string('raw_state', 12)
      .notNullable()
      .comment('Without what people decided');
    table.string('arrived_at', 24);
    table.double('margin_seconds').comment('Positive is early');
    table.boolean('rescued').notNullable();
    table.boolean('final').notNullable();
    table.text('evidence').notNullable().comment('JSON');
    table.unique(['slo_id', 'pipeline_id', 'occurrence'], {
      indexName: 'slo_verdicts_natural_key',
    });
    table.index(['slo_id', 'local_date', 'state'], 'slo_verdicts_by_day');
    table.index(['slo_id', 'due_at', 'id'], 'slo_verdicts_newest');
  });
  await knex.raw(
    'create index slo_verdicts_open_of_member on slo_verdicts (slo_id, pipeline_id, due_at) where final = false',
  );
  await knex.raw(
    'create index slo_verdicts_open on slo_verdicts (slo_id, due_at) where final = false',
  );

  await knex.schema.createTable('slo_days', table => {
    table.comment(
      'Verdicts and timeslices added up by local day: a budget reads these',
    );
    table.integer('slo_id').notNullable();
    table.string('local_date', 10).notNullable();
    for (const count of [
      'good',
      'bad',
      'raw_bad',
      'unknown',
      'excluded',
      'pending',
      'idle',
      'rescued',
    ]) {
      table.integer(count).notNullable();
    }
    table
      .integer('missing')
      .notNullable()
      .defaultTo(0)
      .comment('Those of the bad ones that never came');
    table.primary(['slo_id', 'local_date']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'slo_days',
    'slo_verdicts',
    'slo_decisions',
    'slo_versions',
    'slo_members',
    'slos',
  ]) {
    await knex.schema.dropTable(table);
  }
  await knex.schema.alterTable('external_pipelines', table => {
    table.dropIndex(['to_judge_at']);
    table.dropColumns('to_judge_at', 'to_judge_from');
  });
};
