import { readdirSync, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { recorded, recordedBody } from '../__testUtils__/fixtures';
import { UploadedArtifacts } from './UploadedArtifacts';

const directory = createMockDirectory();
const { signal } = new AbortController();

function start(maxBytes = 50_000_000) {
  directory.clear();
  const artifacts = UploadedArtifacts.create({
    sourceId: 'dbt-prod',
    root: directory.path,
    path: directory.resolve('shop/prod'),
    maxBytes,
  });
  return (name: string, text: string) =>
    artifacts.receive(
      { name, content: Readable.from([Buffer.from(text)]) },
      {
        signal,
      },
    );
}

const kept = (name: string) =>
  readFileSync(directory.resolve('shop/prod', name), 'utf8');

/** Results of a later or earlier execution. */
function resultsOf(invocation: string, generatedAt: string): string {
  const body = recordedBody('clean/run_results.json');
  body.metadata.invocation_id = invocation;
  body.metadata.generated_at = generatedAt;
  return JSON.stringify(body);
}

describe('UploadedArtifacts', () => {
  it.each([
    ['manifest.json', 'clean/manifest.json'],
    ['run_results.json', 'clean/run_results.json'],
  ])('keeps a %s as it is, and the same one once', async (name, fixture) => {
    const receive = start();
    const text = recorded(fixture);
    expect(await receive(name, text)).toBe('stored');
    expect(kept(name)).toBe(text);
    expect(await receive(name, text)).toBe('unchanged');
    expect(readdirSync(directory.resolve('shop/prod'))).toEqual([name]);
  });

  it('takes a later one in its place, and no earlier one', async () => {
    const receive = start();
    const [early, late] = [
      resultsOf('a', '2026-11-21T05:00:00Z'),
      resultsOf('b', '2026-11-21T06:00:00Z'),
    ];
    expect(await receive('run_results.json', early)).toBe('stored');
    expect(await receive('run_results.json', late)).toBe('stored');
    expect(await receive('run_results.json', early)).toBe('outdated');
    expect(kept('run_results.json')).toBe(late);
  });

  it('keeps the later one of two at a time', async () => {
    const receive = start();
    const late = resultsOf('b', '2026-11-21T06:00:00Z');
    await Promise.all([
      receive('run_results.json', late),
      receive('run_results.json', resultsOf('a', '2026-11-21T05:00:00Z')),
    ]);
    expect(kept('run_results.json')).toBe(late);
  });

  it.each([
    ['is no JSON', '{"metadata": ', 'is no complete JSON'],
    ['is empty', '', 'is empty'],
    [
      'is another artifact',
      recorded('clean/manifest.json'),
      'is no run_results.json of dbt',
    ],
    [
      'is of an unknown version',
      recorded('clean/run_results.json').replace(
        /run-results\/v\d/,
        'run-results/v99',
      ),
      'is of version 99',
    ],
  ])('refuses one that %s, and says where', async (_, text, message) => {
    const receive = start();
    await expect(receive('run_results.json', text)).rejects.toMatchObject({
      statusCode: 422,
      message: expect.stringContaining(
        `The uploaded run_results.json ${message}`,
      ),
    });
    expect(readdirSync(directory.path)).toEqual([]);
  });

  it('refuses one that is too large without keeping it in memory', async () => {
    const receive = start(1000);
    await expect(
      receive('manifest.json', recorded('clean/manifest.json')),
    ).rejects.toThrow('maxUploadMegabytes');
  });

  it('takes the place of one that can not be read', async () => {
    const receive = start();
    directory.addContent({ 'shop/prod/run_results.json': '{"cut' });
    expect(
      await receive('run_results.json', recorded('clean/run_results.json')),
    ).toBe('stored');
  });
});
