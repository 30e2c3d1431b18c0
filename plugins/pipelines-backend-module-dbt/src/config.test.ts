import { resolve } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { readDbtConfig, readMaxUploadBytes } from './config';

const FULL = {
  name: 'dbt-prod',
  environment: 'prod',
  artifacts: { url: 'https://lake.s3.amazonaws.com/dbt/prod/' },
};

const read = (dbt: unknown, allowedFileRoots?: string[]) =>
  readDbtConfig(
    new ConfigReader({
      pipelines: { dbt, dbtArtifacts: { allowedFileRoots } },
    } as any),
  );

describe('readDbtConfig', () => {
  it('is none without config', () => {
    expect(readDbtConfig(new ConfigReader({}))).toEqual([]);
  });

  it('fills in defaults', () => {
    expect(read([FULL])).toEqual([
      {
        ...FULL,
        title: 'dbt-prod',
        selections: [],
        intervalSeconds: 60,
        configKey: 'pipelines.dbt[0]',
      },
    ]);
  });

  it('takes what is set', () => {
    const set = {
      ...FULL,
      title: 'dbt (prod)',
      project: 'northstar_finance',
      selections: ['tag:close', ' +fct_orders '],
      intervalSeconds: 10,
    };
    expect(read([set])).toMatchObject([
      { ...set, selections: ['tag:close', '+fct_orders'] },
    ]);
  });

  it('takes a folder below an allowed root', () => {
    const [{ artifacts }] = read(
      [{ ...FULL, artifacts: { path: 'data/dbt/target' } }],
      ['elsewhere', './data'],
    );
    expect(artifacts).toEqual({
      path: resolve('data/dbt/target'),
      root: resolve('data'),
      upload: false,
    });
  });

  it.each<[string, unknown, string]>([
    ['no list', {}, 'pipelines.dbt must be a list of dbt projects'],
    ['nothing', [{}], 'pipelines.dbt[0].name is missing'],
    [
      'an unknown key',
      [{ ...FULL, url: 'x' }],
      'pipelines.dbt[0].url is not a known key',
    ],
    [
      'no place',
      [{ ...FULL, artifacts: {} }],
      'pipelines.dbt[0].artifacts must have either path or url',
    ],
    [
      'two places',
      [{ ...FULL, artifacts: { path: 'a', url: 'https://b' } }],
      'pipelines.dbt[0].artifacts must have either path or url',
    ],
    [
      'uploads into a URL',
      [{ ...FULL, artifacts: { url: 'https://b', upload: true } }],
      'pipelines.dbt[0].artifacts can take uploads into a path, not into a url',
    ],
    [
      'another scheme',
      [{ ...FULL, artifacts: { url: 's3://lake/dbt' } }],
      'pipelines.dbt[0].artifacts.url must be an http(s) URL',
    ],
    [
      'an empty path',
      [{ ...FULL, artifacts: { path: '' } }],
      'pipelines.dbt[0].artifacts.path is empty',
    ],
    [
      'a folder that is not allowed',
      [{ ...FULL, artifacts: { path: '/etc' } }],
      'pipelines.dbt[0].artifacts.path is /etc, which is below none of the folders in pipelines.dbtArtifacts.allowedFileRoots (/srv/dbt)',
    ],
    [
      'a folder that climbs out',
      [{ ...FULL, artifacts: { path: '/srv/dbt/../secrets' } }],
      'is /srv/secrets, which is below none',
    ],
    [
      'a selection that is not understood',
      [{ ...FULL, selections: ['tag:a', 'state:new'] }],
      "pipelines.dbt[0].selections[1] can't be read: the method state: isn't understood",
    ],
    [
      'an interval of a second',
      [{ ...FULL, intervalSeconds: 1 }],
      'pipelines.dbt[0].intervalSeconds is wrong',
    ],
    [
      'a project with a dash',
      [{ ...FULL, project: 'a-b' }],
      'pipelines.dbt[0].project must be the name of a dbt project',
    ],
    [
      'two of a name',
      [FULL, FULL],
      'pipelines.dbt[1].name is dbt-prod, and so is pipelines.dbt[0].name',
    ],
  ])('refuses %s', (_, dbt, message) => {
    expect(() => read(dbt, ['/srv/dbt'])).toThrow(message);
  });
});

describe('readMaxUploadBytes', () => {
  const bytesOf = (maxUploadMegabytes?: number) =>
    readMaxUploadBytes(
      new ConfigReader({
        pipelines: {
          dbtArtifacts: {
            ...(maxUploadMegabytes !== undefined && { maxUploadMegabytes }),
          },
        },
      }),
    );

  it('is 128 MiB unless the config says otherwise', () => {
    expect(bytesOf()).toBe(128 * 1024 * 1024);
    expect(bytesOf(0.5)).toBe(512 * 1024);
  });

  it.each([0, -1, 257])('refuses %s', value => {
    expect(() => bytesOf(value)).toThrow(
      'pipelines.dbtArtifacts.maxUploadMegabytes',
    );
  });
});
