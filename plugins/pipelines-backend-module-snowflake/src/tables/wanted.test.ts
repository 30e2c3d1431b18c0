import { fakeInstance } from '../__testUtils__/instance';
import { readPattern } from './patterns';
import { declaredHere, foundByPattern, scopesOf } from './wanted';

const pattern = (name: string, rest: object = {}) => ({
  pattern: readPattern(name, 'DB'),
  timezone: 'UTC',
  ...rest,
});

describe('declaredHere', () => {
  const here = (names: string[], tables = [] as ReturnType<typeof pattern>[]) =>
    declaredHere(
      names.map(name => ({ name })),
      fakeInstance({ tables, timezone: 'Asia/Tokyo' }),
    );

  it('takes tables of the own database, and of others that the config names', () => {
    const names = ['RAW.A', 'DB.RAW.B', 'LAKE.RAW.C', 'OTHER.RAW.D'];
    const datasets = (tables?: ReturnType<typeof pattern>[]) =>
      here(names, tables).wanted.map(({ dataset }) => dataset);
    expect(datasets()).toEqual(['RAW.A', 'DB.RAW.B']);
    expect(datasets([pattern('LAKE.X.*')])).toEqual([
      'RAW.A',
      'DB.RAW.B',
      'LAKE.RAW.C',
    ]);
  });

  it('takes the column and the zone from the entity, else from the config', () => {
    const { wanted } = declaredHere(
      [
        { name: 'RAW.A', loadedAtColumn: '"At"' },
        { name: 'RAW.B' },
        { name: 'MARTS.C' },
      ],
      fakeInstance({
        timezone: 'Asia/Tokyo',
        tables: [pattern('RAW.*', { loadedAtColumn: 'TS' })],
      }),
    );
    expect(wanted).toMatchObject([
      { loadedAtColumn: 'At', timezone: 'UTC', isDeclared: true },
      { loadedAtColumn: 'TS', timezone: 'UTC' },
      { timezone: 'Asia/Tokyo' },
    ]);
  });

  it('counts a table that is named twice once', () => {
    expect(here(['raw.a', 'RAW.A', 'DB.RAW.A']).wanted).toHaveLength(1);
  });

  it('leaves out what can not be read, and says so', () => {
    const { issues, wanted } = declaredHere(
      [
        { name: 'RAW.A' },
        { name: 'ORDERS' },
        { name: 'RAW.B"; drop table C' },
        { name: 'RAW.D', loadedAtColumn: 'a.b' },
      ],
      fakeInstance(),
    );
    expect(wanted.map(({ dataset }) => dataset)).toEqual(['RAW.A']);
    expect(issues.map(({ title, message }) => [title, message])).toEqual([
      ['ORDERS', expect.stringContaining('has 1 parts')],
      ['RAW.B"; drop table C', expect.stringContaining('is not a name')],
      ['RAW.D', expect.stringContaining('is not the name of a column')],
    ]);
  });
});

describe('foundByPattern', () => {
  const table = { database: 'DB', schema: 'RAW', table: 'EVENTS_1' };

  it('takes the first pattern that fits', () => {
    expect(
      foundByPattern(table, [
        pattern('RAW.EVENTS_*', { loadedAtColumn: 'TS' }),
        pattern('DB.RAW.*'),
      ]),
    ).toEqual({
      table,
      dataset: 'RAW.EVENTS_1',
      loadedAtColumn: 'TS',
      timezone: 'UTC',
      isDeclared: false,
    });
    expect(foundByPattern(table, [pattern('MARTS.*')])).toBeUndefined();
  });
});

describe('scopesOf', () => {
  const scopes = (names: string[], patterns: string[] = []) =>
    scopesOf(
      declaredHere(
        names.map(name => ({ name })),
        fakeInstance(),
      ).wanted,
      patterns.map(name => pattern(name)),
    );

  it.each<[string, string[], string[], unknown]>([
    ['nothing', [], [], []],
    [
      'named tables',
      ['RAW.B', 'RAW.A', 'MARTS.A'],
      [],
      [{ database: 'DB', schemas: ['MARTS', 'RAW'], tables: ['A', 'B'] }],
    ],
    [
      'a whole schema',
      ['RAW.A'],
      ['MARTS.*'],
      [{ database: 'DB', schemas: ['MARTS', 'RAW'], tables: undefined }],
    ],
    [
      'a pattern of schemas, and another database',
      [],
      ['*.FCT', 'LAKE.RAW.T'],
      [
        { database: 'DB', schemas: undefined, tables: ['FCT'] },
        { database: 'LAKE', schemas: ['RAW'], tables: ['T'] },
      ],
    ],
    [
      'more names than a statement should hold',
      Array.from({ length: 501 }, (_, i) => `RAW.T${i}`),
      [],
      [{ database: 'DB', schemas: ['RAW'], tables: undefined }],
    ],
  ])(
    'asks for %s in one statement a database',
    (_, names, patterns, expected) => {
      expect(scopes(names, patterns)).toEqual(expected);
    },
  );
});
