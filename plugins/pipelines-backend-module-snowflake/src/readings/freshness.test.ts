import { readFreshness, type Loaded } from './freshness';

const AT = new Date('2026-11-25T12:00:00Z');
const WANTED = {
  table: { database: 'DB', schema: 'RAW', table: 'T' },
  dataset: 'RAW.T',
  timezone: 'UTC',
  isDeclared: true,
};
const LISTED = {
  SCHEMA: 'RAW',
  TABLE: 'T',
  TYPE: 'BASE TABLE',
  ROWS: 12345678901234567890n,
  CREATED: new Date('2026-01-01T00:00:00Z'),
  ALTERED: new Date('2026-11-25T11:00:00Z'),
  NOW: AT,
  VERSION: '9',
};

const read = (
  options: { listed?: object | null; column?: string; loaded?: Loaded } = {},
) =>
  readFreshness(
    { ...WANTED, ...(options.column && { loadedAtColumn: options.column }) },
    {
      listed:
        options.listed === null ? undefined : { ...LISTED, ...options.listed },
      loaded: options.loaded,
      at: AT,
    },
  );

describe('readFreshness', () => {
  it('goes by the column, whatever was altered since', () => {
    const at = new Date('2026-11-25T05:30:00.250Z');
    expect(read({ column: 'TS', loaded: { at, now: AT } })).toEqual({
      reading: {
        subject: { dataset: 'RAW.T' },
        at: AT.toISOString(),
        measure: 'loaded-at',
        ageSeconds: 23_399.75,
        loadedAt: at.toISOString(),
      },
    });
  });

  it('says that it goes by the last change where there is no column', () => {
    expect(read()).toEqual({
      reading: {
        subject: { dataset: 'RAW.T' },
        at: AT.toISOString(),
        measure: 'last-altered',
        ageSeconds: 3600,
        loadedAt: '2026-11-25T11:00:00.000Z',
      },
    });
  });

  it('reckons by the clock of Snowflake alone', () => {
    const NOW = new Date('2026-11-25T11:00:10Z');
    expect(read({ listed: { NOW } }).reading).toMatchObject({
      at: AT.toISOString(),
      ageSeconds: 10,
    });
  });

  it('takes what is a little ahead for now', () => {
    const at = new Date(AT.getTime() + 9 * 60_000);
    expect(
      read({ column: 'TS', loaded: { at, now: AT } }).reading.ageSeconds,
    ).toBe(0);
  });

  it.each<[string, Parameters<typeof read>[0], string]>([
    ['a table that is not there', { listed: null }, 'there is no such table'],
    [
      'one with a column that is not there either',
      { listed: null, column: 'TS' },
      'there is no such table',
    ],
    [
      'a column that can not be read',
      { column: 'TS', loaded: { fault: 'its column is gone' } },
      'its column is gone',
    ],
    [
      'a column without a value',
      { column: 'TS', loaded: { at: null, now: AT } },
      'no row has a value in TS',
    ],
    [
      'a sentinel',
      {
        column: 'TS',
        loaded: { at: new Date('9999-12-31T00:00:00Z'), now: AT },
      },
      'still to come',
    ],
    ['a view', { listed: { TYPE: 'VIEW' } }, 'it is a view'],
    ['no time at all', { listed: { ALTERED: null } }, 'no LAST_ALTERED'],
    [
      'a table that was only ever created',
      { listed: { ROWS: 0n, CREATED: LISTED.ALTERED } },
      'nothing was ever loaded',
    ],
  ])('does not know the age of %s', (_, options, message) => {
    const { issue, reading } = read(options);
    expect(reading).toEqual({
      subject: { dataset: 'RAW.T' },
      at: AT.toISOString(),
      measure: options?.column ? 'loaded-at' : 'last-altered',
    });
    expect(issue).toEqual({
      kind: 'skipped-reading',
      title: 'RAW.T',
      message: expect.stringMatching(`^Its age is unknown: .*${message}`),
    });
  });

  it('judges a view by its column, and a materialized one by itself', () => {
    const at = new Date('2026-11-25T11:59:00Z');
    const TYPE = 'VIEW';
    expect(
      read({ listed: { TYPE }, column: 'TS', loaded: { at, now: AT } }).reading
        .ageSeconds,
    ).toBe(60);
    expect(
      read({ listed: { TYPE: 'MATERIALIZED VIEW' } }).reading.ageSeconds,
    ).toBe(3600);
  });
});
