import { ANNOTATIONS } from '@sluice/plugin-pipelines-common';
import fc from 'fast-check';
import {
  quoted,
  quotedTable,
  readName,
  readTableName,
  written,
} from './identifiers';

const HOSTILE = [
  `x"; drop table "T`,
  `x" union select 1 --`,
  `'; delete from t; --`,
  'näme with späce',
  'a.b',
  '$1',
  '\u202Egnp',
];

/** What Snowflake takes for an identifier. */
const identifier = fc
  .string({ minLength: 1, maxLength: 40, unit: 'grapheme' })
  .filter(text => !text.includes('\0') && text.length <= 255);

describe('quoted', () => {
  it.each([
    ['ORDERS', '"ORDERS"'],
    ['orders', '"orders"'],
    ['we"ird', '"we""ird"'],
    ...HOSTILE.map(name => [name, `"${name.replaceAll('"', '""')}"`]),
  ])('%s', (name, expected) => {
    expect(quoted(name)).toBe(expected);
  });

  it('keeps whatever it holds within its quotes, and is read back', () => {
    fc.assert(
      fc.property(identifier, name => {
        const sql = quoted(name);
        expect(sql.slice(1, -1).replaceAll('""', '')).not.toContain('"');
        expect(readName(sql)).toEqual([name]);
        expect(readName(written(name))).toEqual([name]);
      }),
    );
  });

  it.each([[''], ['a\0b'], ['x'.repeat(256)]])('refuses %j', name => {
    expect(() => quoted(name)).toThrow("can't be the name of anything");
  });
});

describe('readTableName', () => {
  it.each([
    ['finance.daily_close', '"DB"."FINANCE"."DAILY_CLOSE"'],
    ['Lake.raw.T$1', '"LAKE"."RAW"."T$1"'],
    ['raw."Daily Close"', '"DB"."RAW"."Daily Close"'],
    ['"RAW"."T"', '"DB"."RAW"."T"'],
    ['raw."a.b""c"', '"DB"."RAW"."a.b""c"'],
    ['straße.übersicht', '"DB"."STRASSE"."ÜBERSICHT"'],
  ])('reads %s', (text, sql) => {
    expect(quotedTable(readTableName(text, 'DB'))).toBe(sql);
  });

  it.each([
    ['', 'is not a name'],
    ['ORDERS', 'has 1 parts'],
    ['a.b.c.d', 'has 4 parts'],
    ['raw.', 'is not a name'],
    ['.orders', 'is not a name'],
    ['raw..orders', 'is not a name'],
    ['raw.orders; drop table x', 'is not a name'],
    ['raw."open', 'is not a name'],
    ['raw.""', 'is not a name'],
    ['raw.1st', 'is not a name'],
    ['raw.a-b', 'is not a name'],
    [`raw."${'x'.repeat(256)}"`, "can't be the name"],
  ])('refuses %j', (text, message) => {
    expect(() => readTableName(text, 'DB')).toThrow(message);
  });

  it('takes what the annotation takes', () => {
    const { pattern } = ANNOTATIONS['sluice.dev/snowflake-table'];
    for (const text of ['finance.t', 'A.B.C', 'raw."a.b""c"']) {
      expect(text).toMatch(pattern);
      expect(() => readTableName(text, 'DB')).not.toThrow();
    }
    for (const text of ['t', 'a.b.c.d', 'raw.a-b', 'raw.""', 'raw.1st']) {
      expect(text).not.toMatch(pattern);
      expect(() => readTableName(text, 'DB')).toThrow();
    }
  });
});
