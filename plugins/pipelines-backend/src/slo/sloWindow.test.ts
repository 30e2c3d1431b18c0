import type { SloWindow } from '@sluice/plugin-pipelines-common';
import { periodDays, windowRange } from './sloWindow';

const rolling = (days: number): SloWindow => ({ type: 'rolling', days });
const calendar = (unit: 'month' | 'quarter', timezone = 'UTC'): SloWindow => ({
  type: 'calendar',
  unit,
  timezone,
});

describe('windowRange', () => {
  it.each<[string, SloWindow, string, string | undefined, string, string]>([
    [
      '28 days with today',
      rolling(28),
      '2026-11-21T12:00Z',
      undefined,
      '2026-10-25',
      '2026-11-22',
    ],
    [
      'one day',
      rolling(1),
      '2026-11-21T12:00Z',
      undefined,
      '2026-11-21',
      '2026-11-22',
    ],
    [
      'today by another zone',
      rolling(7),
      '2026-11-21T03:00Z',
      'America/New_York',
      '2026-11-14',
      '2026-11-21',
    ],
    [
      'over a leap day',
      rolling(2),
      '2028-02-29T12:00Z',
      undefined,
      '2028-02-28',
      '2028-03-01',
    ],
    [
      'a month',
      calendar('month'),
      '2026-02-10T12:00Z',
      undefined,
      '2026-02-01',
      '2026-03-01',
    ],
    [
      'a month that has begun there already',
      calendar('month', 'Asia/Tokyo'),
      '2026-01-31T16:00Z',
      undefined,
      '2026-02-01',
      '2026-03-01',
    ],
    [
      'a month that has not begun there yet',
      calendar('month', 'America/New_York'),
      '2026-02-01T04:59Z',
      'Asia/Tokyo',
      '2026-01-01',
      '2026-02-01',
    ],
    [
      'December',
      calendar('month'),
      '2026-12-31T23:59Z',
      undefined,
      '2026-12-01',
      '2027-01-01',
    ],
    [
      'a quarter',
      calendar('quarter'),
      '2026-05-31T12:00Z',
      undefined,
      '2026-04-01',
      '2026-07-01',
    ],
    [
      'the last quarter',
      calendar('quarter'),
      '2026-12-31T12:00Z',
      undefined,
      '2026-10-01',
      '2027-01-01',
    ],
  ])('%s', (_, window, now, timezone, from, to) => {
    expect(windowRange(window, new Date(now), timezone)).toEqual({ from, to });
  });

  it('names a zone that does not exist', () => {
    expect(() => windowRange(calendar('month', 'X/Y'), new Date())).toThrow(
      "Unknown time zone 'X/Y'",
    );
  });
});

describe('periodDays', () => {
  it.each([
    [rolling(28), 28],
    [calendar('month'), 30],
    [calendar('quarter'), 90],
  ])('%j', (window, days) => {
    expect(periodDays(window)).toBe(days);
  });
});
