import { groupFacets } from './groupFacets';
import type { GroupCount } from './LagReads';

const of = (
  status: GroupCount['status'],
  cluster: string,
  bound: boolean,
  count: number,
  active = true,
): GroupCount => ({ status, cluster, bound, active, count });

const COUNTS = [
  of('ok', 'main', true, 20),
  of('stall', 'main', true, 1),
  of('stop', 'main', false, 2),
  of('ok', 'edge', false, 5),
  of('stop', 'edge', false, 3, false),
];

describe('groupFacets', () => {
  it.each([
    [
      'nothing is chosen',
      { abandoned: false },
      {
        totalItems: 28,
        byStatus: { ok: 25, stall: 1, stop: 2 },
        byCluster: { main: 23, edge: 5 },
        byBinding: { bound: 21, unbound: 7 },
        abandoned: 3,
      },
    ],
    [
      'those given up are shown too',
      { abandoned: true },
      {
        totalItems: 31,
        byStatus: { ok: 25, stall: 1, stop: 5 },
        byCluster: { main: 23, edge: 8 },
        byBinding: { bound: 21, unbound: 10 },
        abandoned: 3,
      },
    ],
    [
      'a status and a cluster are chosen: each leaves out itself alone',
      { abandoned: false, status: ['stop' as const], cluster: ['main'] },
      {
        totalItems: 2,
        byStatus: { ok: 20, stall: 1, stop: 2 },
        byCluster: { main: 2 },
        byBinding: { bound: 0, unbound: 2 },
        abandoned: 0,
      },
    ],
    [
      'only those without a pipeline',
      { abandoned: false, bound: false },
      {
        totalItems: 7,
        byStatus: { stop: 2, ok: 5 },
        byCluster: { main: 2, edge: 5 },
        byBinding: { bound: 21, unbound: 7 },
        abandoned: 3,
      },
    ],
  ])('%s', (_, chosen, expected) => {
    expect(groupFacets(COUNTS, chosen)).toEqual(expected);
  });
});
