import type { Connection, StatementOption } from 'snowflake-sdk';
import type { SessionFactory } from '../client/SnowflakeClient';
import { toSnowflakeError } from '../client/errors';
import { tableKey } from '../tables/identifiers';

/** A table as the test sets it up, by `DATABASE.SCHEMA.TABLE`. */
export type FakeTable = {
  type?: string;
  rows?: string;
  createdAt?: string;
  alteredAt: string;
  /** The newest value of each column that says when a row was loaded; null: none has one. */
  loadedAt?: Record<string, string | null | undefined>;
};

/** An error as snowflake-sdk throws it. */
export function sdkError(code: string | number, message: string): Error {
  return Object.assign(new Error(message), { code });
}

/**
 * Stands for a Snowflake at the other end of snowflake-sdk's connections: answers our statements out of tables that a test changes, by the
 * names and values in them. What is no statement about tables is answered as `answers` says.
 */
export class FakeSnowflake {
  tables: Record<string, FakeTable> = {};
  /** By a part of the statement's text: its rows, or the error with which it fails. */
  answers: Array<[string, object[] | Error]> = [];
  /** All statements, tries again too. */
  readonly statements: StatementOption[] = [];
  readonly cancelled: string[] = [];
  logins = 0;
  open = 0;
  /** The next logins fail with these. */
  readonly loginErrors: Error[] = [];
  /** The next statements fail with these. */
  readonly errors: Error[] = [];
  /** Statements take no end while this is set. */
  hangs = false;
  now = '2026-11-25T12:00:00.000Z';
  /** Called with each login that succeeds. */
  onLogin = () => {};
  /** Called with each statement: time passes. */
  onStatement = () => {};

  /** Texts of the statements since this was read last. */
  takeStatements(): string[] {
    return this.statements.splice(0).map(({ sqlText }) => sqlText);
  }

  readonly sessions: SessionFactory = {
    connect: async () => {
      this.logins++;
      const error = this.loginErrors.shift();
      if (error) throw toSnowflakeError(error, 'The login of SVC to FAKE');
      this.open++;
      this.onLogin();
      return this.#connection();
    },
    disconnect: async () => {
      this.open--;
    },
  };

  #connection(): Connection {
    const connection: Partial<Connection> = {
      isUp: () => true,
      execute: options => {
        this.statements.push(options);
        this.onStatement();
        if (!this.hangs) setImmediate(() => this.#answer(options));
        return {
          cancel: () => this.cancelled.push(options.sqlText),
        } as never;
      },
    };
    return connection as Connection;
  }

  #answer({ binds, complete, sqlText }: StatementOption): void {
    const fail = this.errors.shift();
    const known = this.answers.find(([part]) => sqlText.includes(part))?.[1];
    try {
      if (fail) throw fail;
      if (known instanceof Error) throw known;
      const rows = known ?? this.#rows(sqlText, (binds ?? []) as unknown[]);
      complete!(undefined, {} as never, rows);
    } catch (error) {
      complete!(error as never, {} as never, undefined);
    }
  }

  #rows(sqlText: string, binds: unknown[]): object[] {
    if (sqlText.includes('information_schema.tables')) {
      return this.#listed(sqlText, binds);
    }
    if (sqlText.includes('"LOADED"')) {
      return sqlText
        .split('\nunion all\n')
        .map((arm, index) => this.#newest(arm, binds[index]));
    }
    throw sdkError('001003', `SQL compilation error: ${sqlText}`);
  }

  #listed(sqlText: string, binds: unknown[]): object[] {
    const database = /from "([^"]+)"\./.exec(sqlText)![1];
    const limit = Number(/limit (\d+)/.exec(sqlText)![1]);
    const all = Object.entries(this.tables)
      .map(([name, table]) => ({ parts: name.split('.'), table }))
      .filter(({ parts }) => parts[0] === database);
    if (all.length === 0) {
      throw sdkError('002003', `Database '${database}' does not exist`);
    }
    const narrowed = sqlText.includes('table_schema in')
      ? all.filter(({ parts }) => binds.includes(parts[1]))
      : all;
    return narrowed
      .filter(
        ({ parts }) =>
          !sqlText.includes('table_name in') || binds.includes(parts[2]),
      )
      .slice(0, limit)
      .map(({ parts: [, SCHEMA, TABLE], table }) => ({
        SCHEMA,
        TABLE,
        TYPE: table.type ?? 'BASE TABLE',
        ROWS: table.rows ?? '5',
        CREATED: milliseconds(table.createdAt ?? '2026-01-01T00:00:00Z'),
        ALTERED: milliseconds(table.alteredAt),
        NOW: milliseconds(this.now),
        VERSION: '9.31.0',
      }));
  }

  #newest(arm: string, ID: unknown): object {
    const [column, database, schema, table] = [
      ...arm.matchAll(/max\("([^"]+)"\)|from "([^"]+)"\."([^"]+)"\."([^"]+)"/g),
    ].flatMap(match => match.slice(1).filter(part => part !== undefined));
    const key = tableKey({ database, schema, table });
    const found = Object.entries(this.tables).find(
      ([name]) => JSON.stringify(name.split('.')) === key,
    )?.[1];
    if (!found) throw sdkError('002003', `Object '${table}' does not exist`);
    const loaded = found.loadedAt?.[column];
    if (loaded === undefined) {
      throw sdkError('000904', `invalid identifier '${column}'`);
    }
    return {
      ID: String(ID),
      LOADED: loaded === null ? null : milliseconds(loaded),
      NOW: milliseconds(this.now),
    };
  }
}

function milliseconds(time: string): string {
  return String(Date.parse(time));
}
