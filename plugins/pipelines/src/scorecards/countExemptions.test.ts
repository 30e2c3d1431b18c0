import { exemption } from '../__testUtils__/scorecards';
import { countExemptions, sortExemptions } from './countExemptions';

const NOW = Date.parse('2026-11-26T12:00:00.000Z');
const day = (offset: number) =>
  new Date(NOW + offset * 86_400_000).toISOString();

const ALL = [
  exemption({ id: 1, state: 'expired', until: day(-1) }),
  exemption({ id: 2, state: 'active', until: day(30) }),
  exemption({ id: 3, state: 'active', until: day(3) }),
  exemption({ id: 4, state: 'requested', until: day(60) }),
  exemption({ id: 5, state: 'expired', until: day(-40) }),
  exemption({ id: 6, state: 'ended', until: day(9) }),
  // The page has it as it was a moment ago.
  exemption({ id: 7, state: 'active', until: day(0) }),
];

it('countExemptions counts what is in force, ends, waits, and has just ended', () => {
  expect(countExemptions(ALL, NOW)).toEqual({
    active: 2,
    ending: 1,
    requested: 1,
    expired: 2,
  });
});

it('sortExemptions puts first what has to be done first', () => {
  expect(sortExemptions(ALL).map(({ id }) => id)).toEqual([
    4, 7, 3, 2, 6, 1, 5,
  ]);
});
