import fc from 'fast-check';
import { toStoredTime } from './readRun';

describe('toStoredTime', () => {
  it.each([
    ['2026-11-21T06:00:00.000Z', '2026-11-21T06:00:00.000Z'],
    ['2026-11-21T06:00:00Z', '2026-11-21T06:00:00.000Z'],
    ['2026-11-21T06:00:00.123456+00:00', '2026-11-21T06:00:00.123Z'],
    ['2026-11-21T08:00:00+02:00', '2026-11-21T06:00:00.000Z'],
    ['2026-11-21T06:00:00', '2026-11-21T06:00:00.000Z'],
    ['2026-11-21 06:00', '2026-11-21T06:00:00.000Z'],
    ['2026-11-21', '2026-11-21T00:00:00.000Z'],
    ['2026-11-31T25:00:00.000Z', undefined],
    ['2026-13-01T00:00:00.000Z', undefined],
    ['1000-01-01T00:00:00.000Z', undefined],
    ['yesterday', undefined],
    ['2026', undefined],
    ['1763704800', undefined],
    ['', undefined],
  ])('%s is %s', (value, expected) => {
    expect(toStoredTime(value)).toBe(expected);
  });

  it('keeps every time that is in the stored form', () => {
    const times = fc.date({
      min: new Date('1970-01-01T00:00:00.000Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(times, time => {
        expect(toStoredTime(time.toISOString())).toBe(time.toISOString());
      }),
    );
  });
});
