import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { JsonClient, type JsonClientOptions } from './jsonClient';

const signal = new AbortController().signal;

describe('JsonClient', () => {
  let server: Server | undefined;
  let client: JsonClient | undefined;
  afterEach(async () => {
    await client?.close();
    server?.closeAllConnections();
    await new Promise(done => (server ? server.close(done) : done(undefined)));
    server = undefined;
  });

  async function start(
    listener: RequestListener,
    options: Partial<JsonClientOptions> = {},
  ) {
    server = createServer(listener);
    await new Promise<void>(done => server!.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    client = JsonClient.create({
      title: 'Registry one',
      configKey: 'pipelines.schemaRegistries[0]',
      url: `http://127.0.0.1:${port}`,
      retry: { retries: 2, minTimeoutMs: 1, maxTimeoutMs: 2 },
      ...options,
    });
    return client;
  }

  it.each<[string, JsonClientOptions['auth'], string]>([
    [
      'a name and password',
      { type: 'basic', username: 'ann', password: 'fake' },
      'Basic YW5uOmZha2U=',
    ],
    ['a token', { type: 'bearer', token: 'fake-token' }, 'Bearer fake-token'],
  ])('logs in with %s', async (_, auth, expected) => {
    const seen: unknown[] = [];
    const asked = await start(
      (req, res) => {
        seen.push(req.headers.authorization, req.headers.accept);
        res.end('{"a":1}');
      },
      { auth, accept: 'application/vnd.x+json' },
    );
    expect(await asked.get('/x', { signal })).toEqual({ a: 1 });
    expect(seen).toEqual([expected, 'application/vnd.x+json']);
  });

  it('says by PUT how something shall be, and takes an empty answer', async () => {
    const seen: unknown[] = [];
    const asked = await start((req, res) => {
      seen.push(req.method);
      res.statusCode = 202;
      res.end();
    });
    expect(await asked.put('/x', { signal })).toBeUndefined();
    expect(seen).toEqual(['PUT']);
  });

  it('asks by POST', async () => {
    const asked = await start((req, res) => {
      let body = '';
      req.on('data', chunk => (body += chunk));
      req.on('end', () => res.end(JSON.stringify({ got: JSON.parse(body) })));
    });
    const answer = await asked.ask('/x', { json: { schema: '{}' }, signal });
    expect(answer).toEqual({ got: { schema: '{}' } });
  });

  it('tries again what is worth another try, and no more', async () => {
    let requests = 0;
    const asked = await start((_, res) => {
      requests++;
      res.statusCode = requests < 3 ? 503 : 200;
      res.end('[]');
    });
    expect(await asked.get('/x', { signal })).toEqual([]);
    expect(requests).toBe(3);
  });

  it.each<[number, string, object, RegExp]>([
    [
      401,
      '{"error_code":401,"message":"no"}',
      { failure: 'refused', code: 401 },
      /Registry one refused \/x \(401, no\): check pipelines\.schemaRegistries\[0\]\.auth/,
    ],
    [
      404,
      '{"error_code":40401,"message":"Subject gone"}',
      { failure: 'not-found', code: 40401 },
      /has no \/x \(404, Subject gone\)/,
    ],
    [
      422,
      '{"message":"bad"}',
      { failure: 'rejected' },
      /rejected \/x \(422, bad\)/,
    ],
    [302, '', { failure: 'not-json' }, /redirects \/x .*\.url/],
    [200, '<html>', { failure: 'not-json' }, /isn't JSON.*\.url/],
  ])('says what is wrong with %s', async (status, text, expected, message) => {
    let requests = 0;
    const asked = await start((_, res) => {
      requests++;
      res.statusCode = status;
      res.end(text);
    });
    const failed = asked.get('/x', { signal });
    await expect(failed).rejects.toMatchObject(expected);
    await expect(failed).rejects.toThrow(message);
    expect(requests).toBe(1);
  });

  it('says that nobody is there, or that it takes too long, and never the password', async () => {
    const asked = await start(() => {}, {
      requestTimeoutMs: 50,
      retry: { retries: 0, minTimeoutMs: 1, maxTimeoutMs: 1 },
    });
    await expect(asked.get('/x', { signal })).rejects.toThrow(
      "Registry one didn't answer /x within 0.05 s",
    );
    const nobody = JsonClient.create({
      title: 'Registry two',
      configKey: 'x',
      url: 'http://127.0.0.1:1',
      auth: { type: 'basic', username: 'ann', password: 'fake' },
      retry: { retries: 0, minTimeoutMs: 1, maxTimeoutMs: 1 },
    });
    await expect(nobody.get('/x', { signal })).rejects.toThrow(
      /Registry two can't be reached at http:\/\/127\.0\.0\.1:1: .*ECONNREFUSED/,
    );
    await nobody.close();
  });

  it('waits as long as it is told to, and stops when it is told to', async () => {
    let requests = 0;
    const asked = await start((_, res) => {
      requests++;
      res.statusCode = 429;
      res.setHeader('retry-after', '600');
      res.end();
    });
    await expect(asked.get('/x', { signal })).rejects.toMatchObject({
      failure: 'busy',
      retryAfterSeconds: 600,
    });
    expect(requests).toBe(1);
    const stopped = AbortSignal.abort(new Error('stopped'));
    await expect(asked.get('/x', { signal: stopped })).rejects.toThrow(
      'stopped',
    );
  });
});
