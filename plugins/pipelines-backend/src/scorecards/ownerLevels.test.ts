import fc from 'fast-check';
import { levelOfCounts, meanLevel, noCounts, rankOf } from './ownerLevels';
import { ownerLevel } from './levels';

const scorecard = {
  ownerShare: 0.8,
  levels: ['bronze', 'silver', 'gold'].map(name => ({ name, checks: [] })),
} as never as Parameters<typeof ownerLevel>[0];

describe('levelOfCounts', () => {
  it.each([
    ['has no pipelines', [0, 0, 0, 0], undefined],
    ['has one of ten that keeps it back', [1, 0, 0, 9], 'gold'],
    ['has three of ten below', [3, 0, 0, 7], undefined],
    ['has most at silver or above', [0, 2, 4, 4], 'silver'],
    ['has all at bronze', [0, 5, 0, 0], 'bronze'],
  ])('knows an owner that %s', (_, counts, level) => {
    expect(levelOfCounts(scorecard, counts)).toBe(level);
  });

  it('is what the levels of each pipeline make', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(undefined, 'bronze', 'silver', 'gold')),
        levels => {
          const counts = noCounts(scorecard);
          for (const each of levels) counts[rankOf(scorecard, each)] += 1;
          expect(levelOfCounts(scorecard, counts)).toBe(
            ownerLevel(scorecard, levels),
          );
        },
      ),
    );
  });
});

describe('meanLevel', () => {
  it('counts those below the first level as 0', () => {
    expect(meanLevel([1, 1, 0, 0])).toBe(0.5);
    expect(meanLevel([0, 0, 0, 0])).toBe(0);
  });
});
