import { recorded } from './__testUtils__/fixtures';
import { anInstance } from './__testUtils__/instance';
import { AirflowError } from './errors';
import { readJson, readRetryAfter, type RawResponse } from './response';

const NOW = new Date('2026-11-21T12:00:00Z');

const read = (response: Partial<RawResponse>, changes = {}, path?: string) =>
  readJson(
    { status: 200, contentType: 'application/json', text: '', ...response },
    {
      instance: anInstance('https://airflow.example.com', changes),
      path: path ?? '/api/v1/dags',
      now: NOW,
    },
  );

const failure = (...options: Parameters<typeof read>): AirflowError => {
  try {
    read(...options);
  } catch (error) {
    return error as AirflowError;
  }
  throw new Error('It was accepted');
};

const asRecorded = (version: 'v1' | 'v2', name: string) => {
  const { status, content_type: contentType, body } = recorded(version, name);
  return { status, contentType, text: JSON.stringify(body) };
};

describe('readJson', () => {
  it('gives the JSON', () => {
    expect(read({ text: '{"dags": []}' })).toEqual({ dags: [] });
  });

  it.each([
    [
      'a 2.x refusal of the login',
      asRecorded('v1', 'err_401_noauth_AUTH_ROLE_PUBLIC_None'),
      'Airflow airflow-prod refused the login of user sluice (401): check pipelines.airflow[0].auth',
      'refused',
    ],
    [
      'a 2.x refusal where the public has a role',
      asRecorded('v1', 'err_401_bad'),
      'Airflow airflow-prod refused /api/v1/dags to user sluice (403, Forbidden): check pipelines.airflow[0].auth, and that the user has the role Viewer',
      'refused',
    ],
    [
      'a 3.x token that is none',
      asRecorded('v2', 'err_401_bad'),
      '(403, Invalid JWT token)',
      'refused',
    ],
    [
      'a 3.x refusal of the right',
      asRecorded('v2', 'err_403_viewer_trigger'),
      '(403, Forbidden): check pipelines.airflow[0].auth',
      'refused',
    ],
    [
      'a DAG that is not there',
      asRecorded('v1', 'err_404_dag'),
      'Airflow airflow-prod has no /api/v1/dags (404, The DAG with dag_id: nope was not found)',
      'not-found',
    ],
    [
      'a 2.x bad request',
      asRecorded('v1', 'err_400_bad_date'),
      "rejected /api/v1/dags (400, 'yesterday' is not a 'date-time'",
      'rejected',
    ],
    [
      'a 3.x bad request',
      asRecorded('v2', 'err_422_bad_date'),
      '(422, query.updated_at_gte: Input should be a valid datetime',
      'rejected',
    ],
    [
      'a login page',
      { contentType: 'text/html', text: '<!DOCTYPE html><title>Sign In' },
      "answered HTML, not JSON, to /api/v1/dags: is pipelines.airflow[0].url the API's base, or is there a login page in front?",
      'not-json',
    ],
    [
      'HTML that says it is JSON',
      { text: '\n<html>' },
      'answered HTML, not JSON',
      'not-json',
    ],
    [
      'a redirect to a login page',
      { status: 302, location: 'https://sso.example.com/login?state=secret' },
      'redirects /api/v1/dags to https://sso.example.com/login (302): is pipelines.airflow[0].url',
      'not-json',
    ],
    [
      'JSON that breaks off',
      { text: '{"dags": [{"dag_id": "sal' },
      'answered JSON that breaks off after 25 characters to /api/v1/dags',
      'truncated',
    ],
    [
      'something else',
      { text: 'OK' },
      "answered something that isn't JSON to /api/v1/dags",
      'not-json',
    ],
    [
      'a failure behind a proxy',
      { status: 502, contentType: 'text/html', text: '<html>Bad Gateway' },
      'failed to answer /api/v1/dags (502): look at the log',
      'server',
    ],
    [
      'too many requests',
      { status: 429, retryAfter: '7' },
      'too many requests (429) and asks to wait 7 s: raise pipelines.airflow[0].schedule.intervalSeconds',
      'busy',
    ],
  ])('says what is wrong with %s', (_, response, message, kind) => {
    const error = failure(response);
    expect(error.message).toContain(message);
    expect(error.failure).toBe(kind);
  });

  it('says that Airflow 3 takes no basic login', () => {
    const error = failure(
      asRecorded('v2', 'err_401_noauth'),
      {},
      '/api/v2/dags',
    );
    expect(error.message).toContain('use type token');
  });

  it('speaks of the bearer token, and never shows it', () => {
    const auth = { type: 'bearer', token: 'fake-secret' };
    const { message } = failure({ status: 401 }, { auth });
    expect(message).toContain('refused the login of the bearer token');
    expect(message).not.toContain('fake-secret');
  });
});

describe('readRetryAfter', () => {
  it.each([
    ['seconds', '120', 120],
    ['a date', 'Sat, 21 Nov 2026 12:00:30 GMT', 30],
    ['a date that has passed', 'Sat, 21 Nov 2026 11:00:00 GMT', 0],
    ['nonsense', 'soon', undefined],
    ['nothing', undefined, undefined],
  ])('reads %s', (_, value, expected) => {
    expect(readRetryAfter(value, NOW)).toBe(expected);
  });
});
