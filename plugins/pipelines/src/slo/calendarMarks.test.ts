import { mergedMarks, NO_MARKS } from './calendarMarks';

describe('mergedMarks', () => {
  it('puts the words of a date one after the other', () => {
    const incidents = new Map([['2026-11-20', 'an incident']]);
    const releases = new Map([
      ['2026-11-20', 'release 2.41.0'],
      ['2026-11-21', 'release 2.41.1'],
    ]);
    expect([...mergedMarks(incidents, releases)]).toEqual([
      ['2026-11-20', 'an incident, release 2.41.0'],
      ['2026-11-21', 'release 2.41.1'],
    ]);
    expect(mergedMarks(NO_MARKS, releases)).toBe(releases);
    expect(mergedMarks()).toBe(NO_MARKS);
  });
});
