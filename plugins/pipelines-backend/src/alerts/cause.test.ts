import fc from 'fast-check';
import { troubledUpstream, type UpstreamState } from './cause';

const FIVE = '2026-11-21T05:00:00.000Z';
const SIX = '2026-11-21T06:00:00.000Z';
const SEVEN = '2026-11-21T07:00:00.000Z';

/** `a>b` is that b reads what a writes. */
function find(
  edges: string[],
  states: Record<string, Omit<UpstreamState, 'ref'>>,
  target = 'target',
): string | undefined {
  return troubledUpstream({
    target,
    edges: edges.map(edge => {
      const [from, to] = edge.split('>');
      return { from, to };
    }),
    states: new Map(
      Object.entries(states).map(([ref, state]) => [ref, { ref, ...state }]),
    ),
  });
}

describe('troubledUpstream', () => {
  const chain = ['a>b', 'b>target'];

  it.each<
    [
      string,
      string[],
      Record<string, Omit<UpstreamState, 'ref'>>,
      string | undefined,
    ]
  >([
    ['nothing is upstream', [], {}, undefined],
    ['all is well upstream', chain, { a: {}, b: {} }, undefined],
    ['the one right before', chain, { b: { troubledSince: SIX } }, 'b'],
    [
      'the furthest, and not what it holds up',
      chain,
      { a: { troubledSince: FIVE }, b: { troubledSince: SIX } },
      'a',
    ],
    [
      'through one that has not run since',
      chain,
      { a: { troubledSince: SIX }, b: { lastSuccessAt: FIVE } },
      'a',
    ],
    [
      'not through one that delivered since',
      chain,
      { a: { troubledSince: SIX }, b: { lastSuccessAt: SEVEN } },
      undefined,
    ],
    [
      'of two, the one in trouble for longest',
      ['a>target', 'b>target'],
      { a: { troubledSince: SIX }, b: { troubledSince: FIVE } },
      'b',
    ],
    [
      'of equals, by name',
      ['b>target', 'a>target'],
      { b: { troubledSince: SIX }, a: { troubledSince: SIX } },
      'a',
    ],
    [
      'what is downstream does not count',
      ['target>c'],
      { c: { troubledSince: SIX } },
      undefined,
    ],
    [
      'itself does not count',
      [],
      { target: { troubledSince: SIX } },
      undefined,
    ],
    [
      'in a circle, one of it',
      ['a>b', 'b>a', 'b>target'],
      { a: { troubledSince: SIX }, b: { troubledSince: SIX } },
      'a',
    ],
  ])('%s', (_, edges, states, expected) => {
    expect(find(edges, states)).toBe(expected);
  });

  const graphs = fc.record({
    edges: fc.uniqueArray(
      fc
        .tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 7 }))
        .map(([from, to]) => `${from}>${to}`),
      { maxLength: 20 },
    ),
    troubled: fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { maxLength: 5 }),
  });

  it('ends on any graph, names one in trouble, and does not depend on the order of edges', () => {
    fc.assert(
      fc.property(graphs, fc.gen(), ({ edges, troubled }, gen) => {
        const states = Object.fromEntries(
          Array.from({ length: 8 }, (_, i) => [
            String(i),
            troubled.includes(i) ? { troubledSince: SIX } : {},
          ]),
        );
        const found = find(edges, states, '0');
        expect(found === undefined || troubled.includes(Number(found))).toBe(
          true,
        );
        expect(found).not.toBe('0');
        const shuffled = gen(fc.shuffledSubarray, edges, {
          minLength: edges.length,
        });
        expect(find(shuffled, states, '0')).toBe(found);
      }),
    );
  });

  it('puts all that a chain holds up down to its beginning', () => {
    const edges = ['a>b', 'b>c', 'c>d'];
    const states = {
      a: { troubledSince: FIVE },
      b: { troubledSince: SIX },
      c: { troubledSince: SIX },
    };
    for (const target of ['b', 'c', 'd']) {
      expect(find(edges, states, target)).toBe('a');
    }
  });
});
