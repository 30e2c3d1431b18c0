import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { symlinkSync } from 'node:fs';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { Artifact } from './Artifact';
import { LocalArtifactFolder, UrlArtifactFolder } from './ArtifactFolder';

const { signal } = new AbortController();
const NAME = 'run_results.json';

describe('LocalArtifactFolder', () => {
  const folder = createMockDirectory();
  const local = () =>
    LocalArtifactFolder.create({
      root: folder.resolve('allowed'),
      path: folder.resolve('allowed/target'),
    });

  it('reads a file, and again only once it has changed', async () => {
    folder.setContent({ 'allowed/target': { [NAME]: 'one' } });
    const read = await local().read(NAME, { signal });
    if (typeof read !== 'object') throw new Error('It was not read');
    expect(read.text).toBe('one');
    const { version } = read;
    expect(await local().read(NAME, { version, signal })).toBe('unchanged');
    folder.addContent({ 'allowed/target': { [NAME]: 'longer' } });
    expect(await local().read(NAME, { version, signal })).toMatchObject({
      text: 'longer',
    });
  });

  it('finds nothing where there is no file, and no folder', async () => {
    folder.setContent({ 'allowed/target': {} });
    expect(await local().read(NAME, { signal })).toBeUndefined();
    folder.setContent({ allowed: {} });
    expect(await local().read(NAME, { signal })).toBeUndefined();
  });

  it('refuses a link that leads out of the allowed root', async () => {
    folder.setContent({ 'secret.json': '{}', 'allowed/target': {} });
    symlinkSync(
      folder.resolve('secret.json'),
      folder.resolve(`allowed/target/${NAME}`),
    );
    await expect(local().read(NAME, { signal })).rejects.toThrow(
      `${folder.resolve(`allowed/target/${NAME}`)} can't be read`,
    );
  });

  it('refuses a folder in the place of a file', async () => {
    folder.setContent({ [`allowed/target/${NAME}/x`]: '' });
    await expect(local().read(NAME, { signal })).rejects.toThrow('EISDIR');
  });
});

describe('UrlArtifactFolder', () => {
  let server: Server;
  let answer: { status: number; body: string; etag?: string };
  let asked: string[];
  let address: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url!);
      const { status, body, etag } = answer;
      if (etag && request.headers['if-none-match'] === etag) {
        response.writeHead(304).end();
        return;
      }
      response.writeHead(status, etag ? { etag } : {}).end(body);
    });
    await new Promise<void>(resolve =>
      server.listen(0, '127.0.0.1', () => resolve()),
    );
    address = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  beforeEach(() => {
    asked = [];
    answer = { status: 200, body: 'one', etag: '"1"' };
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  /** By Backstage's own reader. */
  const remote = (query = '') =>
    UrlArtifactFolder.create({
      url: `http://${address}/dbt/prod/${query}`,
      reader: UrlReaders.default({
        config: new ConfigReader({
          backend: { reading: { allow: [{ host: address }] } },
        }),
        logger: mockServices.logger.mock(),
      }),
    });

  it('reads a file, and again only once it has changed', async () => {
    const folder = remote('?sig=secret');
    expect(await folder.read(NAME, { signal })).toEqual({
      text: 'one',
      version: '"1"',
    });
    expect(await folder.read(NAME, { version: '"1"', signal })).toBe(
      'unchanged',
    );
    answer = { status: 200, body: 'two', etag: '"2"' };
    expect(await folder.read(NAME, { version: '"1"', signal })).toMatchObject({
      text: 'two',
    });
    expect(new Set(asked)).toEqual(new Set([`/dbt/prod/${NAME}?sig=secret`]));
  });

  it('finds nothing where there is no file', async () => {
    answer = { status: 404, body: 'not found' };
    expect(await remote().read(NAME, { signal })).toBeUndefined();
  });

  it('says what can not be read, without the signature', async () => {
    answer = { status: 403, body: 'no' };
    const message = await remote('?sig=secret')
      .read(NAME, { signal })
      .catch(error => error.message);
    expect(message).toContain(
      `http://${address}/dbt/prod/${NAME} can't be read: `,
    );
    expect(message).not.toContain('secret');
  });

  it('refuses a host that Backstage may not read', async () => {
    const folder = UrlArtifactFolder.create({
      url: 'https://elsewhere.example.com/dbt',
      reader: UrlReaders.default({
        config: new ConfigReader({}),
        logger: mockServices.logger.mock(),
      }),
    });
    await expect(folder.read(NAME, { signal })).rejects.toThrow(
      "https://elsewhere.example.com/dbt/run_results.json can't be read",
    );
  });

  it('parses what changed alone, and again what could not be parsed', async () => {
    const parse = jest.fn((text: string) => {
      if (text === 'half') throw new Error('no JSON');
      return text;
    });
    const artifact = Artifact.create({ folder: remote(), name: NAME, parse });
    expect(await artifact.read(signal)).toBe('one');
    expect(await artifact.read(signal)).toBe('one');
    expect(parse).toHaveBeenCalledTimes(1);
    answer = { status: 200, body: 'half', etag: '"2"' };
    await expect(artifact.read(signal)).rejects.toThrow('no JSON');
    await expect(artifact.read(signal)).rejects.toThrow('no JSON');
    answer = { status: 404, body: '' };
    expect(await artifact.read(signal)).toBeUndefined();
    answer = { status: 200, body: 'one', etag: '"1"' };
    expect(await artifact.read(signal)).toBe('one');
    expect(parse).toHaveBeenCalledTimes(4);
  });
});
