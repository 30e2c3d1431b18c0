import {
  formatAge,
  formatDuration,
  formatInstant,
  formatInstantFully,
  formatInterval,
} from './format';

const now = Date.parse('2026-11-21T10:00:00Z');

describe('formatDuration', () => {
  it.each([
    [undefined, '—'],
    [Number.NaN, '—'],
    [0, '0 s'],
    [0.94, '0.9 s'],
    [8, '8 s'],
    [9.96, '10 s'],
    [119, '119 s'],
    [120, '2 min'],
    [45 * 60, '45 min'],
    [119 * 60 + 31, '2 h'],
    [130 * 60, '2 h 10 min'],
    [47 * 3600 + 59 * 60, '47 h 59 min'],
    [3 * 86400 + 4 * 3600, '3 d 4 h'],
    [-90, '−90 s'],
  ])('says %p seconds as %s', (seconds, expected) => {
    expect(formatDuration(seconds)).toBe(expected);
  });
});

describe('formatAge', () => {
  it.each([
    [undefined, '—'],
    ['not a time', '—'],
    ['2026-11-21T10:00:00Z', 'now'],
    ['2026-11-21T10:00:04Z', 'now'],
    ['2026-11-21T09:59:54Z', '6 s ago'],
    ['2026-11-21T09:42:00Z', '18 min ago'],
    ['2026-11-20T09:00:00Z', '25 h ago'],
    ['2026-11-18T10:00:00Z', '3 d ago'],
    ['2026-11-21T12:10:00Z', 'in 2 h'],
  ])('says %p as %s', (instant, expected) => {
    expect(formatAge(instant, now)).toBe(expected);
  });
});

describe('formatInstant', () => {
  it.each([
    ['leaves today out', '2026-11-21T04:58:00Z', 'UTC', '04:58'],
    ['names another day', '2026-11-19T06:42:00Z', 'UTC', 'Thu 19 Nov 06:42'],
    [
      'names the year when it is far',
      '2025-01-02T06:42:00Z',
      'UTC',
      '2 Jan 2025 06:42',
    ],
    [
      'asks the zone what today is',
      '2026-11-21T04:58:00Z',
      'America/New_York',
      'Fri 20 Nov 23:58',
    ],
    ['has a dash for none', undefined, 'UTC', '—'],
  ])('%s', (_, instant, zone, expected) => {
    expect(formatInstant(instant, { now, zone })).toBe(expected);
  });
});

describe('formatInterval', () => {
  it.each([
    [
      'leaves today out',
      '2026-11-21T04:00:00Z',
      '2026-11-21T05:00:00Z',
      'UTC',
      '04:00 – 05:00',
    ],
    [
      'names another day once',
      '2026-11-19T04:00:00Z',
      '2026-11-19T05:00:00Z',
      'UTC',
      'Thu 19 Nov 04:00 – 05:00',
    ],
    [
      'names both days, today too, where clocks agree',
      '2026-11-20T11:10:00Z',
      '2026-11-21T11:10:00Z',
      'Europe/Berlin',
      'Fri 20 Nov 12:10 – Sat 21 Nov 12:10',
    ],
    [
      'names both days of the past',
      '2026-11-18T23:30:00Z',
      '2026-11-19T00:30:00Z',
      'UTC',
      'Wed 18 Nov 23:30 – Thu 19 Nov 00:30',
    ],
    [
      'asks the zone where a day ends',
      '2026-11-18T23:30:00Z',
      '2026-11-19T00:30:00Z',
      'America/New_York',
      'Wed 18 Nov 18:30 – 19:30',
    ],
    [
      'names the year on both sides of 300 days',
      '2026-01-20T00:00:00Z',
      '2026-01-27T00:00:00Z',
      'UTC',
      '20 Jan 2026 00:00 – 27 Jan 2026 00:00',
    ],
    [
      'is a moment where nothing lies between',
      '2026-11-19T04:00:00Z',
      '2026-11-19T04:00:00Z',
      'UTC',
      'Thu 19 Nov 04:00',
    ],
    [
      'has the end where no start is known',
      undefined,
      '2026-11-21T05:00:00Z',
      'UTC',
      '05:00',
    ],
    ['has a dash for none', undefined, undefined, 'UTC', '—'],
  ])('%s', (_, start, end, zone, expected) => {
    expect(formatInterval(start, end, { now, zone })).toBe(expected);
  });
});

describe('formatInstantFully', () => {
  it.each([
    [
      '2026-11-21T11:00:00Z',
      'America/New_York',
      'Sat 21 Nov 2026 06:00:00 America/New_York (11:00:00 UTC)',
    ],
    ['2026-11-21T11:00:00Z', 'UTC', 'Sat 21 Nov 2026 11:00:00 UTC'],
    [undefined, 'UTC', '—'],
  ])('writes %p in %s as %s', (instant, zone, expected) => {
    expect(formatInstantFully(instant, zone)).toBe(expected);
  });
});
