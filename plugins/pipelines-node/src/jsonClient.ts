import { setTimeout as sleep } from 'node:timers/promises';
import pRetry from 'p-retry';
import { Agent, request, type Dispatcher } from 'undici';
import { JsonClientError, readJsonAnswer } from './jsonAnswer';

export { JsonClientError, type JsonFailure } from './jsonAnswer';

/** Whoever asks for more than this is not waited for: the sweep ends and the source backs off. */
const LONGEST_RETRY_AFTER_SECONDS = 30;
const REQUEST_TIMEOUT_MS = 15_000;
/** An answer that goes on for ever must not fill the memory. */
const MAX_RESPONSE_BYTES = 32 * 1024 * 1024;
const CONNECTIONS = 8;

/**
 * How to log in to a service.
 *
 * @public
 */
export type JsonClientAuth =
  | { type: 'basic'; username: string; password: string }
  | { type: 'bearer'; token: string };

/**
 * Where a service is, and what it is called in messages.
 *
 * @public
 */
export type JsonClientOptions = {
  /** As messages begin: `Schema registry registry-prod`. */
  title: string;
  /** The config key that it was configured by, such as `pipelines.schemaRegistries[0]`: messages name the keys to look at. */
  configKey: string;
  /** The base, without a slash at the end. */
  url: string;
  auth?: JsonClientAuth;
  /** PEM texts of the authorities to trust; undefined: the well-known ones. */
  tls?: { ca?: string[]; rejectUnauthorized?: boolean };
  /** What to accept, where `application/json` is not enough. */
  accept?: string;
  retry?: { retries: number; minTimeoutMs: number; maxTimeoutMs: number };
  requestTimeoutMs?: number;
};

/**
 * Asks a service for JSON: tries again what is worth another try, and says of the rest what is wrong and which key to look at. Never puts a
 * credential into a message.
 *
 * @public
 */
export class JsonClient {
  readonly #options: JsonClientOptions;
  readonly #dispatcher: Dispatcher;
  readonly #authorization: string | undefined;

  static create(options: JsonClientOptions): JsonClient {
    return new JsonClient(options);
  }

  private constructor(options: JsonClientOptions) {
    this.#options = options;
    this.#authorization = options.auth && headerOf(options.auth);
    this.#dispatcher = new Agent({
      connect: options.tls,
      connections: CONNECTIONS,
      maxResponseSize: MAX_RESPONSE_BYTES,
    });
  }

  /**
   * @param path - below the url, beginning with a slash; parts from outside encoded
   * @throws JsonClientError
   */
  async get(path: string, options: { signal: AbortSignal }): Promise<unknown> {
    return this.#withRetry(options.signal, () =>
      this.#exchange({ path, ...options }),
    );
  }

  /**
   * Asks by POST, which must change nothing: it is tried again like any other question.
   *
   * @param path - as in {@link JsonClient.get}
   * @throws JsonClientError
   */
  async ask(
    path: string,
    options: { json: object; contentType?: string; signal: AbortSignal },
  ): Promise<unknown> {
    return this.#withRetry(options.signal, () =>
      this.#exchange({ path, ...options }),
    );
  }

  /**
   * Says by PUT how something shall be: it is tried again, since saying so twice changes nothing.
   *
   * @param path - as in {@link JsonClient.get}
   * @throws JsonClientError
   */
  async put(
    path: string,
    options: { json?: object; signal: AbortSignal },
  ): Promise<unknown> {
    return this.#withRetry(options.signal, () =>
      this.#exchange({ path, method: 'PUT', ...options }),
    );
  }

  /** Closes the connections. */
  async close(): Promise<void> {
    await this.#dispatcher.close();
  }

  async #exchange(asked: {
    path: string;
    method?: 'PUT';
    json?: object;
    contentType?: string;
    signal: AbortSignal;
  }): Promise<unknown> {
    const { contentType = 'application/json', json, path, signal } = asked;
    const { accept = 'application/json', title, url } = this.#options;
    const timeoutMs = this.#options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS;
    const tooLong = AbortSignal.timeout(timeoutMs);
    try {
      const { body, headers, statusCode } = await request(`${url}${path}`, {
        method: asked.method ?? (json ? 'POST' : 'GET'),
        headers: {
          accept,
          ...(json && { 'content-type': contentType }),
          ...(this.#authorization && { authorization: this.#authorization }),
        },
        body: json && JSON.stringify(json),
        dispatcher: this.#dispatcher,
        signal: AbortSignal.any([signal, tooLong]),
      });
      const retryAfter = [headers['retry-after']].flat()[0];
      return readJsonAnswer(
        { status: statusCode, retryAfter, text: await body.text() },
        { ...this.#options, path },
      );
    } catch (error) {
      if (error instanceof JsonClientError) throw error;
      signal.throwIfAborted();
      throw new JsonClientError(
        tooLong.aborted
          ? `${title} didn't answer ${path} within ${timeoutMs / 1000} s`
          : `${title} can't be reached at ${url}: ${reasonOf(error)}`,
        { failure: 'network' },
      );
    }
  }

  #withRetry<T>(signal: AbortSignal, attempt: () => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    const retry = this.#options.retry ?? {
      retries: 2,
      minTimeoutMs: 300,
      maxTimeoutMs: 5_000,
    };
    return pRetry(attempt, {
      retries: retry.retries,
      minTimeout: retry.minTimeoutMs,
      maxTimeout: retry.maxTimeoutMs,
      factor: 2,
      randomize: true,
      signal,
      shouldRetry: error =>
        !signal.aborted &&
        error instanceof JsonClientError &&
        error.isWorthAnotherTry &&
        (error.retryAfterSeconds ?? 0) <= LONGEST_RETRY_AFTER_SECONDS,
      onFailedAttempt: async error => {
        const { retryAfterSeconds = 0 } = error as Partial<JsonClientError>;
        if (
          error.retriesLeft &&
          retryAfterSeconds > 0 &&
          retryAfterSeconds <= LONGEST_RETRY_AFTER_SECONDS
        ) {
          await sleep(retryAfterSeconds * 1000, undefined, { signal });
        }
      },
    });
  }
}

function headerOf(auth: JsonClientAuth): string {
  if (auth.type === 'bearer') return `Bearer ${auth.token}`;
  const pair = Buffer.from(`${auth.username}:${auth.password}`);
  return `Basic ${pair.toString('base64')}`;
}

/** Node's own words: an error of several addresses has no message, only causes. */
function reasonOf(error: unknown): string {
  const { code, errors, message } = error as Error & {
    code?: string;
    errors?: Error[];
  };
  return message || errors?.[0]?.message || code || 'no reason given';
}
