import { setTimeout as sleep } from 'node:timers/promises';
import pRetry from 'p-retry';
import { Agent, request, type Dispatcher } from 'undici';
import { createLogin, type Login } from './auth';
import type { AirflowInstance } from './config';
import { AirflowError, isAirflowFailure } from './errors';
import { readJson, type RawResponse } from './response';

/** A proxy that asks for more than this is not waited for: the sweep ends and the source backs off. */
const LONGEST_RETRY_AFTER_SECONDS = 30;
const REQUEST_TIMEOUT_MS = 20_000;
/** More than any page of the API; a response that goes on for ever must not fill the memory. */
const MAX_RESPONSE_BYTES = 64 * 1024 * 1024;

/** How often and how long to try again. @internal */
export type RetryOptions = {
  retries: number;
  minTimeoutMs: number;
  maxTimeoutMs: number;
};

const DEFAULT_RETRY: RetryOptions = {
  retries: 4,
  minTimeoutMs: 500,
  maxTimeoutMs: 8_000,
};

/** An answer of the API. @internal */
export type AirflowAnswer = {
  body: unknown;
  /** By the server's clock, to the second; undefined if it doesn't say. */
  serverTime?: Date;
};

/** Repeated values become repeated parameters; undefined ones are left out. @internal */
export type Query = Record<
  string,
  string | number | boolean | string[] | undefined
>;

/**
 * Reads JSON from one Airflow: logs in, tries again what is worth another try, says what is wrong with the rest.
 *
 * @internal
 */
export class AirflowClient {
  readonly #instance: AirflowInstance;
  readonly #dispatcher: Dispatcher;
  readonly #login: Login;
  readonly #retry: RetryOptions;
  readonly #requestTimeoutMs: number;
  readonly #now: () => Date;

  static create(options: {
    instance: AirflowInstance;
    retry?: Partial<RetryOptions>;
    requestTimeoutMs?: number;
    now?: () => Date;
  }): AirflowClient {
    return new AirflowClient(options);
  }

  private constructor(options: {
    instance: AirflowInstance;
    retry?: Partial<RetryOptions>;
    requestTimeoutMs?: number;
    now?: () => Date;
  }) {
    this.#instance = options.instance;
    this.#retry = { ...DEFAULT_RETRY, ...options.retry };
    this.#requestTimeoutMs = options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS;
    this.#now = options.now ?? (() => new Date());
    this.#login = createLogin(options.instance.auth, this.#now);
    this.#dispatcher = new Agent({
      connect: options.instance.tls,
      connections: 8,
      maxResponseSize: MAX_RESPONSE_BYTES,
    });
  }

  /**
   * @param path - below the instance's url, beginning with a slash
   * @throws AirflowError
   */
  async get(
    path: string,
    options: { query?: Query; signal: AbortSignal },
  ): Promise<AirflowAnswer> {
    return this.#ask({ path, ...options });
  }

  /**
   * A question that is too long for a URL: Airflow lists by POST too, and changes nothing.
   *
   * @param path - below the instance's url, beginning with a slash
   * @throws AirflowError
   */
  async post(
    path: string,
    options: { json: object; signal: AbortSignal },
  ): Promise<AirflowAnswer> {
    return this.#ask({ path, ...options });
  }

  #ask(question: {
    path: string;
    query?: Query;
    json?: object;
    signal: AbortSignal;
  }): Promise<AirflowAnswer> {
    const { signal } = question;
    return this.#withRetry(signal, async () => {
      const authorization = await this.#authorization(signal);
      try {
        return await this.#exchange({ ...question, authorization });
      } catch (error) {
        if (!this.#mayHaveExpired(error, authorization)) throw error;
        return this.#exchange({
          ...question,
          authorization: await this.#authorization(signal),
        });
      }
    });
  }

  /** Closes the connections. */
  async close(): Promise<void> {
    await this.#dispatcher.close();
  }

  #authorization(signal: AbortSignal): Promise<string> {
    return this.#login.header(async ({ path, username, password }) => {
      const { body } = await this.#buyToken(
        path,
        { username, password },
        signal,
      );
      const token = (body as Record<string, unknown> | null)?.access_token;
      if (typeof token !== 'string' || !token) {
        throw new AirflowError(
          `Airflow ${
            this.#instance.name
          } answered no access_token to ${path}: check ${
            this.#instance.configKey
          }.auth.path`,
          { failure: 'not-json' },
        );
      }
      return token;
    });
  }

  async #buyToken(path: string, login: object, signal: AbortSignal) {
    try {
      return await this.#exchange({ path, json: login, signal });
    } catch (error) {
      if (!isAirflowFailure(error, 'not-found')) throw error;
      const { name, configKey } = this.#instance;
      throw new AirflowError(
        `Airflow ${name} gives no tokens at ${path} (404): check ${configKey}.auth.path, and for Airflow 2.x use type basic`,
        { failure: 'refused', status: 404 },
      );
    }
  }

  /** 401, or what Airflow 3 says to a token that it can't read: 403 with "Invalid JWT token". */
  #mayHaveExpired(error: unknown, authorization: string): boolean {
    return (
      isAirflowFailure(error, 'refused') &&
      (error.status === 401 || error.message.includes('JWT')) &&
      this.#login.forget(authorization)
    );
  }

  async #exchange(options: {
    path: string;
    query?: Query;
    json?: object;
    authorization?: string;
    signal: AbortSignal;
  }): Promise<AirflowAnswer> {
    const response = await this.#send(options);
    const body = readJson(response, {
      instance: this.#instance,
      path: options.path,
      now: this.#now(),
    });
    const serverTime = response.date ? new Date(response.date) : undefined;
    return {
      body,
      serverTime:
        serverTime && !Number.isNaN(serverTime.getTime())
          ? serverTime
          : undefined,
    };
  }

  async #send(options: {
    path: string;
    query?: Query;
    json?: object;
    authorization?: string;
    signal: AbortSignal;
  }): Promise<RawResponse> {
    const { path, query, json, authorization, signal } = options;
    const tooLong = AbortSignal.timeout(this.#requestTimeoutMs);
    try {
      const { statusCode, headers, body } = await request(
        `${this.#instance.url}${path}${search(query)}`,
        {
          method: json ? 'POST' : 'GET',
          headers: {
            accept: 'application/json',
            ...(json && { 'content-type': 'application/json' }),
            ...(authorization && { authorization }),
          },
          body: json && JSON.stringify(json),
          dispatcher: this.#dispatcher,
          signal: AbortSignal.any([signal, tooLong]),
        },
      );
      return {
        status: statusCode,
        contentType: first(headers['content-type']),
        date: first(headers.date),
        retryAfter: first(headers['retry-after']),
        location: first(headers.location),
        text: await body.text(),
      };
    } catch (error) {
      signal.throwIfAborted();
      throw new AirflowError(
        tooLong.aborted
          ? `Airflow ${this.#instance.name} didn't answer ${path} within ${
              this.#requestTimeoutMs / 1000
            } s`
          : `Airflow ${this.#instance.name} can't be reached at ${
              this.#instance.url
            }: ${reason(error)}`,
        { failure: 'network' },
      );
    }
  }

  #withRetry<T>(signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    return pRetry(attempt, {
      retries: this.#retry.retries,
      minTimeout: this.#retry.minTimeoutMs,
      maxTimeout: this.#retry.maxTimeoutMs,
      factor: 2,
      randomize: true,
      signal,
      shouldRetry: error =>
        !signal.aborted &&
        error instanceof AirflowError &&
        error.isWorthAnotherTry &&
        (error.retryAfterSeconds ?? 0) <= LONGEST_RETRY_AFTER_SECONDS,
      onFailedAttempt: async error => {
        const { retryAfterSeconds = 0 } = error as Partial<AirflowError>;
        if (
          error.retriesLeft &&
          retryAfterSeconds <= LONGEST_RETRY_AFTER_SECONDS
        ) {
          await sleep(retryAfterSeconds * 1000, undefined, { signal });
        }
      },
    });
  }
}

function search(query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of [value].flat()) {
      if (each !== undefined) parameters.append(name, String(each));
    }
  }
  return parameters.size ? `?${parameters}` : '';
}

function first(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

/** Node's own words: an error of several addresses has no message, only causes. */
function reason(error: unknown): string {
  const { message, code, errors } = error as Error & {
    code?: string;
    errors?: Error[];
  };
  return message || errors?.[0]?.message || code || 'no reason given';
}
