/*
 * The ledger: what was changed and decided, in a chain of hashes. Rows are only added; the database itself refuses anything else.
 * See docs/decisions/0025 for why the tables are as they are.
 */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('ledger', table => {
    table.comment('One row a change or decision, chained by hashes');
    table.bigInteger('seq').primary().comment('1, 2, 3 … without a gap');
    table.string('at', 24).notNullable().comment('By the database clock');
    table.string('actor', 255).notNullable();
    table.string('type', 63).notNullable();
    table.string('subject', 255).notNullable();
    table
      .string('payload_digest', 64)
      .notNullable()
      .comment('SHA-256 of payload');
    table
      .string('hash', 64)
      .notNullable()
      .comment('SHA-256 of the hash before and the header');
    table
      .text('payload')
      .notNullable()
      .comment('Canonical JSON: {fields, redactable: {name: digest}}');
    table.index(['subject', 'seq']);
    table.index(['type', 'seq']);
    table.index(['actor', 'seq']);
    table.index(['at']);
  });

  await knex.schema.createTable('ledger_redactables', table => {
    table.comment(
      'Values that the payload has only a digest of, so that they can be taken out and the chain still holds',
    );
    table.bigInteger('seq').notNullable();
    table.string('field', 63).notNullable();
    table
      .string('digest', 64)
      .notNullable()
      .comment('SHA-256 of salt and value');
    table.string('salt', 64).comment('Random; null once redacted');
    table.text('value').comment('Canonical JSON; null once redacted');
    table.primary(['seq', 'field']);
  });

  await knex.schema.createTable('ledger_head', table => {
    table.comment('The last row: writers queue up at it');
    table.integer('id').primary();
    table.bigInteger('seq').notNullable();
    table.string('hash', 64).notNullable();
    table.string('at', 24).notNullable();
  });
  await knex('ledger_head').insert({
    id: 1,
    seq: 0,
    hash: '0'.repeat(64),
    at: '',
  });

  await knex.schema.createTable('ledger_verifications', table => {
    table.comment('What scheduled verifications found');
    table.increments('id');
    table.string('started_at', 24).notNullable();
    table.string('finished_at', 24).notNullable();
    table.string('status', 16).notNullable().comment('intact or broken');
    table.bigInteger('rows').notNullable();
    table.bigInteger('through_seq').notNullable();
    table.string('head_hash', 64).notNullable();
    table
      .integer('heads_checked')
      .notNullable()
      .comment('Exported heads that were compared');
    table.text('findings').notNullable().comment('JSON');
  });

  await (knex.client.config.client === 'pg'
    ? protectOnPostgres(knex)
    : protectOnSqlite(knex));
};

/** @param {import('knex').Knex} knex */
async function protectOnPostgres(knex) {
  await knex.raw(`
    create function ledger_refuse() returns trigger language plpgsql as $$
    begin
      raise exception 'the ledger is append-only';
    end $$`);
  await knex.raw(`
    create function ledger_only_redact() returns trigger language plpgsql as $$
    begin
      if new.seq = old.seq and new.field = old.field and new.digest = old.digest
         and new.salt is null and new.value is null then
        return new;
      end if;
      raise exception 'the ledger is append-only: a value can only be redacted';
    end $$`);
  await knex.raw(
    'create trigger ledger_append_only before update or delete on ledger for each row execute function ledger_refuse()',
  );
  await knex.raw(
    'create trigger ledger_no_truncate before truncate on ledger for each statement execute function ledger_refuse()',
  );
  await knex.raw(
    'create trigger ledger_redactables_no_delete before delete on ledger_redactables for each row execute function ledger_refuse()',
  );
  await knex.raw(
    'create trigger ledger_redactables_no_truncate before truncate on ledger_redactables for each statement execute function ledger_refuse()',
  );
  await knex.raw(
    'create trigger ledger_redactables_only_redact before update on ledger_redactables for each row execute function ledger_only_redact()',
  );
}

/** @param {import('knex').Knex} knex */
async function protectOnSqlite(knex) {
  for (const [name, when] of [
    ['ledger_no_update', 'update on ledger'],
    ['ledger_no_delete', 'delete on ledger'],
    ['ledger_redactables_no_delete', 'delete on ledger_redactables'],
  ]) {
    await knex.raw(
      `create trigger ${name} before ${when} begin select raise(abort, 'the ledger is append-only'); end`,
    );
  }
  await knex.raw(`
    create trigger ledger_redactables_only_redact before update on ledger_redactables
    when new.seq <> old.seq or new.field <> old.field or new.digest <> old.digest
      or new.salt is not null or new.value is not null
    begin
      select raise(abort, 'the ledger is append-only: a value can only be redacted');
    end`);
}

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'ledger_verifications',
    'ledger_head',
    'ledger_redactables',
    'ledger',
  ]) {
    await knex.schema.dropTable(table);
  }
  if (knex.client.config.client === 'pg') {
    await knex.raw('drop function ledger_refuse()');
    await knex.raw('drop function ledger_only_redact()');
  }
};
