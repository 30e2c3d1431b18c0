import { hopsUpstream } from './hops';

describe('hopsUpstream', () => {
  it('counts pipelines by the shortest way, nearest first', () => {
    const edges = [
      { from: 'c', to: 'b' },
      { from: 'b', to: 'a' },
      { from: 'c', to: 'a' },
      { from: 'd', to: 'c' },
      { from: 'a', to: 'downstream' },
    ];
    expect([...hopsUpstream('a', edges)]).toEqual([
      ['a', 0],
      ['b', 1],
      ['c', 1],
      ['d', 2],
    ]);
  });

  it('ends in a circle', () => {
    const edges = [
      { from: 'b', to: 'a' },
      { from: 'a', to: 'b' },
    ];
    expect(hopsUpstream('a', edges).size).toBe(2);
  });
});
