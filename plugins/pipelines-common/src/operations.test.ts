import * as fc from 'fast-check';
import { operationTotals } from './operations';

const none = { readAgain: 0, skipped: 0, copied: 0, unknown: 0 };

describe('operationTotals', () => {
  it.each([
    ['back', 'reset-offsets', [{ from: 100, to: 40 }], { readAgain: 60 }],
    ['forward', 'reset-offsets', [{ from: 40, to: 100 }], { skipped: 60 }],
    ['nowhere', 'reset-offsets', [{ from: 40, to: 40 }], {}],
    [
      'both ways, without one weighing up the other',
      'reset-offsets',
      [
        { from: 100, to: 40 },
        { from: 0, to: 25 },
      ],
      { readAgain: 60, skipped: 25 },
    ],
    [
      'from where nothing was committed',
      'reset-offsets',
      [{ from: null, to: 40 }],
      { unknown: 1 },
    ],
    ['a copy', 'replay-dead-letters', [{ from: 3, to: 10 }], { copied: 7 }],
  ] as const)('counts %s', (_, kind, partitions, expected) => {
    expect(operationTotals(kind, [...partitions])).toEqual({
      ...none,
      partitions: partitions.length,
      ...expected,
    });
  });

  it('counts each message of a reset once', () => {
    const offset = fc.integer({ min: 0, max: 1e12 });
    fc.assert(
      fc.property(
        fc.array(fc.record({ from: offset, to: offset })),
        partitions => {
          const { readAgain, skipped } = operationTotals(
            'reset-offsets',
            partitions,
          );
          const moved = partitions.map(({ from, to }) => to - from);
          expect(skipped - readAgain).toBe(moved.reduce((a, b) => a + b, 0));
          expect(skipped + readAgain).toBe(
            moved.reduce((a, b) => a + Math.abs(b), 0),
          );
        },
      ),
    );
  });
});
