import * as fc from 'fast-check';
import { Pace } from './Pace';

describe('Pace', () => {
  it('lets a sweep through at once, and makes what is more than a second takes wait', async () => {
    let time = 0;
    const waits: number[] = [];
    const pace = new Pace({
      perSecond: 2,
      now: () => time,
      sleep: async ms => waits.push(ms),
    });
    await Promise.all([pace.turn(), pace.turn()]);
    expect(waits).toEqual([]);
    time = 400;
    await Promise.all([pace.turn(), pace.turn(), pace.turn()]);
    expect(waits).toEqual([600, 600, 1600]);
    time = 9000;
    await pace.turn();
    expect(waits).toHaveLength(3);
  });

  it('never lets more through in any second', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 30 }),
        async (perSecond, gaps) => {
          let time = 0;
          let wait = 0;
          const turns: number[] = [];
          const pace = new Pace({
            perSecond,
            now: () => time,
            sleep: async ms => {
              wait = ms;
            },
          });
          for (const gap of gaps) {
            time += gap;
            wait = 0;
            await pace.turn();
            turns.push(time + wait);
          }
          const apart = turns
            .slice(perSecond)
            .map((turn, j) => turn - turns[j]);
          expect(Math.min(1000, ...apart)).toBe(1000);
        },
      ),
    );
  });
});
