import { readInstant } from './readInstant';

describe('readInstant', () => {
  it('reads a time of any zone, and names the option that has none', () => {
    expect(readInstant('--at', '2026-03-02T10:00:00+01:00')).toBe(
      '2026-03-02T09:00:00.000Z',
    );
    expect(() => readInstant('--at', 'noon')).toThrow(
      '--at noon is no time of ISO 8601',
    );
  });
});
