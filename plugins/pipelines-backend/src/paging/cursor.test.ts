import * as fc from 'fast-check';
import { decodeCursor, encodeCursor } from './cursor';

const scope = { orderBy: 'name', filter: { tier: [1] } };
const written = (content: unknown) =>
  Buffer.from(JSON.stringify(content)).toString('base64url');

describe('a cursor', () => {
  it('gives back what was written into it, in a form that needs no escaping in a URL', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const text = fc.string().filter(value => !value.includes('\0'));
    fc.assert(
      fc.property(text, number, fc.string(), (a, b, filter) => {
        const cursor = encodeCursor({ filter }, [a, b]);
        expect(cursor).toMatch(/^[\w-]+$/);
        const [first, second] = decodeCursor(cursor, { filter }, [
          'string',
          'number',
        ]);
        expect(first).toBe(a);
        // JSON has no -0.
        expect(second).toBe(b + 0);
      }),
    );
  });

  it('is refused on a list of another filter or order', () => {
    const cursor = encodeCursor(scope, ['a']);
    expect(() =>
      decodeCursor(cursor, { ...scope, orderBy: 'owner' }, ['string']),
    ).toThrow('another filter or order');
  });

  const { s } = JSON.parse(
    Buffer.from(encodeCursor(scope, []), 'base64url').toString('utf8'),
  );
  it.each([
    ['no JSON', 'nonsense'],
    ['no object', written(null)],
    ['no list of values', written({ s, v: 'a' })],
    ['too few values', written({ s, v: ['a'] })],
    ['too many values', written({ s, v: ['a', 1, 2] })],
    ['a value of another type', written({ s, v: ['a', '1'] })],
    ['a value that PostgreSQL takes for no text', written({ s, v: ['\0', 1] })],
    ['nothing', ''],
  ])('is refused if it holds %s', (_, cursor) => {
    expect(() => decodeCursor(cursor, scope, ['string', 'number'])).toThrow(
      'not one that this API gave out',
    );
  });
});
