import { daysUntil, formatCondition, formatFact } from './factWords';

const words = { yes: 'yes', no: 'no', or: 'or' };

describe('formatFact', () => {
  it.each([
    [true, undefined, 'yes'],
    [false, undefined, 'no'],
    ['full', undefined, 'full'],
    [0.82, 'share', '82 %'],
    [0.57, 'share', '57 %'],
    [0.9996, 'share', '99.9 %'],
    [-0.2, 'share', '−20 %'],
    [-1.1434, 'share', '−114.3 %'],
    [3.25, 'days', '3.3 d'],
    [2, 'hours', '2 h'],
    [90, 'seconds', '90 s'],
    [12, 'count', '12'],
  ] as const)('%s of %s: %s', (value, unit, expected) => {
    expect(formatFact(value, unit, words)).toBe(expected);
  });
});

it('leaves out tenths where there is no room', () => {
  const short = (share: number) =>
    formatFact(share, 'share', words, { isShort: true });
  expect([0.9996, -1.1434, 1].map(short)).toEqual(['99 %', '−114 %', '100 %']);
});

describe('formatCondition', () => {
  it.each([
    [{ atLeast: 0.8 }, 'share', '≥ 80 %'],
    [{ atMost: 90 }, 'days', '≤ 90 d'],
    [{ is: true }, undefined, 'yes'],
    [{ oneOf: ['backward', 'full'] }, undefined, 'backward or full'],
  ] as const)('%j: %s', (condition, unit, expected) => {
    expect(
      formatCondition(
        condition as Parameters<typeof formatCondition>[0],
        unit,
        words,
      ),
    ).toBe(expected);
  });
});

describe('daysUntil', () => {
  it.each([
    ['2026-11-26T18:00:00.000Z', 1],
    ['2026-11-27T12:00:00.000Z', 1],
    ['2026-11-26T12:00:00.000Z', 0],
    ['2026-11-24T12:00:00.000Z', -2],
  ])('%s: %d', (instant, days) => {
    expect(daysUntil(instant, Date.parse('2026-11-26T12:00:00.000Z'))).toBe(
      days,
    );
  });
});
