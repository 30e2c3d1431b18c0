import { generateKeyPairSync } from 'node:crypto';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { readSnowflakeConfig } from './config';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

const FULL = {
  name: 'snowflake-prod',
  environment: 'prod',
  account: 'myorg-prod',
  auth: { type: 'key-pair', username: 'SLUICE', privateKey },
  database: 'analytics',
};

const EMULATOR = {
  ...FULL,
  url: 'http://127.0.0.1:18090',
  auth: { type: 'emulator-password', username: 'sluice', password: 'fake' },
};

const read = (snowflake: unknown) =>
  readSnowflakeConfig(new ConfigReader({ pipelines: { snowflake } } as any));

describe('readSnowflakeConfig', () => {
  const folder = createMockDirectory();

  it('is none without config', () => {
    expect(readSnowflakeConfig(new ConfigReader({}))).toEqual([]);
  });

  it('fills in defaults', () => {
    const [{ login, ...instance }] = read([FULL]);
    const { secret, ...rest } = login;
    expect(rest).toEqual({
      account: 'myorg-prod',
      username: 'SLUICE',
      database: 'ANALYTICS',
      queryTag: 'sluice',
    });
    expect(secret()).toEqual({ privateKey });
    expect(instance).toMatchObject({
      name: 'snowflake-prod',
      title: 'snowflake-prod',
      timezone: 'UTC',
      tables: [],
      loads: false,
      tasks: false,
      costs: false,
      intervalSeconds: 600,
      limits: {
        statementsPerSweep: 40,
        warehouseSecondsPerDay: 10_800,
        statementTimeoutSeconds: 30,
        maxRows: 50_000,
      },
      configKey: 'pipelines.snowflake[0]',
    });
  });

  it('takes what is set', () => {
    const [instance] = read([
      {
        ...FULL,
        title: 'Snowflake',
        role: 'SLUICE_READ',
        warehouse: 'SLUICE_XS',
        database: '"Mixed"',
        timezone: 'Europe/Berlin',
        tables: [
          { name: 'finance.*', loadedAtColumn: '_loaded_at' },
          {
            name: 'LAKE.RAW.T',
            loadedAtColumn: '"At"',
            timezone: 'Asia/Kolkata',
          },
        ],
        limits: { statementsPerSweep: 5 },
      },
    ]);
    expect(instance.login).toMatchObject({
      role: 'SLUICE_READ',
      warehouse: 'SLUICE_XS',
      database: 'Mixed',
    });
    expect(instance.tables).toEqual([
      {
        pattern: {
          database: 'Mixed',
          isFull: false,
          schema: 'FINANCE',
          table: '*',
        },
        loadedAtColumn: '_LOADED_AT',
        timezone: 'Europe/Berlin',
      },
      {
        pattern: { database: 'LAKE', isFull: true, schema: 'RAW', table: 'T' },
        loadedAtColumn: 'At',
        timezone: 'Asia/Kolkata',
      },
    ]);
    expect(instance.limits).toMatchObject({
      statementsPerSweep: 5,
      warehouseSecondsPerDay: 10_800,
    });
  });

  it('reads a key from a file at each login, so that it may come later', () => {
    const privateKeyFile = folder.resolve('key.p8');
    const { privateKey: _, ...auth } = FULL.auth;
    const [{ login }] = read([{ ...FULL, auth: { ...auth, privateKeyFile } }]);
    expect(() => login.secret()).toThrow(
      'pipelines.snowflake[0].auth.privateKeyFile',
    );
    folder.setContent({ 'key.p8': privateKey });
    expect(login.secret()).toEqual({ privateKey });
    folder.setContent({ 'key.p8': 'hello' });
    expect(() =>
      read([{ ...FULL, auth: { ...auth, privateKeyFile } }]),
    ).toThrow(
      'pipelines.snowflake[0].auth.privateKeyFile is not a private key in PEM',
    );
  });

  it('takes a password for an emulator', () => {
    const [{ login }] = read([EMULATOR]);
    expect(login.secret()).toEqual({ password: 'fake' });
  });

  it.each<[string, unknown, string]>([
    ['no list', {}, 'pipelines.snowflake must be a list of Snowflake accounts'],
    ['nothing', [{}], 'pipelines.snowflake[0].name is missing'],
    [
      'an unknown key',
      [{ ...FULL, password: 'x' }],
      'pipelines.snowflake[0].password is not a known key',
    ],
    [
      'another kind of login',
      [{ ...FULL, auth: { type: 'password', username: 'a', password: 'b' } }],
      'pipelines.snowflake[0].auth.type must have the type key-pair, or for an emulator emulator-password',
    ],
    [
      'no key',
      [{ ...FULL, auth: { type: 'key-pair', username: 'A' } }],
      'pipelines.snowflake[0].auth must have either privateKey or privateKeyFile',
    ],
    [
      'a key that is none',
      [{ ...FULL, auth: { ...FULL.auth, privateKey: 'x' } }],
      'pipelines.snowflake[0].auth.privateKey is not a private key in PEM',
    ],
    [
      'a password without a URL',
      [{ ...EMULATOR, url: undefined }],
      'pipelines.snowflake[0].auth.type is emulator-password, which needs pipelines.snowflake[0].url of an emulator',
    ],
    ...[
      'https://myorg-prod.snowflakecomputing.com',
      'https://MYORG.PrivateLink.SnowflakeComputing.com./',
      'https://x.snowflakecomputing.cn:443',
      'https://snowflakecomputing.mil',
      'https://app.snowflake.com',
    ].map<[string, unknown, string]>(url => [
      `a password for ${url}`,
      [{ ...EMULATOR, url }],
      'is a host of Snowflake: log in with key-pair',
    ]),
    [
      'another scheme',
      [{ ...FULL, url: 'snowflake://x' }],
      'pipelines.snowflake[0].url must be an http(s) URL',
    ],
    [
      'an account with a slash',
      [{ ...FULL, account: 'a/b' }],
      'pipelines.snowflake[0].account must be the identifier of an account',
    ],
    [
      'a database with a dot',
      [{ ...FULL, database: 'a.b' }],
      'pipelines.snowflake[0].database must be one name',
    ],
    [
      'a pattern that can not be read',
      [{ ...FULL, tables: [{ name: 'FINANCE' }] }],
      'pipelines.snowflake[0].tables[0].name: "FINANCE" has 1 parts',
    ],
    [
      'a hostile column',
      [{ ...FULL, tables: [{ name: 'A.B', loadedAtColumn: 'x) from t --' }] }],
      'pipelines.snowflake[0].tables[0].loadedAtColumn must be one name',
    ],
    [
      'a zone that there is not',
      [{ ...FULL, timezone: 'Mars/Olympus' }],
      'pipelines.snowflake[0].timezone must be an IANA time zone',
    ],
    [
      'a sweep each second',
      [{ ...FULL, intervalSeconds: 1 }],
      'pipelines.snowflake[0].intervalSeconds is wrong',
    ],
    [
      'no cap',
      [{ ...FULL, limits: { warehouseSecondsPerDay: 1e9 } }],
      'pipelines.snowflake[0].limits.warehouseSecondsPerDay is wrong',
    ],
    [
      'two of a name',
      [FULL, FULL],
      'pipelines.snowflake[1].name is snowflake-prod, and so is pipelines.snowflake[0].name',
    ],
  ])('refuses %s', (_, snowflake, message) => {
    expect(() => read(snowflake)).toThrow(message);
  });
});
