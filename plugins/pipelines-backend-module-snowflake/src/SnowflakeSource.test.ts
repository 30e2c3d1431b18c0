import { sdkError } from './__testUtils__/FakeSnowflake';
import { createSourceRig, type SweepResult } from './__testUtils__/SourceRig';
import { readPattern } from './tables/patterns';

const LOADED = '2026-11-25T11:00:00Z';
const pattern = (name: string, loadedAtColumn?: string) => ({
  pattern: readPattern(name, 'DB'),
  timezone: 'UTC',
  loadedAtColumn,
});

/** Dataset, measure and age of each reading. */
const ages = ({ freshness }: SweepResult) =>
  Object.fromEntries(
    freshness.map(({ ageSeconds, measure, subject }) => [
      subject.dataset,
      [measure, ageSeconds],
    ]),
  );

describe('SnowflakeSource', () => {
  it('reads all tables of a database in two statements, whatever there are of them', async () => {
    const rig = createSourceRig({
      declared: [
        { name: 'RAW.ORDERS', column: 'TS' },
        { name: 'RAW.CUSTOMERS' },
        { name: 'MARTS.REVENUE', column: 'TS' },
      ],
    });
    rig.snowflake.tables = {
      'DB.RAW.ORDERS': { alteredAt: LOADED, loadedAt: { TS: LOADED } },
      'DB.RAW.CUSTOMERS': { alteredAt: '2026-11-25T10:00:00Z' },
      'DB.MARTS.REVENUE': {
        alteredAt: rig.snowflake.now,
        loadedAt: { TS: '2026-11-24T12:00:00Z' },
      },
      'DB.RAW.OTHER': { alteredAt: LOADED },
    };
    const result = await rig.sweep();
    expect(result.error).toBeUndefined();
    expect(result.issues).toEqual([]);
    expect(result.version).toBe('9.31.0');
    expect(ages(result)).toEqual({
      'RAW.ORDERS': ['loaded-at', 3600],
      'RAW.CUSTOMERS': ['last-altered', 7200],
      'MARTS.REVENUE': ['loaded-at', 86_400],
    });
    expect(rig.snowflake.statements).toHaveLength(2);
    expect(rig.snowflake.statements[0].binds).toEqual([
      'MARTS',
      'RAW',
      'CUSTOMERS',
      'ORDERS',
      'REVENUE',
    ]);
  });

  it('does not know the age of a table that was dropped, and knows it again when it is back', async () => {
    const rig = createSourceRig({ declared: [{ name: 'RAW.ORDERS' }] });
    const orders = { 'DB.RAW.ORDERS': { alteredAt: LOADED } };
    rig.snowflake.tables = { ...orders, 'DB.RAW.X': { alteredAt: LOADED } };
    expect(ages(await rig.sweep())).toEqual({
      'RAW.ORDERS': ['last-altered', 3600],
    });
    delete (rig.snowflake.tables as any)['DB.RAW.ORDERS'];
    rig.pass(10);
    const gone = await rig.sweep();
    expect(gone.error).toBeUndefined();
    expect(gone.freshness).toEqual([
      {
        subject: { dataset: 'RAW.ORDERS' },
        at: rig.snowflake.now,
        measure: 'last-altered',
      },
    ]);
    expect(gone.issues).toMatchObject([
      {
        title: 'RAW.ORDERS',
        message: expect.stringContaining('no such table'),
      },
    ]);
    rig.snowflake.tables = orders;
    rig.pass(10);
    expect(ages(await rig.sweep())).toEqual({
      'RAW.ORDERS': ['last-altered', 4800],
    });
  });

  it('does not know the age of anything in a database that it may not read, and reads the others', async () => {
    const rig = createSourceRig({
      instance: { tables: [pattern('LAKE.RAW.*')] },
      declared: [{ name: 'RAW.ORDERS' }],
    });
    rig.snowflake.tables = { 'LAKE.RAW.EVENTS': { alteredAt: LOADED } };
    const result = await rig.sweep();
    expect(ages(result)).toEqual({
      'RAW.ORDERS': ['last-altered', undefined],
      'LAKE.RAW.EVENTS': ['last-altered', 3600],
    });
    expect(result.issues).toMatchObject([
      {
        title: 'DB',
        message:
          "Reading the tables of DB failed (002003): Database 'DB' does not exist",
      },
      { title: 'RAW.ORDERS', message: expect.stringContaining('002003') },
    ]);
  });

  it('finds the one bad column among many by halves, and leaves it alone for an hour', async () => {
    const names = Array.from({ length: 64 }, (_, i) => `T${i}`);
    const rig = createSourceRig({
      declared: names.map(name => ({ name: `RAW.${name}`, column: 'TS' })),
    });
    rig.snowflake.tables = Object.fromEntries(
      names.map(name => [
        `DB.RAW.${name}`,
        {
          alteredAt: LOADED,
          loadedAt: name === 'T41' ? { OTHER: LOADED } : { TS: LOADED },
        },
      ]),
    );
    const result = await rig.sweep();
    expect(result.error).toBeUndefined();
    const { 'RAW.T41': bad, ...rest } = ages(result);
    expect(bad).toEqual(['loaded-at', undefined]);
    expect(Object.values(rest)).toEqual(Array(63).fill(['loaded-at', 3600]));
    expect(result.issues).toMatchObject([
      {
        title: 'RAW.T41',
        message: expect.stringMatching(/column TS can't be read: .*000904/),
      },
    ]);
    // The list, all of them, and two halves six times.
    expect(rig.snowflake.takeStatements()).toHaveLength(2 + 2 * 6);

    rig.pass(10);
    const again = await rig.sweep();
    expect(rig.snowflake.takeStatements()).toHaveLength(2);
    expect(again.issues).toHaveLength(1);
    rig.snowflake.tables['DB.RAW.T41'].loadedAt = { TS: LOADED };
    rig.pass(60);
    expect((await rig.sweep()).issues).toEqual([]);
  });

  it('asks for tables of each zone apart', async () => {
    const rig = createSourceRig({
      instance: {
        tables: [
          pattern('RAW.*', 'TS'),
          { ...pattern('BERLIN.*', 'TS'), timezone: 'Europe/Berlin' },
        ],
      },
    });
    rig.snowflake.tables = {
      'DB.RAW.A': { alteredAt: LOADED, loadedAt: { TS: LOADED } },
      'DB.BERLIN.B': { alteredAt: LOADED, loadedAt: { TS: LOADED } },
    };
    await rig.sweep();
    expect(
      rig.snowflake.statements
        .slice(1)
        .map(({ parameters }) => parameters!.TIMEZONE)
        .sort(),
    ).toEqual(['Europe/Berlin', 'UTC']);
  });

  it('reads 10,000 tables, and tells of those that only a pattern found when they change', async () => {
    const rig = createSourceRig({ instance: { tables: [pattern('RAW.*')] } });
    rig.snowflake.tables = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, i) => [
        `DB.RAW.T${i}`,
        { alteredAt: LOADED },
      ]),
    );
    const first = await rig.sweep();
    expect(first.freshness).toHaveLength(10_000);
    expect(first.batches).toBe(11);
    expect(rig.snowflake.takeStatements()).toHaveLength(1);

    rig.pass(10);
    rig.snowflake.tables['DB.RAW.T7'].alteredAt = '2026-11-25T12:05:00Z';
    const second = await rig.sweep();
    expect(ages(second)).toEqual({ 'RAW.T7': ['last-altered', 300] });
    rig.pass(55);
    expect((await rig.sweep()).freshness).toHaveLength(9_999);
  });

  it('says that the list of tables was cut off, and does not take the rest for dropped', async () => {
    const rig = createSourceRig({
      instance: {
        tables: [pattern('RAW.*')],
        limits: { maxRows: 100 } as never,
      },
      declared: [{ name: 'RAW.T999' }],
    });
    rig.snowflake.tables = Object.fromEntries(
      Array.from({ length: 1000 }, (_, i) => [
        `DB.RAW.T${i}`,
        { alteredAt: LOADED },
      ]),
    );
    const { freshness, issues } = await rig.sweep();
    expect(freshness).toHaveLength(101);
    expect(issues).toMatchObject([
      { title: 'DB', message: expect.stringContaining('cut off at 100') },
      { title: 'RAW.T999', message: expect.stringContaining('cut off at 100') },
    ]);
  });

  it('is readable, however much is wrong', async () => {
    const rig = createSourceRig({
      declared: Array.from({ length: 300 }, (_, i) => ({ name: `RAW.T${i}` })),
    });
    rig.snowflake.tables = { 'DB.RAW.X': { alteredAt: LOADED } };
    const { freshness, issues } = await rig.sweep();
    expect(freshness).toHaveLength(300);
    expect(issues).toHaveLength(101);
    expect(issues.at(-1)!.message).toContain('200 more issues');
  });

  it('quotes whatever a name holds', async () => {
    const name = 'RAW."x""; drop table ""T"';
    const rig = createSourceRig({ declared: [{ name, column: '"a"")--"' }] });
    rig.snowflake.tables = { 'DB.RAW.X': { alteredAt: LOADED } };
    rig.snowflake.answers = [
      [
        'information_schema',
        [
          {
            SCHEMA: 'RAW',
            TABLE: 'x"; drop table "T',
            TYPE: 'BASE TABLE',
            ROWS: '1',
            CREATED: null,
            ALTERED: '0',
            NOW: '0',
            VERSION: '9',
          },
        ],
      ],
      ['union', []],
      ['max(', [{ ID: '0', LOADED: '0', NOW: '1000' }]],
    ];
    const result = await rig.sweep();
    expect(result.freshness).toMatchObject([
      { subject: { dataset: name }, ageSeconds: 1 },
    ]);
    expect(rig.snowflake.statements[1].sqlText).toContain(
      'max("a"")--")::timestamp_ltz',
    );
    expect(rig.snowflake.statements[1].sqlText).toContain(
      'from "DB"."RAW"."x""; drop table ""T"',
    );
  });

  it('fails where it can not log in, and says how to fix it', async () => {
    const rig = createSourceRig({ declared: [{ name: 'RAW.A' }] });
    rig.snowflake.loginErrors.push(sdkError('390144', 'JWT token is invalid.'));
    const { error, freshness } = await rig.sweep();
    expect(freshness).toEqual([]);
    expect(error?.message).toMatch(/390144.*RSA_PUBLIC_KEY/);
  });

  it('says that nobody asks for anything', async () => {
    const rig = createSourceRig();
    const { error, issues } = await rig.sweep();
    expect(error).toBeUndefined();
    expect(issues).toMatchObject([
      { message: expect.stringContaining('sluice.dev/snowflake-table') },
    ]);
    expect(rig.snowflake.logins).toBe(0);
  });
});
