import { readCursor, writeCursor } from './cursor';

describe('the cursor of a registry', () => {
  it('is read as it was written', () => {
    const cursor = {
      known: new Map<string, [number, number]>([['orders-value', [3, 17]]]),
      after: 'orders-value',
    };
    const stored = JSON.parse(JSON.stringify(writeCursor(cursor)));
    expect(readCursor(stored)).toEqual(cursor);
  });

  it.each([[undefined], [null], ['x'], [[]], [{ known: { a: 'b' } }]])(
    'begins anew with %j',
    stored => {
      expect(readCursor(stored as never)).toEqual({ known: new Map() });
    },
  );
});
