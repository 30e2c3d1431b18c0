import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { FakeAirflow, type Fault } from './__testUtils__/FakeAirflow';
import { anInstance } from './__testUtils__/instance';
import { AirflowClient } from './client';

const PATH = '/api/v1/dags';
const QUICK = { retries: 3, minTimeoutMs: 1, maxTimeoutMs: 2 };

describe('AirflowClient', () => {
  let airflow: FakeAirflow;
  let client: AirflowClient;

  const connect = (changes = {}, options = {}) => {
    client = AirflowClient.create({
      instance: anInstance(airflow.url, changes),
      retry: QUICK,
      ...options,
    });
    return client;
  };

  const get = (signal = new AbortController().signal) =>
    client.get(PATH, { signal });

  /** Faults for the first requests; the truth after that. */
  const failWith = (...faults: Fault[]) => {
    airflow.onRequest = path => (path === PATH ? faults.shift() : undefined);
  };

  beforeEach(async () => {
    airflow = await FakeAirflow.start(2);
    airflow.addDag('sales_orders');
  });

  afterEach(async () => {
    await client.close();
    await airflow.stop();
  });

  it('gives the body and the server’s time', async () => {
    airflow.now = () => new Date('2026-11-21T12:00:00.750Z');
    connect();
    expect(await get()).toEqual({
      body: expect.objectContaining({ total_entries: 1 }),
      serverTime: new Date('2026-11-21T12:00:00Z'),
    });
  });

  it('does without the server’s time', async () => {
    airflow.sendsDate = false;
    connect();
    expect((await get()).serverTime).toBeUndefined();
  });

  it('repeats parameters that have several values, and leaves out those without', async () => {
    connect();
    await client.get('/api/v1/dags/~/dagRuns', {
      query: { state: ['running', 'queued'], limit: 5, offset: undefined },
      signal: new AbortController().signal,
    });
    expect(airflow.requests).toEqual([
      '/api/v1/dags/~/dagRuns?state=running&state=queued&limit=5',
    ]);
  });

  it.each<[string, Fault[]]>([
    ['a gateway that fails twice', [{ status: 502 }, { status: 503 }]],
    ['too many requests', [{ status: 429, headers: { 'retry-after': '1' } }]],
    ['a broken connection', [{ breaks: 'before' }, { breaks: 'before' }]],
    ['an answer that breaks off', [{ breaks: 'middle' }]],
    ['JSON that breaks off', [{ status: 200, body: '{"dags": [{' }]],
  ])('tries again after %s', async (_, faults) => {
    const tries = faults.length + 1;
    failWith(...faults);
    connect();
    expect((await get()).body).toMatchObject({ total_entries: 1 });
    expect(airflow.requests).toHaveLength(tries);
  });

  it.each<[string, Fault, string]>([
    ['a refused login', { status: 401 }, 'refused the login of user sluice'],
    ['a bad request', { status: 400 }, 'rejected /api/v1/dags (400)'],
    [
      'HTML',
      { status: 200, headers: { 'content-type': 'text/html' }, body: '<p>' },
      'answered HTML',
    ],
    [
      'a redirect',
      { status: 302, headers: { location: '/login' } },
      'redirects /api/v1/dags to /login',
    ],
    [
      'a longer wait than a sweep has time for',
      { status: 429, headers: { 'retry-after': '600' } },
      'asks to wait 600 s',
    ],
  ])('asks only once after %s', async (_, fault, message) => {
    airflow.onRequest = () => fault;
    connect();
    await expect(get()).rejects.toThrow(message);
    expect(airflow.requests).toHaveLength(1);
  });

  it('gives up in the end, and says what failed', async () => {
    airflow.onRequest = () => ({ status: 503 });
    connect();
    await expect(get()).rejects.toThrow(
      'Airflow airflow-prod failed to answer /api/v1/dags (503)',
    );
    expect(airflow.requests).toHaveLength(1 + QUICK.retries);
  });

  it('says that nobody is there', async () => {
    connect();
    const { url } = airflow;
    await airflow.stop();
    await expect(get()).rejects.toThrow(
      `Airflow airflow-prod can't be reached at ${url}: connect ECONNREFUSED`,
    );
  });

  it('waits no longer than the time-out', async () => {
    airflow.onRequest = () => ({ hangs: true });
    connect({}, { requestTimeoutMs: 50 });
    await expect(get()).rejects.toThrow("didn't answer /api/v1/dags within");
  });

  it.each([
    ['while it waits for an answer', { hangs: true }],
    ['while it waits to try again', { status: 503 }],
    [
      'while it waits as long as it was asked to',
      { status: 429, headers: { 'retry-after': '20' } },
    ],
  ])('stops at once when aborted %s', async (_, fault) => {
    const aborter = new AbortController();
    airflow.onRequest = () => {
      setTimeout(() => aborter.abort(new Error('stopped')), 20);
      return fault;
    };
    connect({}, { retry: { minTimeoutMs: 20_000, maxTimeoutMs: 20_000 } });
    await expect(get(aborter.signal)).rejects.toThrow('stopped');
    expect(airflow.requests).toHaveLength(1);
  });

  it('asks nothing when aborted before', async () => {
    connect();
    await expect(get(AbortSignal.abort(new Error('stopped')))).rejects.toThrow(
      'stopped',
    );
    expect(airflow.requests).toEqual([]);
  });

  describe('with a token login', () => {
    const auth = { type: 'token', username: 'sluice', password: 'fake' };
    let issued: number;

    beforeEach(() => {
      issued = 0;
      airflow.issueToken = login =>
        login.password === 'fake'
          ? { access_token: `token-${++issued}` }
          : undefined;
      airflow.accepts = header => header === `Bearer token-${issued}`;
    });

    it('buys a token and sends it', async () => {
      connect({ auth });
      await get();
      await get();
      expect(airflow.requests).toEqual(['/auth/token', PATH, PATH]);
    });

    it('buys another when the first is refused, once', async () => {
      connect({ auth });
      await get();
      issued++; // What was issued before is no longer accepted.
      expect((await get()).body).toMatchObject({ total_entries: 1 });
      expect(airflow.requests).toEqual([
        '/auth/token',
        PATH,
        PATH,
        '/auth/token',
        PATH,
      ]);
      airflow.accepts = () => false;
      await expect(get()).rejects.toThrow('refused the login of user sluice');
      expect(issued).toBe(4);
    });

    it('does so too when Airflow 3 calls the token invalid', async () => {
      connect({ auth });
      failWith({ status: 403, body: '{"detail": "Invalid JWT token"}' });
      expect((await get()).body).toMatchObject({ total_entries: 1 });
      expect(issued).toBe(2);
    });

    it('says that the password is wrong', async () => {
      connect({ auth: { ...auth, password: 'wrong' } });
      await expect(get()).rejects.toThrow(
        'Airflow airflow-prod refused the login of user sluice (401): check pipelines.airflow[0].auth',
      );
    });

    it('says that there are no tokens to be had', async () => {
      connect({ auth: { ...auth, path: '/token' } });
      await expect(get()).rejects.toThrow(
        'gives no tokens at /token (404): check pipelines.airflow[0].auth.path, and for Airflow 2.x use type basic',
      );
    });

    it('says that the answer holds no token', async () => {
      airflow.issueToken = () => ({ token: 'x' });
      connect({ auth });
      await expect(get()).rejects.toThrow('answered no access_token');
    });
  });

  describe('over TLS', () => {
    const { private: key, cert } = generate(
      [{ name: 'commonName', value: '127.0.0.1' }],
      {
        keySize: 2048,
        algorithm: 'sha256',
        extensions: [
          { name: 'basicConstraints', cA: true },
          { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
        ],
      },
    );

    beforeEach(async () => {
      await airflow.stop();
      airflow = await FakeAirflow.start(2, { key, cert });
    });

    it('trusts the authority in the config', async () => {
      const ca = join(mkdtempSync(join(tmpdir(), 'sluice-')), 'ca.pem');
      writeFileSync(ca, cert);
      connect({ tls: { ca } });
      expect((await get()).body).toMatchObject({ total_entries: 0 });
    });

    it('refuses one that it does not know, and says so', async () => {
      connect();
      await expect(get()).rejects.toThrow('self-signed certificate');
    });

    it('accepts any where told to', async () => {
      connect({ tls: { rejectUnauthorized: false } });
      expect((await get()).body).toMatchObject({ total_entries: 0 });
    });
  });
});
