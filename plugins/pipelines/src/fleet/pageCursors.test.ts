import { FIRST_PAGE, reachablePage, withNextCursor } from './pageCursors';

describe('withNextCursor', () => {
  it.each([
    ['learns the next page', FIRST_PAGE, 0, 'b', [undefined, 'b']],
    ['keeps what it knows', [undefined, 'b'], 0, 'b', [undefined, 'b']],
    [
      'forgets later pages when the list changed',
      [undefined, 'b', 'c'],
      0,
      'x',
      [undefined, 'x'],
    ],
    [
      'forgets later pages when the list got shorter',
      [undefined, 'b', 'c'],
      1,
      undefined,
      [undefined, 'b'],
    ],
    ['stays on a single page', FIRST_PAGE, 0, undefined, [undefined]],
  ])('%s', (_, cursors, page, next, expected) => {
    expect(withNextCursor(cursors, page, next)).toEqual(expected);
  });

  it('gives back the same array if nothing changed', () => {
    const cursors = [undefined, 'b'];
    expect(withNextCursor(cursors, 0, 'b')).toBe(cursors);
  });
});

describe('reachablePage', () => {
  it.each([
    [0, 0],
    [1, 1],
    [5, 1],
    [-1, 0],
  ])('asked for %s shows %s of two known pages', (asked, shown) => {
    expect(reachablePage([undefined, 'b'], asked)).toBe(shown);
  });
});
