import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collected, httpTransport } from './httpTransport';

let server: Server | undefined;

async function listening(answer: RequestListener): Promise<string> {
  server = createServer(answer);
  await new Promise<void>(resolve => server!.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const never = new AbortController().signal;

describe('httpTransport', () => {
  it('sends a body in one piece, and gives the answer back', async () => {
    const url = await listening((req, res) => {
      res.setHeader('X-Length', req.headers['content-length'] ?? '');
      req.pipe(res);
    });
    async function* body() {
      yield new TextEncoder().encode('one ');
      yield new TextEncoder().encode('two');
    }
    const response = await httpTransport(never).request({
      url,
      method: 'POST',
      body: body(),
    });
    expect(response).toMatchObject({ statusCode: 200 });
    expect(response.headers?.['x-length']).toBe('7');
    const text = Buffer.from(await collected(response.body)).toString();
    expect(text).toBe('one two');
  });

  it('follows no redirect with credentials', async () => {
    const seen: string[] = [];
    const url = await listening((req, res) => {
      seen.push(req.url!);
      res.writeHead(302, { Location: '/elsewhere' }).end();
    });
    const request = httpTransport(never).request({
      url,
      headers: { Authorization: 'Basic fake' },
    });
    await expect(request).rejects.toThrow();
    expect(seen).toEqual(['/']);
  });

  it('ends with its signal', async () => {
    const url = await listening(() => {});
    const request = httpTransport(AbortSignal.timeout(50)).request({ url });
    await expect(request).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
