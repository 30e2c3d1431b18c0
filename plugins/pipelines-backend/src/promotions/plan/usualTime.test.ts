import { usualSeconds } from './usualTime';

const took = (seconds: number, state = 'Succeeded') => ({
  state: state as 'Succeeded',
  startedAt: '2026-11-25T06:00:00.000Z',
  endedAt: new Date(
    Date.parse('2026-11-25T06:00:00.000Z') + seconds * 1000,
  ).toISOString(),
});

describe('usualSeconds', () => {
  it('is the 90th percentile of those that succeeded', () => {
    expect(
      usualSeconds([...Array(10).keys()].map(i => took((i + 1) * 60))),
    ).toBe(540);
    expect(usualSeconds([took(60), took(9999, 'Failed')])).toBe(60);
  });

  it('is 20 minutes where nothing is known', () => {
    expect(usualSeconds([])).toBe(1200);
  });
});
