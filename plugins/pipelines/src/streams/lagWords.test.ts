import {
  formatMessages,
  formatRate,
  timeBehind,
  timeBehindOf,
} from './lagWords';

describe('formatMessages and formatRate', () => {
  it.each([
    [undefined, '—'],
    [0, '0'],
    [4573036, '4,573,036'],
  ])('messages %s: %s', (messages, expected) => {
    expect(formatMessages(messages)).toBe(expected);
  });

  it.each([
    [undefined, '—'],
    [0, '0'],
    [0.4, '0.4'],
    [318.52, '319'],
    [70_064.1, '70,064'],
  ])('rate %s: %s', (rate, expected) => {
    expect(formatRate(rate)).toBe(expected);
  });
});

describe('timeBehind', () => {
  const group = { state: 'stable' as const, unknownPartitions: 0 };
  it.each([
    [
      { ...group, lag: 0, seconds: 0 },
      { known: true, seconds: 0 },
    ],
    [
      { ...group, lag: 900, atLeastSeconds: 720 },
      { known: false, atLeastSeconds: 720, why: 'older' },
    ],
    [
      { ...group, lag: 900, unknownPartitions: 2, atLeastSeconds: 40 },
      { known: false, atLeastSeconds: 40, why: 'partitions' },
    ],
    [
      { ...group, state: 'unknown' as const },
      { known: false, why: 'unread' },
    ],
    [group, { known: false, why: 'uncommitted' }],
  ])('%j', (of, expected) => {
    expect(timeBehind(of)).toEqual(expected);
  });

  it.each([
    [
      { condition: 'read' as const, seconds: 3 },
      { known: true, seconds: 3 },
    ],
    [
      { condition: 'behind-start' as const, atLeastSeconds: 60 },
      { known: false, atLeastSeconds: 60, why: 'older' },
    ],
    [
      { condition: 'never-committed' as const },
      { known: false, why: 'uncommitted' },
    ],
    [{ condition: 'unknown' as const }, { known: false, why: 'unread' }],
  ])('of a partition: %j', (of, expected) => {
    expect(timeBehindOf(of)).toEqual(expected);
  });
});
