import * as fc from 'fast-check';
import { readOffset } from './offsets';

describe('readOffset', () => {
  it.each([
    ['what is left to read', { committed: 40, end: 100 }, 'read', 60, 0],
    ['nothing is left', { committed: 100, end: 100 }, 'read', 0, 0],
    [
      'of a compacted log also what was emptied: an upper bound',
      { committed: 40, end: 100, start: 3 },
      'read',
      60,
      0,
    ],
    [
      'a group that never committed has no lag, however long the log is',
      { committed: null, end: 1_000_000 },
      'never-committed',
      null,
      0,
    ],
    [
      'the −1 of a broker is never committed as well',
      { committed: -1, end: 1_000_000 },
      'never-committed',
      null,
      0,
    ],
    [
      'a recreated topic ends before what was committed',
      { committed: 812, end: 40 },
      'beyond-end',
      null,
      0,
    ],
    [
      'what retention took away is lost, and the rest is left',
      { committed: 100, start: 400, end: 1000 },
      'behind-start',
      600,
      300,
    ],
    [
      'a log that retention emptied',
      { committed: 100, start: 1000, end: 1000 },
      'behind-start',
      0,
      900,
    ],
    [
      'a start ahead of the end, as another replica may tell it',
      { committed: 90, start: 120, end: 100 },
      'behind-start',
      0,
      10,
    ],
    ['no answer', { committed: undefined, end: 40 }, 'unknown', null, 0],
    ['no leader', { committed: 1, end: undefined }, 'unknown', null, 0],
    ['an end of −1', { committed: 1, end: -1 }, 'unknown', null, 0],
  ])('%s', (_, offsets, condition, lag, lost) => {
    expect(readOffset(offsets)).toEqual({ condition, lag, lost });
  });

  it('is never negative, and never more than the log holds', () => {
    const offset = fc.integer({ min: -1, max: 1000 });
    fc.assert(
      fc.property(
        fc.option(offset),
        offset,
        offset,
        (committed, start, end) => {
          const { lag, lost } = readOffset({ committed, start, end });
          expect(lost).toBeGreaterThanOrEqual(0);
          if (lag === null) return;
          expect(lag).toBeGreaterThanOrEqual(0);
          expect(lag).toBeLessThanOrEqual(end - Math.min(start, end));
        },
      ),
    );
  });
});
