import { kindWords } from './kindWords';

describe('kindWords', () => {
  it.each([
    ['deadline', 'deadline'],
    ['duration', 'run'],
    ['success', 'success'],
    ['freshness', 'counted'],
    ['completeness', 'counted'],
    ['correctness', 'counted'],
  ] as const)('of %s are those of a %s', (kind, expected) => {
    expect(kindWords(kind)).toBe(expected);
  });
});
