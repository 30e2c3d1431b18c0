import { secondsBefore } from './changeWords';

describe('secondsBefore', () => {
  it.each([
    ['2026-11-20T10:00:00Z', 3600],
    ['2026-11-20T11:00:00Z', 0],
    ['2026-11-20T11:30:00Z', 0],
  ])('%s', (at, seconds) => {
    expect(secondsBefore({ at }, '2026-11-20T11:00:00Z')).toBe(seconds);
  });
});
