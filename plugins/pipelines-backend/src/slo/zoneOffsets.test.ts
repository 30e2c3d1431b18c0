import { IANAZone } from 'luxon';
import { ZoneOffsets } from './zoneOffsets';

describe('ZoneOffsets', () => {
  it.each([
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Africa/Casablanca',
    'Asia/Kathmandu',
    'UTC',
  ])('says what luxon says, in %s', zone => {
    const offsets = ZoneOffsets.of(zone);
    const iana = IANAZone.create(zone);
    // A stride that is no part of a day visits all hours; two years with Samoa's missing day.
    const stride = 37 * 60_000;
    const wrong: string[] = [];
    for (let at = Date.UTC(2011, 0); at < Date.UTC(2013, 0); at += 7 * stride) {
      if (offsets.at(at) !== iana.offset(at) * 60_000) {
        wrong.push(new Date(at).toISOString());
      }
    }
    expect(wrong).toEqual([]);
  });

  it('keeps being right when it has forgotten what it knew', () => {
    const offsets = ZoneOffsets.of('America/New_York');
    for (let year = 1990; year < 2030; year++) {
      for (let day = 0; day < 366; day++) offsets.at(Date.UTC(year, 0, day));
    }
    expect(offsets.at(Date.UTC(2026, 0))).toBe(-5 * 3600_000);
    expect(offsets.at(Date.UTC(2026, 6))).toBe(-4 * 3600_000);
  });

  it('names a zone that does not exist', () => {
    expect(() => ZoneOffsets.of('Europe/Northstar')).toThrow(
      "Unknown time zone 'Europe/Northstar'",
    );
  });
});
