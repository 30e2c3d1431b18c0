import fc from 'fast-check';
import {
  burnAlerts,
  burnNow,
  type BurnOptions,
  burnRules,
  type BurnSlice,
  slicesOfHour,
} from './burnRate';

const START = Date.UTC(2026, 10, 21);
const minute = (n: number) => new Date(START + n * 60_000).toISOString();
const minutes = (time: string) => (Date.parse(time) - START) / 60_000;
/** A slice a minute, the first ends at minute 1. `x` is bad, `.` good, `?` unknown. */
const series = (letters: string): BurnSlice[] =>
  [...letters].map((letter, i) => ({
    end: minute(i + 1),
    bad: letter === 'x' ? 1 : 0,
    valid: letter === '?' ? 0 : 1,
  }));
const at99 = (letters: string, options: Partial<BurnOptions> = {}) =>
  burnAlerts({
    slices: series(letters),
    target: 99,
    periodDays: 30,
    sliceSeconds: 60,
    ...options,
  }).map(
    a =>
      `${a.severity} ${a.longSeconds / 3600}h ${minutes(a.startedAt)}-${
        a.endedAt ? minutes(a.endedAt) : ''
      }`,
  );
const good = (n: number) => '.'.repeat(n);
const bad = (n: number) => 'x'.repeat(n);

describe('burnRules', () => {
  it('has the factors of the SRE workbook for 30 days', () => {
    expect(
      burnRules({ target: 99.9, periodDays: 30, sliceSeconds: 60 }).map(
        ({ severity, factor }) => [severity, factor],
      ),
    ).toEqual([
      ['page', 14.4],
      ['page', 6],
      ['ticket', 3],
      ['ticket', 1],
    ]);
  });

  it('has other factors for 28 days', () => {
    const [first] = burnRules({ target: 99, periodDays: 28, sliceSeconds: 60 });
    expect(first.factor).toBeCloseTo(13.44, 10);
  });

  it.each([
    ['99.9 % of minutes', 99.9, 60, [3, 3, 5, 5]],
    // 432 a period: 8.64, 21.6, 43.2, 43.2.
    ['99 % of minutes', 99, 60, [9, 22, 44, 44]],
    // 70 of 10,000 a period: 10 % are 7, though 100 - 99.3 is a little more than 0.7.
    ['a whole number stays one', 99.3, (30 * 86_400) / 10_000, [3, 4, 7, 7]],
    ['99.9 % of five minutes', 99.9, 300, [3, 3, 3, 3]],
  ])('needs so many bad ones: %s', (_, target, sliceSeconds, floors) => {
    expect(
      burnRules({ target, periodDays: 30, sliceSeconds }).map(r => r.fewestBad),
    ).toEqual(floors);
  });

  it.each([
    [93.06, [14.4, 6, 3, 1]],
    [93.05, [6, 3, 1]],
    [90, [6, 3, 1]],
    [83, [3, 1]],
    [60, [1]],
    [50, [1]],
  ])('offers at %d %% only what can fire', (target, factors) => {
    expect(
      burnRules({ target, periodDays: 30, sliceSeconds: 60 }).map(
        r => r.factor,
      ),
    ).toEqual(factors);
  });
});

describe('burnAlerts', () => {
  it.each<[string, string, string[]]>([
    ['nothing is bad', good(600), []],
    ['nothing is there', '', []],
    // 9 bad of 1,009 known in the hour's 60 make 15 > 14.4; the last 5 are all bad.
    // After it the 5 minutes need 1 bad (0.72): it ends as the last of them leaves.
    [
      '9 bad minutes page in the minute of the ninth, and stop 5 minutes after the last',
      good(100) + bad(9) + good(100),
      ['page 1h 109-114'],
    ],
    ['8 bad minutes do not page', good(100) + bad(8) + good(100), []],
    // Spread out, the ninth is in the same hour, and the short window sees it.
    [
      '9 spread over 50 minutes page as long as the short window has one',
      good(100) + `x${good(5)}`.repeat(9) + good(100),
      ['page 1h 149-154'],
    ],
    [
      'spread over more than an hour they do not',
      good(400) + `x${good(9)}`.repeat(12) + good(400),
      [],
    ],
    // 22 in 6 h: 22/360 = 6.1 > 6, but the hour has 7 at most.
    [
      'a slow burn pages over six hours',
      good(400) + `x${good(8)}`.repeat(22) + good(400),
      // The 22nd ends at 400 + 21 * 9 + 1. Half an hour needs 2 (1.8), and the 21st, at 581, leaves it at 611.
      ['page 6h 590-611'],
    ],
    [
      'unknown minutes neither fire nor calm',
      good(100) + bad(9) + '?'.repeat(100),
      // Without a known minute in it the short window is silent.
      ['page 1h 109-114'],
    ],
    [
      'two times apart are two alerts',
      good(100) + bad(9) + good(100) + bad(9) + good(60),
      ['page 1h 109-114', 'page 1h 218-223'],
    ],
    ['one that still fires has no end', good(100) + bad(9), ['page 1h 109-']],
  ])('%s', (_, letters, alerts) => {
    expect(at99(letters).filter(a => a.startsWith('page'))).toEqual(alerts);
  });

  it('never pages for one bad minute at 99.9 %, although it burns 16.7', () => {
    const letters = good(100) + bad(1) + good(100);
    expect(at99(letters, { target: 99.9 })).toEqual([]);
    const slices = series(good(100) + bad(1));
    const [page] = burnNow({
      slices,
      target: 99.9,
      periodDays: 30,
      sliceSeconds: 60,
    });
    expect(page.long).toBeCloseTo(16.67, 2);
    expect(page.firing).toBe(false);
  });

  it('files a ticket for 10 % of the budget in a day', () => {
    // 44 bad ones in a day, one every 32 minutes: 44/1440 = 3.06 > 3; in two hours 4/120 = 3.3 > 3.
    const letters = good(1500) + `x${good(31)}`.repeat(44) + good(600);
    const alerts = at99(letters).filter(a => a.startsWith('ticket 24h'));
    // The 44th ends at 1500 + 43 * 32 + 1 = 2877. Two hours then have 4, until the first of them leaves: 2781 + 120.
    expect(alerts).toEqual(['ticket 24h 2877-2901']);
  });

  it('files a ticket while all the budget goes in its period', () => {
    // 1.2 % bad for three days: burn 1.2 > 1.
    const letters = `${good(82)}x`.repeat(53);
    expect(at99(letters)).toContainEqual(
      expect.stringMatching(/^ticket 72h \d+-$/),
    );
  });

  it('fires on nothing where no window can', () => {
    expect(at99(bad(5000), { target: 40, windows: undefined })).toEqual(
      // Only a burn of 1 can be reached: at 40 % the highest is 1.67.
      [expect.stringMatching(/^ticket 72h/)],
    );
  });

  const letters = fc
    .array(fc.constantFrom('.', '.', '.', 'x', '?'), { maxLength: 400 })
    .map(all => all.join(''));

  it('is at the end of a series what it is now', () => {
    fc.assert(
      fc.property(letters, all => {
        const options = {
          slices: series(all),
          target: 95,
          periodDays: 28,
          sliceSeconds: 60,
        };
        const firing = burnNow(options).filter(r => r.firing);
        const open = burnAlerts(options).filter(a => a.endedAt === null);
        expect(open.map(a => a.longSeconds).sort()).toEqual(
          firing.map(r => r.longSeconds).sort(),
        );
      }),
    );
  });

  it('agrees with sums that are counted from scratch', () => {
    fc.assert(
      fc.property(letters, all => {
        fc.pre(all.length > 0);
        const slices = series(all);
        for (const reading of burnNow({
          slices,
          target: 95,
          periodDays: 28,
          sliceSeconds: 60,
        })) {
          const own = slices.slice(-reading.longSeconds / 60);
          const sum = (key: 'bad' | 'valid') =>
            own.reduce((n, slice) => n + slice[key], 0);
          expect(reading.badInLong).toBe(sum('bad'));
          expect(reading.long === null).toBe(sum('valid') === 0);
          expect(reading.long ?? 0).toBeCloseTo(
            sum('valid') && sum('bad') / sum('valid') / 0.05,
            6,
          );
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('slicesOfHour', () => {
  it('counts only what is known, and leaves out what is not due', () => {
    expect(slicesOfHour(minute(0), 600, 'GBUS..')).toEqual([
      { end: minute(10), bad: 0, valid: 1 },
      { end: minute(20), bad: 1, valid: 1 },
      { end: minute(30), bad: 0, valid: 0 },
      { end: minute(40), bad: 0, valid: 0 },
    ]);
  });
});
