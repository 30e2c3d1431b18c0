import fc from 'fast-check';
import { destructiveDdl } from './destructive';

describe('destructiveDdl', () => {
  it.each([
    ['ALTER TABLE gl.fct_revenue ADD COLUMN fx_rate NUMBER', []],
    ['CREATE TABLE dropped (deleted_at TIMESTAMP)', []],
    ['CREATE OR REPLACE VIEW v AS SELECT 1', []],
    ['UNDROP TABLE t', []],
    ['drop table t', ['DROP in line 1']],
    ['-- why\nALTER TABLE t\n  DROP COLUMN a', ['DROP in line 3']],
    ['DROP/**/TABLE t', ['DROP in line 1']],
    ["EXECUTE IMMEDIATE 'truncate table t'", ['TRUNCATE in line 1']],
    ['DELETE FROM t;\nDROP TABLE t', ['DELETE in line 1', 'DROP in line 2']],
    ['INSERT OVERWRITE INTO t SELECT 1', ['OVERWRITE in line 1']],
    [
      'create or  replace transient table t (a int)',
      ['OR REPLACE TRANSIENT TABLE in line 1'],
    ],
    ['MERGE INTO t USING s WHEN MATCHED THEN DELETE', ['DELETE in line 1']],
  ])('finds in %j', (sql, expected) => {
    expect(destructiveDdl(sql)).toEqual(expected);
  });

  it('finds a word wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('DROP', 'Truncate', 'delete'),
        fc.string(),
        (before, word, after) => {
          expect(
            destructiveDdl(`${before} ${word} ${after}`).length,
          ).toBeGreaterThan(0);
        },
      ),
    );
  });
});
