import { recorded, recordedBody } from '../__testUtils__/fixtures';
import { readManifest } from './manifest';
import { readRunResults } from './runResults';
import { readSources } from './sources';

const READERS = {
  'manifest.json': readManifest,
  'run_results.json': readRunResults,
  'sources.json': readSources,
};
const NAMES = Object.keys(READERS) as Array<keyof typeof READERS>;

const read = (name: keyof typeof READERS, text: string) =>
  READERS[name](text, `s3://lake/${name}`);

/** The clean one with another schema version. */
function ofVersion(name: keyof typeof READERS, version: string): string {
  const body = recordedBody(`clean/${name}`);
  body.metadata.dbt_schema_version = body.metadata.dbt_schema_version.replace(
    /v\d+/,
    version,
  );
  return JSON.stringify(body);
}

describe('parseArtifact', () => {
  it.each<[keyof typeof READERS, string]>([
    ['manifest.json', 'v9'],
    ['manifest.json', 'v10'],
    ['manifest.json', 'v11'],
    ['manifest.json', 'v12'],
    ['run_results.json', 'v4'],
    ['run_results.json', 'v5'],
    ['run_results.json', 'v6'],
    ['sources.json', 'v3'],
  ])('reads %s of version %s', (name, version) => {
    expect(read(name, ofVersion(name, version))).toBeDefined();
  });

  it.each<[keyof typeof READERS, string]>([
    ['manifest.json', 'v8'],
    ['manifest.json', 'v20'],
    ['run_results.json', 'v3'],
    ['sources.json', 'v4'],
  ])('refuses %s of version %s', (name, version) => {
    expect(() => read(name, ofVersion(name, version))).toThrow(
      `s3://lake/${name} is of version ${version.slice(1)}, and versions`,
    );
  });

  describe.each(NAMES)('%s', name => {
    it.each([
      ['HTML', '<!DOCTYPE html><html>Sign in</html>', 'is HTML and no JSON'],
      ['nothing', '  ', 'is empty'],
      [
        'half of it',
        recorded(`clean/${name}`).slice(0, 400),
        'is no complete JSON',
      ],
      ['no artifact', '{"a": 1}', 'dbt_schema_version is missing'],
      ['a list', '[1]', 'dbt_schema_version is missing'],
      ['no object', 'null', 'dbt_schema_version is missing'],
    ])('says what is wrong with %s', (_, text, message) => {
      expect(() => read(name, text)).toThrow(message);
    });

    it('names the field that is not what dbt writes, without its value', () => {
      const body = recordedBody(`clean/${name}`);
      body.metadata.generated_at = 'secret';
      expect(() => read(name, JSON.stringify(body))).toThrow(
        `s3://lake/${name} isn't what dbt writes: metadata → generated_at is wrong (invalid_format)`,
      );
    });
  });

  it('refuses one artifact in the place of another', () => {
    expect(() => read('manifest.json', recorded('clean/sources.json'))).toThrow(
      'is no manifest.json of dbt: its metadata.dbt_schema_version is "https://schemas.getdbt.com/dbt/sources/v3.json"',
    );
  });

  it('quotes nothing of what it read', () => {
    expect(() => read('run_results.json', '{"card": 4111}x')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('4111') }),
    );
  });
});
