import type { OperationPartition } from '@sluice/plugin-pipelines-node';
import * as fc from 'fast-check';
import { planDifference } from './planDifference';

const row = (
  from: number | null,
  to: number,
  more: Partial<OperationPartition> = {},
): OperationPartition => ({
  topic: 'orders.v1',
  partition: 0,
  from,
  to,
  logStart: 0,
  logEnd: 1_000_000,
  ...more,
});

describe('planDifference', () => {
  it.each([
    ['nothing', row(1000, 0), row(1000, 0), 0, false],
    ['exactly 1 %', row(1000, 0), row(1010, 0), 10, false],
    ['a little more than 1 %', row(1000, 0), row(1011, 0), 11, true],
    ['1 % on both sides', row(1000, 0), row(1010, 10), 20, true],
    ['the other direction', row(1000, 0), row(1000, 2000), 2000, true],
    ['anything where nothing was to move', row(5, 5), row(5, 6), 1, true],
    ['the first commit', row(null, 5), row(3, 5), Infinity, true],
    ['still no commit', row(null, 5), row(null, 5), 0, false],
  ])('of a reset: %s', (_, shown, now, messages, isTooMuch) => {
    expect(planDifference('reset-offsets', [shown], [now])).toMatchObject({
      messages,
      isTooMuch,
    });
  });

  it('says which partition is the furthest off', () => {
    const shown = [row(1204, 0), row(10, 0, { partition: 1 })];
    const now = [row(1204, 0), row(90, 0, { partition: 1 })];
    expect(planDifference('reset-offsets', shown, now).reason).toBe(
      'orders.v1 partition 1 would go from 90 to 0 now, and not from 10 to 0: 80 messages are 6.6 %, and at most 1 % may differ',
    );
  });

  it.each([
    ['came', [row(9, 0)], [row(9, 0), row(9, 0, { partition: 1 })]],
    ['went', [row(9, 0), row(9, 0, { partition: 1 })], [row(9, 0)]],
  ])('takes a partition that %s for something else', (_, shown, now) => {
    expect(planDifference('reset-offsets', shown, now)).toMatchObject({
      isTooMuch: true,
      reason: expect.stringContaining('partition 1'),
    });
  });

  it.each([
    ['more dead letters', { logEnd: 5000 }, 0, false],
    ['1 % deleted', { logStart: 1 }, 1, false],
    ['2 % deleted', { logStart: 2 }, 2, true],
    ['the topic made again', { logEnd: 10 }, 90, true],
  ])('of a replay: %s', (_, more, messages, isTooMuch) => {
    const shown = [row(0, 100, { logEnd: 100 })];
    const now = [row(0, 100, { logEnd: 100, ...more })];
    expect(planDifference('replay-dead-letters', shown, now)).toMatchObject({
      messages,
      isTooMuch,
    });
  });

  it('lets one partition never make up for another', () => {
    const offset = fc.integer({ min: 0, max: 1e9 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(offset, offset, offset, offset), { minLength: 1 }),
        offsets => {
          const shown = offsets.map(([from, to], partition) =>
            row(from, to, { partition }),
          );
          const now = offsets.map(([, , from, to], partition) =>
            row(from, to, { partition }),
          );
          const all = planDifference('reset-offsets', shown, now);
          const each = shown.map(
            (one, i) =>
              planDifference('reset-offsets', [one], [now[i]]).messages,
          );
          expect(all.messages).toBe(each.reduce((a, b) => a + b, 0));
          const total = offsets.reduce((a, [f, t]) => a + Math.abs(t - f), 0);
          expect(all.isTooMuch).toBe(all.messages > total * 0.01);
        },
      ),
    );
  });
});
