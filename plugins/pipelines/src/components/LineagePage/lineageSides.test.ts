import { lineageSides, type LineageNode } from './lineageSides';

const node = (name: string, distance: number): LineageNode => ({
  entityRef: `resource:default/${name}`,
  name,
  kind: 'Resource',
  type: 'snowflake-table',
  distance,
});

describe('lineageSides', () => {
  it('lists each side from near to far, and the pipeline itself on neither', () => {
    const { upstream, downstream } = lineageSides([
      node('far', -2),
      node('me', 0),
      node('b', -1),
      node('a', -1),
      node('out', 1),
    ]);
    expect(upstream.map(({ name }) => name)).toEqual(['a', 'b', 'far']);
    expect(downstream.map(({ name }) => name)).toEqual(['out']);
  });
});
