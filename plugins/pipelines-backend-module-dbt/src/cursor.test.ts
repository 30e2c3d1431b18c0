import { readCursor, writeCursor } from './cursor';

describe('cursor', () => {
  it('comes back as it was written', () => {
    const cursor = {
      selections: {
        'lab/a': {
          invocation: 'x 2026',
          generatedAt: '2026',
          unfinished: { place: { runAfter: '2026' }, undone: ['model.lab.a'] },
        },
      },
      sources: 'y',
      freshness: { 'lab/a': 'y' },
    };
    expect(readCursor(writeCursor(cursor))).toEqual(cursor);
  });

  it.each([
    [undefined],
    [null],
    ['x'],
    [{ selections: [] }],
    [{ selections: { a: 1 } }],
  ])('begins anew from %j', saved => {
    expect(readCursor(saved as any)).toEqual({ selections: {}, freshness: {} });
  });
});
