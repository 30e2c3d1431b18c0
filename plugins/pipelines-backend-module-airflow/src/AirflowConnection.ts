import { AirflowApi } from './AirflowApi';
import type { HealthBody } from './bodies';
import { AirflowClient, type RetryOptions } from './client';
import type { AirflowInstance } from './config';
import { detectAirflow } from './detect';
import { isAirflowFailure } from './errors';
import { clockSkewSeconds } from './watermark';

/** An Airflow, as it turned out to be. @internal */
export type Airflow = { api: AirflowApi; version: string };

/** The server's clock and health at the start of a sweep. @internal */
export type Pulse = {
  health: HealthBody;
  /** By the server's clock, or by ours where it doesn't tell. */
  serverNow: Date;
  skewSeconds?: number;
};

/**
 * The way to one Airflow: which API it speaks, and whether that is still so.
 *
 * @internal
 */
export class AirflowConnection {
  readonly #instance: AirflowInstance;
  readonly #client: AirflowClient;
  #airflow?: Airflow;

  static create(options: {
    instance: AirflowInstance;
    retry?: Partial<RetryOptions>;
    requestTimeoutMs?: number;
  }): AirflowConnection {
    return new AirflowConnection(options);
  }

  private constructor(options: {
    instance: AirflowInstance;
    retry?: Partial<RetryOptions>;
    requestTimeoutMs?: number;
  }) {
    this.#instance = options.instance;
    this.#client = AirflowClient.create(options);
  }

  /** As it was last seen, else asked now. */
  async get(signal: AbortSignal): Promise<Airflow> {
    return this.#airflow ?? this.detect(signal);
  }

  /** Asks which API and version it is. The same API keeps what was learned about its pages. */
  async detect(signal: AbortSignal): Promise<Airflow> {
    const { name, configKey } = this.#instance;
    const client = this.#client;
    const { dialect, version } = await detectAirflow({
      client,
      name,
      configKey,
      signal,
    });
    const api =
      this.#airflow?.api.dialect === dialect
        ? this.#airflow.api
        : AirflowApi.create({ client, dialect, name });
    this.#airflow = { api, version };
    return this.#airflow;
  }

  /**
   * The first request of a sweep. Also notices that Airflow was upgraded: the health of the other API is elsewhere.
   *
   * @throws AirflowError
   */
  async pulse(options: {
    signal: AbortSignal;
    now: () => Date;
  }): Promise<{ airflow: Airflow; pulse: Pulse }> {
    const airflow = await this.get(options.signal);
    try {
      return { airflow, pulse: await readPulse(airflow.api, options) };
    } catch (error) {
      if (!isAirflowFailure(error, 'not-found')) throw error;
    }
    const found = await this.detect(options.signal);
    return { airflow: found, pulse: await readPulse(found.api, options) };
  }

  /** Closes the connections. */
  async close(): Promise<void> {
    await this.#client.close();
  }
}

async function readPulse(
  api: AirflowApi,
  { signal, now }: { signal: AbortSignal; now: () => Date },
): Promise<Pulse> {
  const localStart = now();
  const { health, serverTime } = await api.health({ signal });
  const localEnd = now();
  return {
    health,
    serverNow: serverTime ?? localStart,
    skewSeconds: serverTime
      ? clockSkewSeconds({ serverTime, localStart, localEnd })
      : undefined,
  };
}
