import type { StoredFreshness } from '../../observations';
import {
  foldStreamHour,
  hourOf,
  isSilent,
  tallyStreamDay,
} from './streamHours';

const HOUR = '2026-11-21T06:00:00.000Z';
const at = (minutes: number) =>
  new Date(Date.parse(HOUR) + minutes * 60_000).toISOString();

function reading(
  minutes: number,
  ageSeconds: number | null,
  options: Partial<StoredFreshness> = {},
): StoredFreshness {
  return {
    series: 'lag',
    at: at(minutes),
    measure: 'consumer-lag',
    ageSeconds,
    loadedAt: null,
    sourceId: 'kafka',
    traffic: null,
    ...options,
  };
}

const fold = (readings: StoredFreshness[]) =>
  foldStreamHour({
    freshness: { maxSeconds: 180, sliceSeconds: 600 },
    hour: HOUR,
    readings,
    now: at(60),
    readableUntil: at(60),
  });

const hour = (letters: string) => ({ hour: HOUR, sliceSeconds: 600, letters });

describe('foldStreamHour', () => {
  it('counts the worst of several measures, and one that is not known hides none', () => {
    const sink = { series: 'sink', measure: 'sink' as const };
    expect(
      fold([
        reading(0, 10),
        reading(0, 500, sink),
        reading(10, 10),
        reading(10, null, sink),
        reading(20, 500),
        reading(20, 10, sink),
      ]),
    ).toBe('BGBUUU');
    expect(fold([])).toBe('UUUUUU');
  });
});

describe('tallyStreamDay', () => {
  const exclusion = {
    from: at(10),
    to: at(30),
    decisionId: 1,
    confirmed: true,
  };

  it('takes the slices that begin in a confirmed exclusion out, and keeps the raw count', () => {
    expect(tallyStreamDay([hour('BBBGG.')], [exclusion])).toMatchObject({
      tally: { good: 2, bad: 1, excluded: 2, pending: 1 },
      rawBad: 3,
    });
  });

  it('waits for the second person', () => {
    const alone = { ...exclusion, confirmed: false };
    expect(tallyStreamDay([hour('BBBGGG')], [alone])).toMatchObject({
      tally: { good: 3, bad: 3, excluded: 0 },
    });
  });

  it('gives a day that is nearly all idle no verdict', () => {
    const idle = Array.from({ length: 10 }, () => hour('IIIIII'));
    expect(tallyStreamDay([...idle, hour('GGBIII')], [])).toMatchObject({
      tally: { good: 0, bad: 0, idle: 66 },
    });
  });
});

describe('isSilent', () => {
  it.each([
    ['GGSS..', true],
    ['GGSSU.', true],
    ['SSGGGG', false],
    ['UU....', false],
  ])('%s: %s', (letters, expected) => {
    expect(isSilent([hour('GGGGGG'), hour(letters)])).toBe(expected);
  });
});

it('finds the hour of a time', () => {
  expect(hourOf('2026-11-21T06:59:59.999Z')).toBe(HOUR);
});
