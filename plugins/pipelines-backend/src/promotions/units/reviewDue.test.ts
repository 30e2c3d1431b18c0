import { reviewDue } from './reviewDue';

describe('reviewDue', () => {
  it.each([
    ['2026-11-25T06:00:00.000Z', '2026-11-26T23:59:59.999Z'],
    ['2026-11-27T23:00:00.000Z', '2026-11-30T23:59:59.999Z'],
    ['2026-11-28T12:00:00.000Z', '2026-11-30T23:59:59.999Z'],
  ])('of %s is %s', (at, due) => {
    expect(reviewDue(at)).toBe(due);
  });
});
