import type { DeadLetterReplay } from './operations';
import * as fc from 'fast-check';
import { planReplay, shared } from './planReplay';

const replay = (more: Partial<DeadLetterReplay> = {}): DeadLetterReplay => ({
  kind: 'replay-dead-letters',
  topic: 'orders.v1.dlq',
  into: 'orders.v1',
  maxMessages: 1000,
  perSecond: 10,
  ...more,
});
const log = (logStart: number, logEnd: number, partition = 0) => ({
  partition,
  logStart,
  logEnd,
});
const ranges = (...args: Parameters<typeof planReplay>) =>
  planReplay(...args).partitions.map(({ from, to }) => [from, to]);

describe('planReplay', () => {
  it.each<[string, Parameters<typeof planReplay>, number[][]]>([
    ['all that there is', [replay(), [log(5, 30)], []], [[5, 30]]],
    [
      'what came after the last replay',
      [replay(), [log(5, 30)], [{ partition: 0, offset: 20 }]],
      [[20, 30]],
    ],
    [
      'all again',
      [replay({ again: true }), [log(5, 30)], [{ partition: 0, offset: 20 }]],
      [[5, 30]],
    ],
    [
      'what is left of it',
      [replay(), [log(25, 30)], [{ partition: 0, offset: 20 }]],
      [[25, 30]],
    ],
    [
      'a topic that was made again from its beginning',
      [replay(), [log(0, 3)], [{ partition: 0, offset: 20 }]],
      [[0, 3]],
    ],
    [
      'at most as many as asked for',
      [replay({ maxMessages: 10 }), [log(0, 100, 1), log(0, 3, 0)], []],
      [
        [0, 3],
        [0, 7],
      ],
    ],
    ['nothing of an empty topic', [replay(), [log(7, 7)], []], [[7, 7]]],
  ])('copies %s', (_, args, expected) => {
    expect(ranges(...args)).toEqual(expected);
  });

  it('says what is left, and where it goes on', () => {
    expect(
      planReplay(
        replay({ maxMessages: 4 }),
        [log(0, 10)],
        [{ partition: 0, offset: 1 }],
      ).notes,
    ).toEqual([
      '5 more dead letters are left for another replay',
      'It goes on where the last replay of this topic ended',
    ]);
  });

  it('shares out all that can be taken, and no more than each can take', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1e6), { minLength: 1, maxLength: 50 }),
        fc.nat(1e7),
        (limits, total) => {
          const shares = shared(limits, total);
          const sum = (list: number[]) => list.reduce((a, b) => a + b, 0);
          expect(sum(shares)).toBe(Math.min(total, sum(limits)));
          shares.forEach((share, i) => {
            expect(share).toBeLessThanOrEqual(limits[i]);
          });
        },
      ),
    );
  });
});
