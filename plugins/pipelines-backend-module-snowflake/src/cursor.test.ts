import { readCursor, writeCursor } from './cursor';

const CURSOR = {
  spent: { day: '2026-11-25', statements: 3, seconds: 60, paidUntil: 1 },
  loadsTo: '2026-11-25T05:00:00.000Z',
  costsTo: '2026-11-25T05:00:00.000Z',
};

describe('the cursor', () => {
  it('is read as it was written', () => {
    expect(readCursor(writeCursor(CURSOR))).toEqual(CURSOR);
    expect(writeCursor({ loadsTo: undefined })).toEqual({});
  });

  it.each([[undefined], [null], ['x'], [{ spent: 1 }], [{ loadsTo: 'noon' }]])(
    'is none where it makes no sense: %j',
    saved => {
      expect(readCursor(saved as never)).toEqual({});
    },
  );
});
