import { ACCOUNTS } from './accounts.mjs';

/** An answer other than 2xx. */
export class AirflowApiError extends Error {
  name = 'AirflowApiError';

  /** @param {string} asked - method and address @param {number} status @param {string} body */
  constructor(asked, status, body) {
    super(`${asked} answered ${status}: ${body.slice(0, 500)}`);
    this.status = status;
  }
}

/** What differs between the REST API of Airflow 2 and that of Airflow 3, as far as the lab uses it. */
const VERSIONS = {
  v1: {
    prefix: '/api/v1',
    authorize: async (_baseUrl, user, password) =>
      `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
    triggerBody: ({ logicalDate, ...rest }) =>
      logicalDate ? { logical_date: logicalDate, ...rest } : rest,
    isActive: dag => dag.is_active,
  },
  v2: {
    prefix: '/api/v2',
    authorize: async (baseUrl, username, password) => {
      const body = await request(`${baseUrl}/auth/token`, {
        method: 'POST',
        body: { username, password },
      });
      return `Bearer ${body.access_token}`;
    },
    // The key must be there, even when it is null.
    triggerBody: ({ logicalDate, ...rest }) => ({
      logical_date: logicalDate ?? null,
      ...rest,
    }),
    isActive: dag => !dag.is_stale,
  },
};

async function request(url, { method = 'GET', body, authorization }) {
  const response = await fetch(url, {
    method,
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(authorization && { authorization }),
    },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(60_000),
  });
  const text = await response.text();
  if (!response.ok)
    throw new AirflowApiError(`${method} ${url}`, response.status, text);
  return text ? JSON.parse(text) : undefined;
}

const path = (...parts) => parts.map(encodeURIComponent).join('/');

/** As much of Airflow's REST API as it takes to play with the lab. Not for the product, whose client pages, retries and never throws away. */
export class AirflowApi {
  #baseUrl;
  #user;
  #version;
  #authorization;

  /** @param {{ baseUrl: string, version: 'v1' | 'v2', user?: keyof typeof ACCOUNTS }} options */
  constructor({ baseUrl, version, user = 'admin' }) {
    this.#baseUrl = baseUrl;
    this.#user = user;
    this.#version = VERSIONS[version];
  }

  /** Any call, for what has no method here. @param {string} method @param {string} at - below /api/v1 or /api/v2 @param {object} [body] */
  async call(method, at, body) {
    const url = `${this.#baseUrl}${this.#version.prefix}${at}`;
    this.#authorization ??= await this.#version.authorize(
      this.#baseUrl,
      this.#user,
      ACCOUNTS[this.#user].password,
    );
    return request(url, { method, body, authorization: this.#authorization });
  }

  /** @returns {Promise<object | undefined>} undefined for one that doesn't exist or whose file is gone */
  async dag(dagId) {
    try {
      const dag = await this.call('GET', `/dags/${path(dagId)}`);
      return this.#version.isActive(dag) ? dag : undefined;
    } catch (error) {
      if (error.status === 404) return undefined;
      throw error;
    }
  }

  run(dagId, runId) {
    return this.call('GET', `/${path('dags', dagId, 'dagRuns', runId)}`);
  }

  trigger(dagId, options) {
    return this.call(
      'POST',
      `/${path('dags', dagId, 'dagRuns')}`,
      this.#version.triggerBody(options),
    );
  }

  clearRun(dagId, runId) {
    return this.call(
      'POST',
      `/${path('dags', dagId, 'dagRuns', runId, 'clear')}`,
      { dry_run: false },
    );
  }

  setPaused(dagId, isPaused) {
    return this.call('PATCH', `/${path('dags', dagId)}?update_mask=is_paused`, {
      is_paused: isPaused,
    });
  }

  async importErrors() {
    const { import_errors: errors } = await this.call(
      'GET',
      '/importErrors?limit=100',
    );
    return errors;
  }
}
