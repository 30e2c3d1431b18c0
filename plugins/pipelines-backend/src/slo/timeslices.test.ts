import fc from 'fast-check';
import {
  classifyTraffic,
  foldHour,
  type HourOptions,
  mergeHours,
  type SliceSample,
  tallyOfDay,
  tallyOfHour,
} from './timeslices';

const START = Date.UTC(2026, 10, 21, 6);
const at = (seconds: number) => new Date(START + seconds * 1000).toISOString();
const sample = (
  seconds: number,
  ageSeconds: number | null = 1,
  traffic: SliceSample['traffic'] = 'flowing',
): SliceSample => ({ at: at(seconds), ageSeconds, traffic });
/** The first six of slices of ten minutes, sampled every five, after the hour. */
const fold = (samples: SliceSample[], options: Partial<HourOptions> = {}) =>
  foldHour({
    hourStart: at(0),
    sliceSeconds: 600,
    samplingSeconds: 300,
    maxSeconds: 180,
    samples,
    now: at(7200),
    readableUntil: at(7200),
    ...options,
  });
const every = (seconds: number, age = 1) =>
  Array.from({ length: 3600 / seconds }, (_, i) => sample(i * seconds, age));

describe('foldHour', () => {
  it.each<[string, SliceSample[], Partial<HourOptions>, string]>([
    ['all in time', every(600), {}, 'GGGGGG'],
    ['exactly as old as promised is too old', every(600, 180), {}, 'BBBBBB'],
    ['just younger', every(600, 179.9), {}, 'GGGGGG'],
    [
      'the worst of a slice counts',
      [...every(600), sample(700, 999)],
      {},
      'GBGGGG',
    ],
    [
      'a sample at the end of a slice belongs to the next',
      [sample(600, 999)],
      {},
      'UBBUUU',
    ],
    ['carried for two intervals', [sample(0)], {}, 'GGUUUU'],
    ['not carried for longer', [sample(-1)], {}, 'GUUUUU'],
    ['carried into the hour', [sample(-600)], {}, 'GUUUUU'],
    ['what was last is carried', [sample(0, 999), sample(10, 1)], {}, 'BGUUUU'],
    [
      'of two at once the worse is carried',
      [sample(10), sample(10, 999)],
      {},
      'BBUUUU',
    ],
    ['without samples', [], {}, 'UUUUUU'],
    ['a reading that failed is none', [sample(0, null)], {}, 'UUUUUU'],
    [
      'a reading that failed beside one that did not',
      [sample(0), sample(10, null)],
      {},
      'GGUUUU',
    ],
    [
      'a silent source is never good',
      [sample(0), sample(10, 0, 'silent')],
      {},
      'SSUUUU',
    ],
    [
      'too old is worse than silent',
      [sample(0, 999), sample(10, 0, 'silent')],
      {},
      'BSUUUU',
    ],
    [
      'silent, however old what it sent last is',
      [sample(0, 9999, 'silent')],
      {},
      'SSUUUU',
    ],
    ['idle', [sample(0, 0, 'idle')], {}, 'IIUUUU'],
    [
      'something came in an idle slice',
      [sample(0, 0, 'idle'), sample(10)],
      {},
      'GGUUUU',
    ],
    ['no baseline yet', [sample(0, 1, 'unknown')], {}, 'GGUUUU'],
    [
      'the slice that is open is not due',
      every(600),
      { now: at(1500) },
      'GG....',
    ],
    ['nothing is due', every(600), { now: at(0) }, '......'],
    [
      'the source was not read yet',
      [sample(0)],
      { now: at(1900), readableUntil: at(1100) },
      'GG....',
    ],
    [
      'the source was not read for too long',
      [sample(0)],
      { now: at(2400), readableUntil: at(1100) },
      'GGU...',
    ],
    ['the source was never read', [], { readableUntil: null }, 'UUUUUU'],
    [
      'a sample stands for its own slice alone',
      [sample(0)],
      { samplingSeconds: 0 },
      'GUUUUU',
    ],
    ['samples after the hour', [sample(3600, 999)], {}, 'UUUUUU'],
    ['slices that do not fill the hour', [], { sliceSeconds: 1000 }, 'UUUU'],
  ])('%s', (_, samples, options, row) => {
    expect(fold(samples, options)).toBe(row);
  });

  it('makes 60 slices of a minute from a sample every 30 s', () => {
    const row = fold(every(30), {
      sliceSeconds: 60,
      samplingSeconds: undefined,
    });
    expect(row).toBe('G'.repeat(60));
  });

  const anySample = fc
    .tuple(
      fc.integer({ min: -1200, max: 4800 }),
      fc.option(fc.constantFrom(0, 1, 179, 180, 5000)),
      fc.constantFrom('flowing', 'idle', 'silent', 'unknown') as fc.Arbitrary<
        SliceSample['traffic']
      >,
    )
    .map(([seconds, age, traffic]) => sample(seconds, age, traffic));
  const samples = fc.array(anySample, { maxLength: 30 });
  const moment = fc.integer({ min: 0, max: 6000 });

  it('does not depend on the order of samples, nor on how often they come', () => {
    fc.assert(
      fc.property(samples, moment, fc.nat(), (all, now, cut) => {
        const options = { now: at(now), readableUntil: at(now) };
        const i = all.length ? cut % all.length : 0;
        const turned = [...all.slice(i), ...all.slice(0, i), ...all];
        expect(fold(turned.reverse(), options)).toBe(fold(all, options));
      }),
    );
  });

  it('never takes back a verdict for the same samples as time passes', () => {
    fc.assert(
      fc.property(samples, moment, moment, (all, now, later) => {
        const before = fold(all, { now: at(now), readableUntil: at(now) });
        const then = at(now + later);
        const after = fold(all, { now: then, readableUntil: then });
        const kept = [...before].map((letter, i) =>
          letter === '.' ? letter : after[i],
        );
        expect(kept.join('')).toBe(before);
      }),
    );
  });

  it('comes to the same in parts as from scratch, where nothing is carried', () => {
    fc.assert(
      fc.property(samples, samples, (a, b) => {
        const options = { samplingSeconds: 0 };
        expect(mergeHours(fold(a, options), fold(b, options))).toBe(
          fold([...a, ...b], options),
        );
      }),
    );
  });
});

describe('mergeHours', () => {
  const row = fc
    .array(fc.constantFrom(...'GBUIS.'), { minLength: 60, maxLength: 60 })
    .map(letters => letters.join(''));

  it.each([
    ['.G', 'G.', 'GG'],
    ['UG', 'GU', 'GG'],
    ['GS', 'SG', 'SS'],
    ['BS', 'SB', 'BB'],
    ['IG', 'GI', 'GG'],
    ['IU', 'UI', 'II'],
    ['.U', 'U.', 'UU'],
  ])('%s with %s is %s', (a, b, expected) => {
    expect(mergeHours(a, b)).toBe(expected);
  });

  it('is idempotent, and the order does not matter', () => {
    fc.assert(
      fc.property(row, row, row, (a, b, c) => {
        expect(mergeHours(a, a)).toBe(a);
        expect(mergeHours(a, b)).toBe(mergeHours(b, a));
        expect(mergeHours(mergeHours(a, b), c)).toBe(
          mergeHours(a, mergeHours(b, c)),
        );
        expect(mergeHours(mergeHours(a, b), b)).toBe(mergeHours(a, b));
      }),
    );
  });

  it('refuses rows of different slices', () => {
    expect(() => mergeHours('GG', 'G')).toThrow('Rows of 2 and 1 slices');
  });

  it('loses no slice in the counts', () => {
    fc.assert(
      fc.property(row, letters => {
        const { good, bad, unknown, idle, pending } = tallyOfHour(letters);
        expect(good + bad + unknown + idle + pending).toBe(60);
      }),
    );
  });
});

describe('tallyOfHour', () => {
  it('counts a silent source as unknown', () => {
    expect(tallyOfHour('GGGBSSUI..')).toEqual({
      good: 3,
      bad: 1,
      unknown: 3,
      silent: 2,
      idle: 1,
      pending: 2,
      excluded: 0,
      rescued: 0,
    });
  });
});

describe('tallyOfDay', () => {
  const dayOf = (idle: number, rest: string) => [
    'I'.repeat(idle),
    rest.repeat(1440 - idle),
  ];

  it('leaves idle slices out', () => {
    expect(tallyOfDay(dayOf(700, 'G'))).toMatchObject({ good: 740, idle: 700 });
  });

  it('has a verdict at exactly 90 % idle', () => {
    expect(tallyOfDay(dayOf(1296, 'B'))).toMatchObject({
      bad: 144,
      idle: 1296,
    });
  });

  it('has none above', () => {
    expect(tallyOfDay(dayOf(1297, 'B'))).toMatchObject({
      good: 0,
      bad: 0,
      unknown: 0,
      idle: 1440,
    });
  });

  it('has no idle day while nothing is due', () => {
    expect(tallyOfDay(['.'.repeat(60)])).toMatchObject({
      idle: 0,
      pending: 60,
    });
  });
});

describe('classifyTraffic', () => {
  const busy = { p5: 12, samples: 1000 };
  const quiet = { p5: 0, samples: 1000 };
  it.each<[string, Parameters<typeof classifyTraffic>[0], string]>([
    [
      'messages come',
      { rate: 5, lagMessages: 0, baselineOfHour: busy },
      'flowing',
    ],
    [
      'messages come where they seldom do',
      { rate: 5, lagMessages: 0, baselineOfHour: quiet },
      'flowing',
    ],
    [
      'at rest, as often in this hour',
      { rate: 0, lagMessages: 0, baselineOfHour: quiet },
      'idle',
    ],
    [
      'at rest where it never is',
      { rate: 0, lagMessages: 0, baselineOfHour: busy },
      'silent',
    ],
    [
      'messages wait',
      { rate: 0, lagMessages: 9, baselineOfHour: busy },
      'flowing',
    ],
    [
      'no baseline',
      { rate: 0, lagMessages: 0, baselineOfHour: undefined },
      'unknown',
    ],
    [
      'too little of a baseline',
      { rate: 0, lagMessages: 0, baselineOfHour: { p5: 0, samples: 239 } },
      'unknown',
    ],
    [
      'the rate is unknown',
      { rate: null, lagMessages: 0, baselineOfHour: busy },
      'unknown',
    ],
    [
      'the lag is unknown',
      { rate: 0, lagMessages: null, baselineOfHour: quiet },
      'unknown',
    ],
  ])('%s', (_, options, expected) => {
    expect(classifyTraffic(options)).toBe(expected);
  });
});
