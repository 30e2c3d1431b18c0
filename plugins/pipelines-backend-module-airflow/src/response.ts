import type { AirflowInstance } from './config';
import { AirflowError } from './errors';

/**
 * What came over the wire.
 *
 * @internal
 */
export type RawResponse = {
  status: number;
  contentType?: string;
  /** Of the `Date` header. */
  date?: string;
  /** Of the `Retry-After` header. */
  retryAfter?: string;
  /** Of the `Location` header. */
  location?: string;
  text: string;
};

/** What is asked, for messages. @internal */
export type Asked = {
  instance: Pick<AirflowInstance, 'name' | 'auth' | 'configKey' | 'url'>;
  path: string;
  /** The clock, for a `Retry-After` that is a date. */
  now: Date;
};

const MAX_DETAIL_LENGTH = 300;

/**
 * The JSON of an answer.
 *
 * @throws AirflowError that says what is wrong with the answer, and where to look
 * @internal
 */
export function readJson(response: RawResponse, asked: Asked): unknown {
  const { status, text } = response;
  if (status >= 300) {
    throw failureOf(response, asked);
  }
  try {
    return JSON.parse(text);
  } catch {
    const { instance, path } = asked;
    if (isHtml(response)) {
      throw new AirflowError(
        `Airflow ${instance.name} answered HTML, not JSON, to ${path}: is ${instance.configKey}.url the API's base, or is there a login page in front?`,
        { failure: 'not-json', status },
      );
    }
    const isCutOff = /^\s*[[{]/.test(text);
    throw new AirflowError(
      isCutOff
        ? `Airflow ${instance.name} answered JSON that breaks off after ${text.length} characters to ${path}: does a proxy in front cut long answers?`
        : `Airflow ${instance.name} answered something that isn't JSON to ${path}: is ${instance.configKey}.url the API's base?`,
      { failure: isCutOff ? 'truncated' : 'not-json', status },
    );
  }
}

function failureOf(response: RawResponse, asked: Asked): AirflowError {
  const { status, location } = response;
  const { instance, path, now } = asked;
  const airflow = `Airflow ${instance.name}`;
  const auth = `${instance.configKey}.auth`;
  const detail = detailOf(response);

  if (status < 400) {
    return new AirflowError(
      `${airflow} redirects ${path} to ${withoutQuery(
        location,
      )} (${status}): is ${
        instance.configKey
      }.url the API's base, or is there a login page in front?`,
      { failure: 'not-json', status },
    );
  }
  if (status === 401) {
    return new AirflowError(
      `${airflow} refused the login of ${userOf(
        instance,
      )} (401): check ${auth}${basicHint(instance, path)}`,
      { failure: 'refused', status },
    );
  }
  if (status === 403) {
    return new AirflowError(
      `${airflow} refused ${path} to ${userOf(
        instance,
      )} (403${detail}): check ${auth}, and that the user has the role Viewer`,
      { failure: 'refused', status },
    );
  }
  if (status === 404) {
    return new AirflowError(`${airflow} has no ${path} (404${detail})`, {
      failure: 'not-found',
      status,
    });
  }
  if (status === 429) {
    const retryAfterSeconds = readRetryAfter(response.retryAfter, now);
    const wait = retryAfterSeconds
      ? ` and asks to wait ${retryAfterSeconds} s`
      : '';
    return new AirflowError(
      `${airflow} says there are too many requests (429)${wait}: raise ${instance.configKey}.schedule.intervalSeconds if it goes on`,
      { failure: 'busy', status, retryAfterSeconds },
    );
  }
  if (status >= 500) {
    return new AirflowError(
      `${airflow} failed to answer ${path} (${status}${detail}): look at the log of its web server or API server`,
      {
        failure: 'server',
        status,
        retryAfterSeconds: readRetryAfter(response.retryAfter, now),
      },
    );
  }
  return new AirflowError(`${airflow} rejected ${path} (${status}${detail})`, {
    failure: 'rejected',
    status,
  });
}

/**
 * Seconds to wait after a `Retry-After` of either form, seconds or a date.
 *
 * @returns undefined if there is none or it makes no sense
 * @internal
 */
export function readRetryAfter(
  value: string | undefined,
  now: Date,
): number | undefined {
  if (!value) return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value);
  const at = Date.parse(value);
  return Number.isNaN(at)
    ? undefined
    : Math.max(0, Math.ceil((at - now.getTime()) / 1000));
}

function isHtml({ contentType, text }: RawResponse): boolean {
  return /html/i.test(contentType ?? '') || /^\s*<(!doctype|html)/i.test(text);
}

/** Airflow's own words: a problem's detail in 2.x, `detail` as text or a list of `{loc, msg}` in 3.x. */
function detailOf(response: RawResponse): string {
  if (isHtml(response)) return '';
  let body: unknown;
  try {
    body = JSON.parse(response.text);
  } catch {
    return '';
  }
  const { detail, title } = (body ?? {}) as Record<string, unknown>;
  const words = Array.isArray(detail)
    ? detail
        .map(each => `${[each?.loc].flat().join('.')}: ${each?.msg}`)
        .join(', ')
    : detail ?? title;
  return typeof words === 'string' && words
    ? `, ${words.replace(/\s+/g, ' ').slice(0, MAX_DETAIL_LENGTH)}`
    : '';
}

function userOf({ auth }: Asked['instance']): string {
  return auth.type === 'bearer' ? 'the bearer token' : `user ${auth.username}`;
}

function basicHint({ auth }: Asked['instance'], path: string): string {
  return auth.type === 'basic' && path.startsWith('/api/v2')
    ? '; Airflow 3 takes no basic login: use type token'
    : '';
}

/** A redirect to a login page may carry a state or a token in its query. */
function withoutQuery(location: string | undefined): string {
  return location?.split(/[?#]/)[0] || 'elsewhere';
}
