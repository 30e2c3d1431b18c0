import { createPool, type Pool } from 'generic-pool';
import pRetry from 'p-retry';
import type { Connection, RowStatement } from 'snowflake-sdk';
import type { SnowflakeInstance } from '../config';
import type { Allowance } from './allowance';
import { isSnowflakeFailure, SnowflakeError, toSnowflakeError } from './errors';
import { connect, disconnect } from './session';
import type { Statement } from './Statement';

/** A sweep sends one statement after another. A second session is there while a first one is being closed. */
const MAX_SESSIONS = 2;
const IDLE_SESSION_MS = 5 * 60_000;

/** How often and how long to try again what the network lost; snowflake-sdk tries single requests again by itself. @internal */
export type RetryOptions = { retries: number; minTimeoutMs: number };

const DEFAULT_RETRY: RetryOptions = { retries: 2, minTimeoutMs: 1000 };

/** How a session is opened and closed. Tests have sessions of their own. @internal */
export type SessionFactory = {
  connect(instance: SnowflakeInstance): Promise<Connection>;
  disconnect(connection: Connection): Promise<void>;
};

/**
 * Sends statements to one Snowflake account: keeps a session, opens another one when it is lost, tries again what is worth another
 * try, and counts each statement against the resource cap.
 *
 * @internal
 */
export class SnowflakeClient {
  readonly #instance: SnowflakeInstance;
  readonly #retry: RetryOptions;
  readonly #pool: Pool<Connection>;

  static create(options: {
    instance: SnowflakeInstance;
    retry?: Partial<RetryOptions>;
    sessions?: SessionFactory;
  }): SnowflakeClient {
    return new SnowflakeClient(options);
  }

  private constructor(options: {
    instance: SnowflakeInstance;
    retry?: Partial<RetryOptions>;
    sessions?: SessionFactory;
  }) {
    const { instance, sessions = { connect, disconnect } } = options;
    this.#instance = instance;
    this.#retry = { ...DEFAULT_RETRY, ...options.retry };
    // Not by snowflake-sdk's own createPool: it throws away why a login failed.
    this.#pool = createPool(
      {
        create: () => sessions.connect(instance),
        destroy: connection => sessions.disconnect(connection),
      },
      {
        max: MAX_SESSIONS,
        min: 0,
        autostart: false,
        evictionRunIntervalMillis: IDLE_SESSION_MS / 5,
        softIdleTimeoutMillis: IDLE_SESSION_MS,
        numTestsPerEvictionRun: MAX_SESSIONS,
      },
    );
    // Without this a pool whose factory fails asks it again for ever.
    this.#pool.on('factoryCreateError', error => this.#rejectWaiting(error));
  }

  /**
   * @param options - `allowance`: the account of this sweep
   * @returns the rows, at most `limits.maxRows` and one, so that a caller sees that there are more
   * @throws SnowflakeError
   */
  async run<TRow>(
    statement: Statement<TRow>,
    options: { allowance: Allowance; signal: AbortSignal },
  ): Promise<TRow[]> {
    const { allowance, signal } = options;
    return pRetry(
      async () => {
        try {
          return await this.#once(statement, allowance, signal);
        } catch (error) {
          if (!isSnowflakeFailure(error, 'session-lost')) throw error;
          // Whatever other sessions there are began at about the same time.
          await this.#pool.clear();
          return this.#once(statement, allowance, signal);
        }
      },
      {
        retries: this.#retry.retries,
        minTimeout: this.#retry.minTimeoutMs,
        randomize: true,
        signal,
        shouldRetry: error => isSnowflakeFailure(error, 'network'),
      },
    );
  }

  /** Closes the sessions. */
  async close(): Promise<void> {
    await this.#pool.drain();
    await this.#pool.clear();
  }

  async #once<TRow>(
    statement: Statement<TRow>,
    allowance: Allowance,
    signal: AbortSignal,
  ): Promise<TRow[]> {
    signal.throwIfAborted();
    const refusal = allowance.refusal();
    if (refusal) {
      throw new SnowflakeError(
        `Reading ${statement.reads} was not tried: ${refusal}`,
        { failure: 'capped' },
      );
    }
    const connection = await this.#pool.acquire();
    if (signal.aborted) {
      // The login took longer than anybody waits.
      await this.#pool.release(connection);
      throw signal.reason;
    }
    try {
      const rows = await allowance.count(() =>
        this.#execute(connection, statement, signal),
      );
      await this.#pool.release(connection);
      return parseRows(rows, statement);
    } catch (error) {
      const failure = toSnowflakeError(error, `Reading ${statement.reads}`);
      const isUsable =
        connection.isUp() &&
        !isSnowflakeFailure(failure, 'session-lost', 'network');
      const isBorrowed = this.#pool.isBorrowedResource(connection);
      if (isBorrowed && isUsable) await this.#pool.release(connection);
      else if (isBorrowed) await this.#pool.destroy(connection);
      throw signal.aborted ? signal.reason : failure;
    }
  }

  #execute<TRow>(
    connection: Connection,
    { binds, sqlText, timezone = 'UTC' }: Statement<TRow>,
    signal: AbortSignal,
  ): Promise<unknown[]> {
    const { login, limits } = this.#instance;
    return new Promise((resolve, reject) => {
      const sent: { statement?: RowStatement } = {};
      // A statement that nobody waits for any more must not go on costing.
      const cancel = () => {
        sent.statement?.cancel(() => {});
        reject(signal.reason);
      };
      signal.addEventListener('abort', cancel, { once: true });
      sent.statement = connection.execute({
        sqlText,
        binds,
        fetchAsString: ['Number'],
        parameters: {
          QUERY_TAG: login.queryTag,
          STATEMENT_TIMEOUT_IN_SECONDS: limits.statementTimeoutSeconds,
          // By it a timestamp without a zone becomes an instant; that of the account may be any.
          TIMEZONE: timezone,
        },
        complete: (error, _, rows) => {
          signal.removeEventListener('abort', cancel);
          if (error) reject(error);
          else resolve(rows ?? []);
        },
      });
    });
  }

  #rejectWaiting(error: unknown): void {
    // What generic-pool doesn't offer, and snowflake-sdk does in the same way.
    const { _waitingClientsQueue: queue } = this.#pool as unknown as {
      _waitingClientsQueue: {
        dequeue(): { reject(reason: unknown): void } | undefined;
      };
    };
    queue.dequeue()?.reject(error);
  }
}

function parseRows<TRow>(rows: unknown[], statement: Statement<TRow>): TRow[] {
  return rows.map(row => {
    const { data, error } = statement.row.safeParse(row);
    if (!error) return data;
    const [{ message, path }] = error.issues;
    throw new SnowflakeError(
      `Reading ${statement.reads} brought a row in which ${
        path.join('.') || 'the whole'
      } is not as expected: ${message}`,
      { failure: 'rejected' },
    );
  });
}
