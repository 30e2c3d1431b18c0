import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { TokenSource } from './TokenSource';

const jwt = (n: number, exp: number) =>
  `h${n}.${Buffer.from(JSON.stringify({ exp })).toString('base64url')}.s`;

describe('TokenSource', () => {
  it('asks CI for the audience, and again before the token ends', async () => {
    let now = 0;
    const asked: string[] = [];
    const source = TokenSource.create({
      login: {
        type: 'oidc',
        requestUrl: 'https://actions.example/token?v=2',
        requestToken: 'not-a-secret',
      },
      audience: 'https://sluice.example',
      surroundings: { cwd: '/', now: () => now },
      fetch: async (url, init) => {
        asked.push(String(url));
        expect(new Headers(init?.headers).get('authorization')).toBe(
          'Bearer not-a-secret',
        );
        return Response.json({ value: jwt(asked.length, now / 1000 + 300) });
      },
    });
    expect(await source.token()).toBe(jwt(1, 300));
    now = 239_000;
    expect(await source.token()).toBe(jwt(1, 300));
    now = 241_000;
    expect(await source.token()).toBe(jwt(2, 541));
    expect(asked[0]).toBe(
      'https://actions.example/token?v=2&audience=https%3A%2F%2Fsluice.example',
    );
    expect(source.redact(`a ${jwt(1, 300)} b not-a-secret`)).toBe(
      'a *** b ***',
    );
  });

  it.each([
    [403, '{}'],
    [200, '{}'],
    [200, '<html>'],
  ])('says what the job needs, if CI answers %d %s', async (status, body) => {
    const source = TokenSource.create({
      login: {
        type: 'oidc',
        requestUrl: 'https://a.example',
        requestToken: 't',
      },
      audience: 'a',
      surroundings: { cwd: '/', now: () => 0 },
      fetch: async () => new Response(body, { status }),
    });
    await expect(source.token()).rejects.toThrow('id-token: write');
  });

  it('reads a file once, and says if it is not there', async () => {
    const cwd = await fs.mkdtemp(path.join(os.tmpdir(), 'token-'));
    await fs.writeFile(path.join(cwd, 'token'), 'not-a-secret\n');
    const source = (file: string) =>
      TokenSource.create({
        login: { type: 'token-file', file },
        audience: 'a',
        surroundings: { cwd, now: () => 0 },
        fetch: jest.fn(),
      });
    expect(await source('token').token()).toBe('not-a-secret');
    await expect(source('other').token()).rejects.toMatchObject({
      exitCode: 2,
    });
    await fs.rm(cwd, { recursive: true });
  });
});
