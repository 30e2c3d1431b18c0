import fc from 'fast-check';
import { diffFields } from './diffFields';
import type { SchemaField } from './fieldsOf';

const field = (
  path: string,
  type = 'string',
  required = true,
): SchemaField => ({
  path,
  type,
  required,
});

describe('diffFields', () => {
  it('tells what came, changed and went', () => {
    expect(
      diffFields(
        [field('id'), field('amount', 'int'), field('old')],
        [field('id'), field('note', 'string', false), field('amount', 'long')],
      ),
    ).toEqual([
      { sign: '+', path: 'note', after: 'string, optional' },
      { sign: '~', path: 'amount', before: 'int', after: 'long' },
      { sign: '-', path: 'old', before: 'string' },
    ]);
  });

  it('is nothing between a schema and itself, and turns around with the two', () => {
    const fields = fc.uniqueArray(
      fc.record({
        path: fc.string(),
        type: fc.constantFrom('int', 'string'),
        required: fc.boolean(),
      }),
      { selector: each => each.path },
    );
    fc.assert(
      fc.property(fields, fields, (a, b) => {
        expect(diffFields(a, a)).toEqual([]);
        const signs = (changes: ReturnType<typeof diffFields>, sign: string) =>
          changes.filter(each => each.sign === sign).length;
        const [there, back] = [diffFields(a, b), diffFields(b, a)];
        expect(signs(there, '+')).toBe(signs(back, '-'));
        expect(signs(there, '~')).toBe(signs(back, '~'));
      }),
    );
  });
});
