import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { readAuthorities, readPem } from './pem';

const dir = mkdtempSync(join(tmpdir(), 'sluice-pem-'));
const file = (content: string) => {
  const path = join(dir, 'ca.pem');
  writeFileSync(path, content);
  return path;
};
const [PEM] = rootCertificates;
const KEY = 'pipelines.things[0].tls.ca';

afterAll(() => rmSync(dir, { recursive: true }));

describe('readPem', () => {
  it('reads a certificate', () => {
    expect(readPem(file(PEM), KEY)).toBe(PEM);
  });

  it('says which key names a file that is not there, or holds something else', () => {
    expect(() => readPem(join(dir, 'nothing'), KEY)).toThrow(
      /^pipelines\.things\[0\]\.tls\.ca can't be read: ENOENT.*It has to be the path of a PEM file$/,
    );
    const path = file('hello');
    expect(() => readPem(path, KEY)).toThrow(
      `${KEY}: ${path} holds no PEM certificate`,
    );
    expect(() =>
      readPem(path, KEY, { marker: '-----BEGIN ', words: '-----BEGIN -----' }),
    ).toThrow(`${KEY}: ${path} holds no -----BEGIN -----`);
  });
});

describe('readAuthorities', () => {
  it('adds a file to the well-known ones, which stay alone without it', () => {
    expect(readAuthorities(undefined, KEY)).toBeUndefined();
    expect(readAuthorities(file(PEM), KEY)).toEqual([...rootCertificates, PEM]);
  });
});
