import * as fc from 'fast-check';
import { addCommit, type Commit, COMMITS_KEPT } from './commits';

const keep = (commits: Commit[]) =>
  commits.reduce<Commit[]>((kept, commit) => addCommit(kept, commit), []);
const at = (...pairs: Array<[at: number, offset: number]>): Commit[] =>
  pairs.map(([time, offset]) => ({ at: time, offset }));

describe('addCommit', () => {
  it.each<[string, Commit[], Commit[]]>([
    ['the first', at([5, 1]), at([5, 1])],
    [
      'those a second apart',
      at([0, 1], [1000, 1], [2000, 2]),
      at([0, 1], [1000, 1], [2000, 2]),
    ],
    [
      'one that comes sooner takes the place of the one before, and its time',
      at([0, 1], [400, 2], [900, 3], [1000, 4]),
      at([0, 3], [1000, 4]),
    ],
    [
      'one that goes back is kept however soon it comes',
      at([0, 600], [300, 200]),
      at([0, 600], [300, 200]),
    ],
    [
      '… and stays, however soon others follow',
      at([0, 600], [300, 200], [400, 610], [500, 620]),
      at([0, 600], [300, 200], [400, 620]),
    ],
    [
      'a clock that went back',
      at([5000, 1], [3000, 2], [6500, 3]),
      at([5000, 2], [6500, 3]),
    ],
  ])('%s', (_, commits, kept) => {
    expect(keep(commits)).toEqual(kept);
  });

  const commits = fc.array(
    fc.record({ at: fc.nat(60_000), offset: fc.nat(50) }),
    { minLength: 1, maxLength: 60 },
  );

  it('keeps a few, in the order of their times, and always the last offset', () => {
    fc.assert(
      fc.property(commits, made => {
        const kept = keep(made);
        expect(kept.length).toBeLessThanOrEqual(COMMITS_KEPT);
        expect(kept.at(-1)!.offset).toBe(made.at(-1)!.offset);
        for (let i = 1; i < kept.length; i++) {
          const apart = kept[i].at - kept[i - 1].at;
          const wentBack = (n: number) => kept[n]?.offset < kept[n - 1]?.offset;
          // Of the first one that is kept nobody knows any more whether it went back.
          const isClose = wentBack(i) || wentBack(i - 1) || i === 1;
          expect(apart).toBeGreaterThanOrEqual(isClose ? 0 : 1000);
        }
      }),
    );
  });

  it('keeps each step back of the last few commits', () => {
    fc.assert(
      fc.property(commits, made => {
        const kept = keep(made.slice(0, 5));
        const back = (list: Commit[]) =>
          list.filter((c, i) => i > 0 && c.offset < list[i - 1].offset).length;
        expect(back(kept)).toBe(back(made.slice(0, 5)));
      }),
    );
  });

  it('gets on however often a consumer commits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), everyMs => {
        const made = Array.from({ length: 12_000 / everyMs }, (_, i) => ({
          at: i * everyMs,
          offset: i,
        }));
        const kept = keep(made);
        const span = kept.at(-1)!.at - kept[0].at;
        expect(span).toBeGreaterThanOrEqual(4_000);
      }),
      { numRuns: 20 },
    );
  });

  it('changes nothing that it was given', () => {
    const kept = Object.freeze(at([0, 1]));
    addCommit(kept, { at: 2000, offset: 2 });
    expect(kept).toEqual(at([0, 1]));
  });
});
