/*
 * The real snowflake-sdk against the lab's emulator, through the pipelines backend: `npm run test:lab -- snowflake`. The ordinary test run
 * doesn't match this file.
 */
import { generateKeyPairSync } from 'node:crypto';
import { LabPortal } from './__testUtils__/labPortal';
import { LabSnowflake } from './__testUtils__/labSnowflake';

/** The first time on a machine dbt is installed. */
const SLOW_START_MS = 300_000;
const MANY = 300;

let lab: LabSnowflake;
let portal: LabPortal;
let instance: Record<string, unknown>;

/** What Sluice sent since it was last asked, and how often it logged in. */
let seen = { statements: 0, logins: 0 };
async function sent() {
  const { logins, statements } = await lab.snowflake(
    'statements',
    seen.statements,
  );
  const result = {
    statements: statements.filter((each: any) => each.user === 'SLUICE'),
    logins: logins - seen.logins,
  };
  seen = { statements: seen.statements + statements.length, logins };
  return result;
}

beforeAll(async () => {
  lab = LabSnowflake.open();
  await lab.dbt('load');
  await lab.dbt('build');
  instance = {
    account: await lab.snowflake('account'),
    url: await lab.snowflake('baseUrl'),
    auth: {
      type: 'key-pair',
      username: 'SLUICE',
      privateKeyFile: await lab.snowflake('privateKeyFile'),
    },
    warehouse: 'LAB',
    database: await lab.snowflake('database'),
    tables: [
      { name: 'ANALYTICS.*' },
      { name: 'MANY.*', loadedAtColumn: '"Loaded At"' },
    ],
    limits: { statementsPerSweep: 100, warehouseSecondsPerDay: 86_400 },
  };
  portal = await LabPortal.start(instance);
  await sent();
}, SLOW_START_MS);

afterAll(async () => {
  await portal?.stop();
  await lab?.close();
});

async function healthy() {
  await portal.sweep();
  const source = await portal.source();
  expect([source.status, source.message]).toEqual(['healthy', undefined]);
  return source;
}

describe('The real snowflake-sdk', () => {
  it('logs in by a key pair, and reads how old the tables are that dbt built', async () => {
    const source = await healthy();
    expect(source).toMatchObject({
      id: 'snowflake-prod',
      technology: 'snowflake',
      version: expect.stringMatching(/^\d+\.\d+/),
    });
    const ages = await portal.ages();
    for (const table of ['RAW.ORDERS', 'RAW.CUSTOMERS']) {
      expect(ages[table]).toMatchObject({ measure: 'loaded-at' });
      expect(ages[table].ageSeconds).toBeLessThan(300);
    }
    for (const table of ['ANALYTICS.ORDERS_DAILY', 'ANALYTICS.FCT_ORDERS']) {
      expect(ages[table]).toMatchObject({ measure: 'last-altered' });
      expect(ages[table].ageSeconds).toBeLessThan(300);
    }
    expect(source.issues).toEqual([]);
  });

  it('tags each statement, and limits its time', async () => {
    const { logins, statements } = await sent();
    expect(logins).toBe(1);
    expect(statements).toHaveLength(2);
    for (const { parameters } of statements) {
      expect(parameters).toMatchObject({
        QUERY_TAG: 'sluice',
        STATEMENT_TIMEOUT_IN_SECONDS: 30,
        TIMEZONE: 'UTC',
      });
    }
  });

  it('asks for many tables in one statement', async () => {
    await lab.snowflake(
      'run',
      'create schema if not exists NORTHSTAR.MANY',
      ...Array.from(
        { length: MANY },
        (_, i) =>
          `create table NORTHSTAR.MANY."t ""${i}""" as select '2026-11-01 00:00:00'::timestamp_ntz as "Loaded At"`,
      ),
    );
    await sent();
    await healthy();
    // The list, and one for all tables with a column.
    expect((await sent()).statements).toHaveLength(2);
    const ages = await portal.ages();
    const many = Object.entries(ages).filter(([name]) =>
      name.startsWith('MANY.'),
    );
    expect(many).toHaveLength(MANY);
    expect(many[0]).toEqual([
      'MANY."t ""0"""',
      expect.objectContaining({
        measure: 'loaded-at',
        loadedAt: '2026-11-01T00:00:00.000Z',
      }),
    ]);
    // Else each sweep of the tests below would read them again, for which DuckDB takes seconds.
    await lab.snowflake('run', 'drop schema NORTHSTAR.MANY');
  }, 120_000);

  it('does not take a change of its definition for a load', async () => {
    await lab.dbt('load', { ageHours: 30 });
    await lab.snowflake(
      'run',
      'alter table NORTHSTAR.RAW.ORDERS add column NOTE varchar',
    );
    await healthy();
    const { 'RAW.ORDERS': orders } = await portal.ages();
    expect(orders.measure).toBe('loaded-at');
    expect(orders.ageSeconds! / 3600).toBeCloseTo(30, 0);
  }, 60_000);

  it('renews a session that expired, without another login', async () => {
    await sent();
    await lab.snowflake('expire', 'session');
    await healthy();
    expect((await sent()).logins).toBe(0);
  });

  it('logs in once more where it can not be renewed', async () => {
    await lab.snowflake('expire', 'login');
    await healthy();
    expect((await sent()).logins).toBe(1);
  });

  it('gets over a short outage', async () => {
    await sent();
    await lab.snowflake('outage', 2);
    await healthy();
    expect((await sent()).statements).toHaveLength(2);
  }, 60_000);

  it('does not know the age of a table that was dropped, until it is back', async () => {
    await lab.snowflake('run', 'drop table NORTHSTAR.RAW.CUSTOMERS');
    const source = await healthy();
    const before = (await portal.ages())['RAW.CUSTOMERS'];
    expect(before).toMatchObject({ ageSeconds: null, loadedAt: null });
    expect(
      source.issues.find(({ title }: any) => title === 'RAW.CUSTOMERS'),
    ).toMatchObject({
      message: expect.stringContaining('there is no such table'),
    });
    await lab.snowflake('run', 'undrop table NORTHSTAR.RAW.CUSTOMERS');
    await healthy();
    const after = (await portal.ages())['RAW.CUSTOMERS'];
    expect(after.ageSeconds! / 3600).toBeCloseTo(30, 0);
    expect(after.at > before.at).toBe(true);
  });

  it('is refused with another key, and says so', async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const stranger = await LabPortal.start({
      ...instance,
      auth: { type: 'key-pair', username: 'SLUICE', privateKey },
    });
    try {
      await stranger.sweep();
      const { lastSuccessAt, message } = await stranger.source();
      expect(lastSuccessAt).toBeUndefined();
      expect(message).toMatch(
        /^The login of SLUICE to http:.* failed \(390144\): JWT token is invalid\..*RSA_PUBLIC_KEY/,
      );
      expect(await stranger.ages()).toEqual({});
    } finally {
      await stranger.stop();
    }
  });

  it('says what the role would need where a part can not be read', async () => {
    const curious = await LabPortal.start({
      ...instance,
      tables: [],
      tasks: true,
      costs: true,
    });
    try {
      await curious.sweep();
      const source = await curious.source();
      expect(source.status).toBe('healthy');
      expect(
        source.issues.map(({ message, title }: any) => [title, message]),
      ).toEqual([
        ['costs', expect.stringContaining('MONITOR USAGE')],
        ['tasks', expect.stringContaining('MONITOR EXECUTION')],
      ]);
      expect(Object.keys(await curious.ages())).toHaveLength(3);
    } finally {
      await curious.stop();
    }
  });
});
