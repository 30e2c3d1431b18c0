import { LAG_STATUSES, type LagStatus } from '@sluice/plugin-pipelines-common';
import * as fc from 'fast-check';
import { judgeGroup, rankOf, type JudgedPartition } from './judgeGroup';

const partition = (
  number: number,
  status: LagStatus,
  options: Partial<JudgedPartition> = {},
): JudgedPartition => ({
  topic: 'orders.v1',
  partition: number,
  verdict: { status, reason: `it is ${status}`, inferred: false, complete: 1 },
  ...options,
});

describe('judgeGroup', () => {
  it.each<[string, JudgedPartition[], string | undefined, object]>([
    [
      'the worst partition wins, and says why',
      [partition(0, 'ok'), partition(3, 'stall'), partition(1, 'warn')],
      undefined,
      { status: 'stall', reason: 'orders.v1 partition 3: it is stall' },
    ],
    [
      'of those that are alike the first says why',
      [partition(4, 'stop'), partition(2, 'stop'), partition(3, 'stop')],
      undefined,
      {
        status: 'stop',
        reason: 'orders.v1 partition 2: it is stop, and 2 more like it',
      },
    ],
    [
      'all well',
      [partition(0, 'ok'), partition(1, 'ok')],
      undefined,
      { status: 'ok', reason: 'all partitions are read' },
    ],
    [
      'a part that cannot be read is not fine',
      [partition(0, 'ok'), partition(1, 'unknown')],
      undefined,
      { status: 'unknown' },
    ],
    [
      'what is known to be bad goes before what is unknown',
      [partition(0, 'unknown'), partition(1, 'warn')],
      undefined,
      { status: 'warn' },
    ],
    [
      'a partition in which it never committed does not count while others do',
      [partition(0, 'ok'), partition(1, 'unknown', { hasCommitted: false })],
      undefined,
      { status: 'ok' },
    ],
    [
      'a group that never committed at all',
      [partition(0, 'unknown', { hasCommitted: false })],
      undefined,
      { status: 'unknown', reason: 'orders.v1 partition 0: it is unknown' },
    ],
    [
      'a group that cannot be read',
      [],
      'not authorised to describe the group',
      { status: 'unknown', reason: 'not authorised to describe the group' },
    ],
    ['a group of nothing', [], undefined, { status: 'unknown' }],
  ])('%s', (_, partitions, problem, expected) => {
    expect(judgeGroup({ partitions, problem })).toMatchObject(expected);
  });

  it('is never better than a partition that counts', () => {
    const statuses = fc.array(fc.constantFrom(...LAG_STATUSES), {
      minLength: 1,
    });
    fc.assert(
      fc.property(statuses, list => {
        const { status } = judgeGroup({
          partitions: list.map((s, i) => partition(i, s)),
        });
        expect(rankOf(status)).toBe(Math.min(...list.map(rankOf)));
      }),
    );
  });
});
