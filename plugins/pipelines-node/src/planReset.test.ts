import type { OffsetReset } from './operations';
import * as fc from 'fast-check';
import { planReset, type ResetPartition } from './planReset';

const reset = (
  to: OffsetReset['to'],
  more: Partial<OffsetReset> = {},
): OffsetReset => ({ kind: 'reset-offsets', group: 'billing/ü', to, ...more });

const row = (more: Partial<ResetPartition> = {}): ResetPartition => ({
  topic: 'orders.v1',
  partition: 0,
  committed: 500,
  logStart: 100,
  logEnd: 900,
  ...more,
});

describe('planReset', () => {
  it.each<[string, OffsetReset['to'], Partial<ResetPartition>, number]>([
    ['earliest', { at: 'earliest' }, {}, 100],
    ['latest', { at: 'latest' }, {}, 900],
    ['an offset', { at: 'offset', offset: 300 }, {}, 300],
    ['an offset that is deleted', { at: 'offset', offset: 3 }, {}, 100],
    ['an offset beyond the end', { at: 'offset', offset: 3000 }, {}, 900],
    ['a time', { at: 'time', time: '' }, { since: 450 }, 450],
    [
      'a time since which nothing came',
      { at: 'time', time: '' },
      { since: -1 },
      900,
    ],
  ])('puts a group to %s', (_, to, more, expected) => {
    expect(planReset(reset(to), [row(more)]).partitions).toEqual([
      {
        topic: 'orders.v1',
        partition: 0,
        from: 500,
        to: expected,
        logStart: 100,
        logEnd: 900,
      },
    ]);
  });

  it('takes all partitions of the topics that it has committed to, and no others', () => {
    const plan = planReset(reset({ at: 'latest' }), [
      row({ partition: 1, committed: -1 }),
      row(),
      row({ topic: 'carts.v1', committed: -1 }),
    ]);
    expect(plan.partitions.map(p => [p.topic, p.partition, p.from])).toEqual([
      ['orders.v1', 0, 500],
      ['orders.v1', 1, null],
    ]);
  });

  it('takes only topics that were named, and refuses one that it knows nothing of', () => {
    const rows = [row(), row({ topic: 'carts.v1' })];
    const topics = ['carts.v1'];
    expect(
      planReset(reset({ at: 'latest' }, { topics }), rows).partitions,
    ).toHaveLength(1);
    expect(() =>
      planReset(reset({ at: 'latest' }, { topics: ['x'] }), rows),
    ).toThrow('billing/ü has committed nothing in x');
    expect(() =>
      planReset(reset({ at: 'latest' }), [row({ committed: -1 })]),
    ).toThrow('nothing to reset');
  });

  it('says what is lost already', () => {
    const { notes } = planReset(reset({ at: 'earliest' }), [
      row({ committed: 50 }),
    ]);
    expect(notes).toEqual([expect.stringContaining('are deleted already')]);
  });

  it('never leaves the log', () => {
    const offset = fc.integer({ min: 0, max: 1e9 });
    fc.assert(
      fc.property(offset, offset, offset, (a, b, wanted) => {
        const logStart = Math.min(a, b);
        const logEnd = Math.max(a, b);
        const { partitions } = planReset(
          reset({ at: 'offset', offset: wanted }),
          [row({ logStart, logEnd })],
        );
        expect(partitions[0].to).toBeGreaterThanOrEqual(logStart);
        expect(partitions[0].to).toBeLessThanOrEqual(logEnd);
      }),
    );
  });
});
