import { isStale } from './freshness';

describe('isStale', () => {
  const now = Date.parse('2026-11-21T09:00:00Z');
  it.each([
    ['just written', '2026-11-21T08:59:55Z', false],
    ['two minutes old', '2026-11-21T08:58:00Z', false],
    ['a second older', '2026-11-21T08:57:59Z', true],
    ['never written', undefined, false],
  ])('%s', (_, updatedAt, expected) => {
    expect(isStale(updatedAt, now)).toBe(expected);
  });
});
