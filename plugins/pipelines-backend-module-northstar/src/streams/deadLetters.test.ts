import { DEAD_LETTERS, deadLettersAt } from './deadLetters';

const AT = Date.UTC(2026, 10, 26, 12);
const read = (limit: number, at = AT, topic = DEAD_LETTERS) =>
  deadLettersAt({ seed: 'x', topic, limit, at, startedAt: AT });

describe('the dead letters of the demo', () => {
  it('are told the newest first, by all three conventions', () => {
    const letters = read(200);
    expect(letters).toHaveLength(200);
    expect(new Set(letters.map(each => each.convention))).toEqual(
      new Set(['connect', 'spring', 'plain']),
    );
    const offsets = letters.map(each => each.offset);
    expect(offsets).toEqual([...offsets].sort((a, b) => b - a));
    expect(letters[0].at).toBe('2026-11-26T12:00:00.000Z');
  });

  it('say the same of the same offset later', () => {
    const now = new Map(read(50).map(each => [each.offset, each.reason]));
    const later = read(50, AT + 20_000).filter(each => now.has(each.offset));
    expect(later.length).toBeGreaterThan(10);
    for (const each of later) expect(each.reason).toBe(now.get(each.offset));
  });

  it('are in one topic alone', () => {
    expect(() => read(1, AT, 'orders.v1')).toThrow('no dead-letter topic');
  });
});
