import { isOpen, standingOf } from './approvalLook';

const rule = (minApprovals: number, missing: number) => ({
  name: 'r',
  minApprovals,
  missing,
  from: [],
  anyone: true,
  approvedBy: [],
  usesFallback: false,
});

describe('standingOf', () => {
  it.each([
    ['no vote', [rule(1, 1), rule(1, 1)], 0, 2],
    ['one of two rules', [rule(1, 0), rule(1, 1)], 1, 2],
    ['a rule that takes two', [rule(2, 1)], 1, 2],
    ['all', [rule(2, 0), rule(1, 0)], 3, 3],
    ['a rule that misses more than it takes', [rule(1, 3)], 0, 1],
  ])('%s', (_, rules, given, needed) => {
    expect(standingOf({ rules })).toEqual({ given, needed });
  });
});

describe('isOpen', () => {
  it.each([
    ['Pending', true],
    ['Approved', true],
    ['Consumed', false],
    ['Expired', false],
  ] as const)('%s: %s', (state, expected) => {
    expect(isOpen({ state })).toBe(expected);
  });
});
