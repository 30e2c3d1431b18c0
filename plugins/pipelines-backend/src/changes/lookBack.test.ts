import { lookBack } from './lookBack';

const NOW = new Date('2026-11-21T06:00:00Z');

describe('lookBack', () => {
  it.each([
    [
      '2026-11-20T11:00:00Z',
      '24h',
      '2026-11-19T11:00:00.000Z',
      '2026-11-20T11:00:00.000Z',
    ],
    [
      '2026-11-20T11:00:00+01:00',
      '1h',
      '2026-11-20T09:00:00.000Z',
      '2026-11-20T10:00:00.000Z',
    ],
    [
      '2026-11-20T11:00:00Z',
      '14d',
      '2026-11-06T11:00:00.000Z',
      '2026-11-20T11:00:00.000Z',
    ],
    [
      '2030-01-01T00:00:00Z',
      '6h',
      '2026-11-21T00:00:00.000Z',
      '2026-11-21T06:00:00.000Z',
    ],
  ])('%s and %s', (before, back, from, to) => {
    expect(lookBack(before, back, NOW)).toEqual({ from, before: to });
  });

  it.each(['15d', '0h', '337h', '24', '24m', ''])('refuses %s', back => {
    expect(() => lookBack('2026-11-20T11:00:00Z', back, NOW)).toThrow(
      /window is/,
    );
  });

  it('refuses what is no instant', () => {
    expect(() => lookBack('yesterday', '24h', NOW)).toThrow(/before has to be/);
  });
});
