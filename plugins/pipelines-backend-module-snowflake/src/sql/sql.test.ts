import { selectCopyHistory } from './copyHistory';
import {
  selectAttribution,
  selectMetering,
  selectPastMetering,
} from './credits';
import { selectLoadedAt } from './loadedAt';
import { selectTables } from './tables';
import { selectTaskHistory } from './taskHistory';

const HOSTILE = `x" union select secret from "t`;
const QUOTED = `"x"" union select secret from ""t"`;
const table = { database: 'DB', schema: HOSTILE, table: 'T' };
const from = new Date('2026-11-25T10:00:00Z');
const to = new Date('2026-11-25T12:00:00Z');

/** All statements with hostile names in every place where there is a name. */
const STATEMENTS = [
  selectTables({
    database: HOSTILE,
    schemas: [HOSTILE],
    tables: ['a'],
    maxRows: 10,
  }),
  selectLoadedAt({
    tables: [{ table, loadedAtColumn: HOSTILE }],
    timezone: 'UTC',
  }),
  selectCopyHistory({ tables: [table], from, to }),
  selectTaskHistory({ database: HOSTILE }),
  selectMetering({ database: HOSTILE, from, maxRows: 10 }),
  selectPastMetering({ from, maxRows: 10 }),
  selectAttribution({ from, maxRows: 10 }),
];

describe('A statement', () => {
  it.each(STATEMENTS.map(each => [each.reads, each] as const))(
    'that reads %s holds names in quotes alone, and a mark for each value',
    (_, { binds, sqlText }) => {
      const outside = sqlText.replaceAll(/"(?:[^"]|"")*"/g, '""');
      expect(outside).not.toContain('secret');
      expect(outside.match(/\?/g) ?? []).toHaveLength(binds.length);
      expect(sqlText.replaceAll(QUOTED, '')).not.toContain('secret');
    },
  );

  it('lists one table more than is wanted, to know whether there are more', () => {
    const { sqlText } = selectTables({
      database: 'DB',
      schemas: undefined,
      tables: undefined,
      maxRows: 10.5,
    });
    expect(sqlText).toMatch(/limit 11$/);
    expect(sqlText).toContain(`table_schema <> 'INFORMATION_SCHEMA'`);
  });

  it.each(STATEMENTS.slice(4).map(each => [each.reads, each] as const))(
    'that reads %s is limited, and leaves out the oldest',
    (_, { sqlText }) => {
      expect(sqlText).toMatch(/order by "FROM" desc\nlimit 10$/);
    },
  );

  it('asks many tables at once', () => {
    const tables = ['A', 'B', 'C'].map(name => ({
      table: { ...table, table: name },
      loadedAtColumn: 'TS',
    }));
    const { binds, sqlText } = selectLoadedAt({ tables, timezone: 'UTC' });
    expect(sqlText.match(/union all/g)).toHaveLength(2);
    expect(binds).toEqual([0, 1, 2]);
  });
});
