/*
 * Approvals over typed subjects, and keys by which a request that is sent twice does its work once. See docs/decisions/0025 and 0026.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('idempotency_keys', table => {
    table.comment('Requests that were answered, by caller and key');
    table.string('caller', 255).notNullable();
    table.string('client_key', 255).notNullable();
    table.string('operation', 63).notNullable();
    table.string('request_hash', 64).notNullable();
    table.text('result').comment('JSON');
    table.string('created_at', 24).notNullable();
    table.primary(['caller', 'client_key']);
  });

  await knex.schema.createTable('approval_requests', table => {
    table.comment('What people are asked to decide on, and where that stands');
    table.increments('id');
    table.string('subject_type', 31).notNullable();
    table
      .string('subject_ref', 255)
      .notNullable()
      .comment('For example slo-decision:12');
    table.text('subject').notNullable().comment('Canonical JSON');
    table.string('subject_hash', 64).notNullable();
    table.string('title', 255).notNullable();
    table.string('requested_by', 255).notNullable();
    table
      .string('requested_via', 255)
      .comment('The plugin that asked on behalf of that person');
    table.string('requested_at', 24).notNullable();
    table.string('state', 16).notNullable();
    table.integer('version').notNullable();
    table.text('rules').notNullable().comment('JSON');
    table.text('exclusions').notNullable().comment('JSON: [{person, reason}]');
    table.string('snapshot_digest', 64).notNullable();
    table.integer('approved_ttl_seconds').notNullable();
    table
      .string('expires_at', 24)
      .notNullable()
      .comment('Of the state that it is in; by the clock of the database');
    table.string('decided_at', 24).comment('When it left Pending');
    table.string('closed_at', 24);
    table.text('closed_reason');
    table.string('reminded_at', 24);
    table.integer('reminders').notNullable().defaultTo(0);
    table.string('escalated_at', 24);
    table.index(['state', 'expires_at']);
    table.index(['requested_by', 'id']);
  });
  await knex.raw(
    "create unique index approval_requests_one_open on approval_requests (subject_type, subject_ref) where state in ('Pending', 'Approved')",
  );

  await knex.schema.createTable('approval_votes', table => {
    table.comment('What one person said, and what they were shown');
    table.increments('id');
    table.integer('request_id').notNullable();
    table.string('voter', 255).notNullable();
    table.string('kind', 8).notNullable().comment('approve, reject or revoke');
    table.string('subject_hash', 64).notNullable();
    table.string('shown_digest', 64).notNullable();
    table.text('groups').notNullable().comment('JSON: refs, as they were then');
    table
      .text('identity')
      .notNullable()
      .comment('JSON: {subject, authenticatedAt}');
    table.string('cast_at', 24).notNullable();
    table.integer('version').notNullable().comment('Of the request, after it');
    table.index(['request_id', 'id']);
    table.unique(['request_id', 'version']);
  });

  await knex.schema.createTable('approval_comments', table => {
    table.comment('What people wrote, with a vote or without');
    table.increments('id');
    table.integer('request_id').notNullable();
    table.integer('vote_id');
    table.string('author', 255).notNullable();
    table.text('text').notNullable();
    table.string('written_at', 24).notNullable();
    table.index(['request_id', 'id']);
  });

  await knex.schema.createTable('approval_snapshots', table => {
    table.comment('Live findings as they were shown beside a subject');
    table.integer('request_id').notNullable();
    table.string('digest', 64).notNullable();
    table.text('content').notNullable().comment('Canonical JSON');
    table.string('taken_at', 24).notNullable();
    table.primary(['request_id', 'digest']);
  });

  await knex.schema.createTable('approval_delegations', table => {
    table.comment('Who passed their right to vote on a request to whom');
    table.increments('id');
    table.integer('request_id').notNullable();
    table.string('from_person', 255).notNullable();
    table.string('to_person', 255).notNullable();
    table.string('delegated_at', 24).notNullable();
    table.unique(['request_id', 'from_person']);
  });

  await knex.schema.createTable('approval_memberships', table => {
    table.comment('Members of groups that rules name, as they were seen last');
    table.string('group_ref', 255).primary();
    table.text('members').notNullable().comment('JSON: refs, sorted');
    table.string('seen_at', 24).notNullable();
  });

  await knex.schema.alterTable('slo_decisions', table => {
    table
      .integer('approval_id')
      .comment('The request that decides; null where an older version asked');
    table.index(['approval_id']);
  });

  await (knex.client.config.client === 'pg'
    ? protectOnPostgres(knex)
    : protectOnSqlite(knex));
};

/** @param {import('knex').Knex} knex */
async function protectOnPostgres(knex) {
  await knex.raw(`
    create function approval_votes_refuse() returns trigger language plpgsql as $$
    begin
      raise exception 'votes are append-only';
    end $$`);
  await knex.raw(
    'create trigger approval_votes_append_only before update or delete on approval_votes for each row execute function approval_votes_refuse()',
  );
  await knex.raw(
    'create trigger approval_votes_no_truncate before truncate on approval_votes for each statement execute function approval_votes_refuse()',
  );
}

/** @param {import('knex').Knex} knex */
async function protectOnSqlite(knex) {
  for (const when of ['update', 'delete']) {
    await knex.raw(
      `create trigger approval_votes_no_${when} before ${when} on approval_votes begin select raise(abort, 'votes are append-only'); end`,
    );
  }
}

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('slo_decisions', table => {
    table.dropIndex(['approval_id']);
    table.dropColumn('approval_id');
  });
  for (const table of [
    'approval_memberships',
    'approval_delegations',
    'approval_snapshots',
    'approval_comments',
    'approval_votes',
    'approval_requests',
    'idempotency_keys',
  ]) {
    await knex.schema.dropTable(table);
  }
  if (knex.client.config.client === 'pg') {
    await knex.raw('drop function approval_votes_refuse()');
  }
};
