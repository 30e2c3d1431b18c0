import { campaignDay } from './campaignDay';

describe('campaignDay', () => {
  it.each([
    ['2026-12-15T00:00:00.000Z', 'Mon 14 Dec'],
    ['2027-01-01T00:00:00.000Z', 'Thu 31 Dec'],
    ['2026-12-14T23:59:59.000Z', 'Mon 14 Dec'],
    ['2026-12-15T01:00:00.000+01:00', 'Mon 14 Dec'],
  ])('of %s is %s', (dueAt, day) => {
    expect(campaignDay(dueAt)).toBe(day);
  });
});
