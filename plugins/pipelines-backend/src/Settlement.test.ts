import { Settlement } from './Settlement';

describe('Settlement', () => {
  it.each<[string, Array<number | undefined>, boolean]>([
    ['has to look more than once', [5], false],
    ['takes two and a half minutes', [5, 5, 5, 5, 5, 5], true],
    ['is not there yet before that', [5, 5, 5, 5, 5], false],
    ['begins anew when there is more', [5, 5, 5, 5, 6, 6], false],
    ['begins anew when there is work', [5, 5, 5, 5, undefined, 5], false],
    ['never is while there is work', Array(20).fill(undefined), false],
  ])('%s', async (_, sizes, expected) => {
    let time = 0;
    let next = 0;
    const settlement = new Settlement({
      look: async () => sizes[next++],
      now: () => new Date(time),
    });
    let isSettled = false;
    for (let i = 0; i < sizes.length; i++) {
      isSettled = await settlement.isSettled();
      time += 30_000;
    }
    expect(isSettled).toBe(expected);
  });
});
