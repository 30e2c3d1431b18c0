import fc from 'fast-check';
import {
  attribute,
  type Attribution,
  type AttributionOptions,
  type LineageRun,
} from './attribution';

const at = (minutes: number) =>
  new Date(Date.UTC(2026, 10, 21, 6, minutes)).toISOString();

/** A run by the minutes after the due time at which it started, was done, and usually is done. */
const run = (
  ref: string,
  started: number | null,
  finished: number | null,
  usual: number | null,
  options: Partial<LineageRun> = {},
): LineageRun => ({
  ref,
  startedAt: started === null ? null : at(started),
  finishedAt: finished === null ? null : at(finished),
  usualFinishAt: usual === null ? null : at(usual),
  known: true,
  ...options,
});
const edge = (path: string) => {
  const [from, to] = path.split('>');
  return { from, to };
};
const attributed = (
  nodes: LineageRun[],
  edges: string[],
  options: Partial<AttributionOptions> = {},
) =>
  attribute({
    nodes,
    edges: edges.map(edge),
    target: 'mart',
    dueAt: at(0),
    now: at(600),
    ...options,
  });
const blamed = ({ blame }: Attribution) =>
  blame.type === 'self' ? 'self' : `${blame.type} ${blame.ref}`;

/** Usually done ten minutes before it is due, done an hour after. */
const mart = run('mart', 40, 60, -10);

describe('attribute', () => {
  it('shows the path with what each hop added', () => {
    const result = attributed(
      [
        mart,
        run('load', 10, 38, -30),
        run('extract', -20, 9, -50),
        run('other', -300, -200, -200),
      ],
      ['load>mart', 'extract>load', 'other>mart'],
    );
    expect(result).toEqual({
      missedMinutes: 60,
      hops: [
        {
          ref: 'extract',
          startedAt: at(-20),
          finishedAt: at(9),
          lateMinutes: 59,
          addedMinutes: 59,
        },
        {
          ref: 'load',
          startedAt: at(10),
          finishedAt: at(38),
          lateMinutes: 68,
          addedMinutes: 9,
        },
        {
          ref: 'mart',
          startedAt: at(40),
          finishedAt: at(60),
          lateMinutes: 70,
          addedMinutes: 2,
        },
      ],
      blame: { type: 'upstream', ref: 'extract' },
    });
  });

  it.each<[string, LineageRun[], string[], string, string[]]>([
    ['it has no upstream', [mart], [], 'self', ['mart']],
    [
      'half of the miss came from upstream',
      [mart, run('load', 0, 38, 8)],
      ['load>mart'],
      'upstream load',
      ['load', 'mart'],
    ],
    [
      'less than half of it did',
      [mart, run('load', 0, 38, 9)],
      ['load>mart'],
      'self',
      ['load', 'mart'],
    ],
    [
      'its upstream was late, but done long before it started',
      [mart, run('load', -60, 34, -200)],
      ['load>mart'],
      'self',
      ['mart'],
    ],
    [
      'it started by the clock and waited for its upstream',
      [run('mart', -120, 60, -10), run('load', -60, 50, -30)],
      ['load>mart'],
      'upstream load',
      ['load', 'mart'],
    ],
    [
      'an upstream that was done after it did not hold it up',
      [mart, run('load', 0, 90, -30)],
      ['load>mart'],
      'self',
      ['mart'],
    ],
    [
      'nor did one that still is not done',
      [mart, run('load', 0, null, -30)],
      ['load>mart'],
      'self',
      ['mart'],
    ],
    [
      'of two upstreams the one that was done last',
      [mart, run('a', 0, 37, -30), run('b', 0, 39, -30)],
      ['a>mart', 'b>mart'],
      'upstream b',
      ['b', 'mart'],
    ],
    [
      'the hop that added most, though it got some from before',
      [mart, run('load', 0, 38, -62), run('extract', -60, -2, -32)],
      ['load>mart', 'extract>load'],
      'upstream load',
      ['extract', 'load', 'mart'],
    ],
    [
      'of equals the furthest upstream',
      [mart, run('load', 0, 38, -40), run('extract', -60, -2, -41)],
      ['load>mart', 'extract>load'],
      'upstream extract',
      ['extract', 'load', 'mart'],
    ],
    [
      'nobody knows when its upstream was done',
      [mart, run('load', null, null, -30, { known: false })],
      ['load>mart'],
      'unknown load',
      ['mart'],
    ],
    [
      'one of its upstreams is not observed at all',
      [mart, run('load', 0, 38, -30)],
      ['load>mart', 'external>mart'],
      'unknown external',
      ['mart'],
    ],
    [
      'nobody knows further up',
      [mart, run('load', 0, 38, -30)],
      ['load>mart', 'external>load'],
      'unknown external',
      ['load', 'mart'],
    ],
    [
      'its upstream has too few runs to be late',
      [mart, run('load', 0, 38, null)],
      ['load>mart'],
      'unknown load',
      ['load', 'mart'],
    ],
    [
      'what is not known lies behind what did not hold it up',
      [mart, run('load', -60, 20, -200)],
      ['load>mart', 'external>load'],
      'self',
      ['mart'],
    ],
    [
      'a cycle ends',
      [mart, run('load', 0, 38, -30)],
      ['load>mart', 'mart>load'],
      'upstream load',
      ['load', 'mart'],
    ],
  ])('%s', (_, nodes, edges, blame, path) => {
    const result = attributed(nodes, edges)!;
    expect(blamed(result)).toBe(blame);
    expect(result.hops.map(hop => hop.ref)).toEqual(path);
  });

  it.each<[string, LineageRun[], string]>([
    [
      'waits for an upstream that is not done',
      [run('mart', null, null, -10), run('load', -60, null, -30)],
      'upstream load',
    ],
    [
      'has not started, although its upstream was done long ago',
      [run('mart', null, null, -10), run('load', -60, -35, -40)],
      'self',
    ],
    [
      'hangs, and its upstream was done in time',
      [run('mart', -30, null, -10), run('load', -60, -31, -30)],
      'self',
    ],
  ])('takes what is missing up to now: %s', (_, nodes, blame) => {
    const result = attributed(nodes, ['load>mart'], { now: at(90) })!;
    expect(result.missedMinutes).toBe(90);
    expect(blamed(result)).toBe(blame);
  });

  it.each([
    ['it was in time', [run('mart', -40, 0, -10)]],
    ['it is not due yet', [run('mart', -40, null, -10)]],
    ['it is not there', [run('load', -40, 60, -10)]],
  ])('says nothing where nothing was missed: %s', (_, nodes) => {
    expect(attributed(nodes, [], { now: at(0) })).toBeUndefined();
  });

  const refs = ['mart', 'a', 'b', 'c', 'd'];
  const times = fc.integer({ min: -200, max: 60 });
  const anyNode = fc
    .tuple(times, fc.option(fc.nat(90)), fc.option(times), fc.boolean())
    .map(
      ([started, took, usual, known]) =>
        (ref: string) =>
          run(ref, started, took === null ? null : started + took, usual, {
            known: known || ref === 'mart',
          }),
    );
  const graph = fc.tuple(
    fc.tuple(anyNode, anyNode, anyNode, anyNode, anyNode),
    fc.uniqueArray(
      fc
        .tuple(fc.constantFrom(...refs), fc.constantFrom(...refs))
        .filter(([from, to]) => from !== to)
        .map(([from, to]) => `${from}>${to}`),
    ),
  );

  it('does not depend on the order of nodes and edges, and adds up', () => {
    fc.assert(
      fc.property(graph, ([make, edges]) => {
        const nodes = make.map((node, i) => node(refs[i]));
        const result = attributed(nodes, edges);
        const turned = attributed([...nodes].reverse(), [...edges].reverse());
        // Which of several unknown ones is named is all that may differ.
        expect(turned?.hops).toEqual(result?.hops);
        expect(turned?.blame.type).toBe(result?.blame.type);
        if (!result) return true;
        const { blame, hops, missedMinutes } = result;
        const last = hops[hops.length - 1];
        const sum = hops.reduce((n, hop) => n + (hop.addedMinutes ?? NaN), 0);
        const addsUp =
          Number.isNaN(sum) || Math.abs(sum - last.lateMinutes!) < 1e-9;
        const suspect =
          blame.type === 'upstream'
            ? hops.slice(0, -1).find(hop => hop.ref === blame.ref)
            : undefined;
        const isJust =
          blame.type !== 'upstream' ||
          suspect!.lateMinutes! >= missedMinutes / 2;
        return last.ref === 'mart' && addsUp && isJust;
      }),
    );
  });

  it('says unknown wherever an upstream of the one that missed is', () => {
    fc.assert(
      fc.property(graph, ([make, edges]) => {
        const nodes = make.map((node, i) => node(refs[i]));
        const result = attributed(nodes, edges);
        const blind = edges
          .map(edge)
          .some(
            ({ from, to }) =>
              to === 'mart' && !nodes.find(n => n.ref === from)?.known,
          );
        const isHonest = result?.blame.type === 'unknown';
        expect(!result || !blind || isHonest).toBe(true);
      }),
    );
  });
});
