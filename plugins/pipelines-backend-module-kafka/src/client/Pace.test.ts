import { Pace } from './Pace';

describe('Pace', () => {
  it('lets so many through a second, evenly, and makes nobody wait after a rest', async () => {
    let time = 0;
    const waits: number[] = [];
    const pace = new Pace({
      perSecond: 10,
      now: () => time,
      sleep: async ms => waits.push(ms),
    });
    await Promise.all([pace.turn(), pace.turn(), pace.turn()]);
    expect(waits).toEqual([100, 200]);
    time = 5000;
    await pace.turn();
    expect(waits).toHaveLength(2);
  });
});
