import * as fc from 'fast-check';
import type { CommitWindow } from './commitWindow';
import { judgePartition, type LagSample, WINDOW } from './judgePartition';

const INTERVAL = 15_000;

/** A window of readings, 15 s apart: committed offsets, ends, and whether a member lived. */
function samples(
  committed: Array<number | null | undefined>,
  ends: Array<number | undefined>,
  alive: boolean | null | Array<boolean | null> = true,
): LagSample[] {
  return committed.map((offset, i) => ({
    at: i * INTERVAL,
    committed: offset,
    end: ends[i],
    alive: Array.isArray(alive) ? alive[i] : alive,
  }));
}

const ten = <T>(of: (i: number) => T) =>
  Array.from({ length: 10 }, (_, i) => of(i));
const growing = ten(i => 1000 + i * 100);

describe('judgePartition', () => {
  it.each<[string, LagSample[], object]>([
    [
      'nothing left',
      samples(growing, growing),
      { status: 'ok', reason: 'nothing is left to read', complete: 1 },
    ],
    [
      'a member that lives and does not move, while the end moves',
      samples(
        ten(() => 812),
        growing,
      ),
      {
        status: 'stall',
        reason: '10 readings over 135 s, offset unchanged at 812, lag 1,088',
        inferred: true,
      },
    ],
    [
      'a member that lives and does not move, at a log at rest',
      samples(
        ten(() => 812),
        ten(() => 900),
      ),
      { status: 'stall' },
    ],
    [
      'a member of which nothing is known, and no move',
      samples(
        ten(() => 812),
        growing,
        null,
      ),
      { status: 'stall', inferred: true },
    ],
    [
      'nobody reads it',
      samples(
        ten(() => 812),
        growing,
        false,
      ),
      {
        status: 'stop',
        reason: 'no member reads it, offset unchanged at 812, lag 1,088',
        inferred: true,
      },
    ],
    [
      'nobody reads it any more, though it was at the end within the window (Burrow asks that first, and says OK)',
      samples(
        [900, 1000, 1000, 1000],
        [900, 1000, 1100, 1200],
        [true, true, false, false],
      ),
      { status: 'stop' },
    ],
    [
      'one reading without a member is a restart, not a stop',
      samples([900, 1000, 1000], [950, 1100, 1200], [true, true, false]),
      { status: 'ok' },
    ],
    [
      'a group that rebalances is not stopped',
      samples(
        [900, 1000, 1000, 1000],
        [950, 1100, 1200, 1300],
        [true, true, null, null],
      ),
      { status: 'ok' },
    ],
    [
      'a consumer that assigns itself its partitions is no member, and commits',
      samples(
        ten(i => 900 + Math.floor(i / 3) * 300),
        growing,
        false,
      ),
      { status: 'ok' },
    ],
    [
      '… and has stopped when it is silent for longer than it was seen committing',
      samples(
        [100, 200, 300, 400, 400, 400, 400, 400, 400, 400],
        growing,
        false,
      ),
      { status: 'stop' },
    ],
    [
      'at the end within the window',
      samples(
        [...ten(i => 1000 + i * 100).slice(0, 9), 1800],
        [...growing.slice(0, 9), 1900],
      ),
      {
        status: 'ok',
        reason: 'it was at the end of the log within 10 readings over 135 s',
      },
    ],
    [
      'an offset that went back',
      samples([500, 600, 200, 300], growing.slice(0, 4)),
      {
        status: 'rewind',
        reason: 'the offset went back from 600 to 200, lag 1,000',
      },
    ],
    [
      'a lag that only grows',
      samples(
        ten(i => 500 + i * 10),
        growing,
      ),
      {
        status: 'warn',
        reason: '10 readings over 135 s, the lag only grew, from 500 to 1,310',
        inferred: false,
      },
    ],
    [
      'a lag that stays as it is (Burrow warns)',
      samples(
        ten(i => 500 + i * 100),
        growing,
      ),
      { status: 'ok', reason: 'lag 500, and it keeps up' },
    ],
    [
      'a lag that grew by less than what comes in between two readings (Burrow warns)',
      samples(
        ten(i => 500 + i * 100 - (i > 4 ? 90 : 0)),
        growing,
      ),
      { status: 'ok', reason: 'lag 590, and it keeps up' },
    ],
    [
      'a lag that grew by little, and each time',
      samples(
        ten(i => 500 + i * 99),
        growing,
      ),
      { status: 'warn' },
    ],
    [
      'a lag that grows and shrinks',
      samples(
        ten(i => 500 + i * 90 + (i % 2) * 40),
        growing,
      ),
      { status: 'ok' },
    ],
    [
      'too few readings to say more',
      samples([812, 812, 812], [900, 950, 1000]),
      {
        status: 'ok',
        reason: 'lag 188; watched for 3 of 10 readings',
        complete: 0.3,
      },
    ],
    [
      'a group that never committed',
      samples([null], [1_000_000]),
      { status: 'unknown', reason: 'nothing was committed yet' },
    ],
    ['nothing was ever written', samples([null], [0]), { status: 'ok' }],
    [
      'an offset beyond the end, read once',
      samples([812], [40]),
      { status: 'unknown' },
    ],
    [
      'an offset beyond the end, read twice',
      samples([812, 812], [900, 40]).concat({
        at: 30_000,
        committed: 812,
        end: 40,
        alive: true,
      }),
      {
        status: 'error',
        reason:
          'committed 812 is beyond the log end 40: the topic was made again, or its log was cut',
      },
    ],
    [
      'no leader',
      samples([812], [undefined]),
      { status: 'unknown', reason: "the end of the log can't be read" },
    ],
    [
      'no answer about the group',
      samples([undefined], [40]),
      { status: 'unknown', reason: "the committed offset can't be read" },
    ],
    ['nothing read', [], { status: 'unknown', complete: 0 }],
  ])('%s', (_, window, expected) => {
    expect(judgePartition({ samples: window })).toMatchObject(expected);
  });

  describe('where commits are read one by one', () => {
    const still = samples(
      ten(() => 812),
      growing,
    );
    const now = 9 * INTERVAL;
    /** The same offset every five seconds until so long ago. */
    const commits = (silentMs: number, count = 10): CommitWindow => ({
      since: 0,
      upToDate: true,
      made: Array.from({ length: count }, (_, i) => ({
        at: now - silentMs - (count - 1 - i) * 5000,
        offset: 812,
        lag: 100,
        least: 100,
        most: 100,
      })),
    });
    const judge = (window: CommitWindow, alive: boolean | null = true) =>
      judgePartition({
        samples: [
          ...still.slice(0, -1).map(each => ({ ...each, alive })),
          { ...still[9], alive, commits: window },
        ],
        waitedSeconds: 600,
      });

    it.each<[string, CommitWindow, boolean | null, object]>([
      [
        'it commits the same offset again',
        commits(2000),
        true,
        {
          status: 'stall',
          inferred: false,
          reason: '10 commits over 45 s, offset unchanged at 812, lag 1,088',
        },
      ],
      [
        '… without being a member',
        commits(2000),
        false,
        { status: 'stall', inferred: false },
      ],
      [
        'it commits no more',
        commits(60_000),
        false,
        { status: 'stop', inferred: false },
      ],
      [
        '… and its member lives',
        commits(60_000),
        true,
        { status: 'stop', inferred: false },
      ],
      [
        'commits that prove nothing yet: readings do, for what it is worth',
        commits(2000, 3),
        true,
        { status: 'stall', inferred: true },
      ],
      [
        '… and who commits has not stopped, member or not',
        commits(2000, 3),
        false,
        { status: 'stall', inferred: true },
      ],
      [
        'a group without members that has just gone silent',
        commits(20_000, 3),
        false,
        { status: 'stop', inferred: true },
      ],
      [
        'commits that are not up to date',
        { ...commits(60_000), upToDate: false },
        true,
        { status: 'stall', inferred: true },
      ],
    ])('%s', (_, window, alive, expected) => {
      expect(judge(window, alive)).toMatchObject(expected);
    });
  });

  it('says what was deleted before it was read', () => {
    expect(
      judgePartition({ samples: samples([100], [1000]), start: 1300 - 1000 }),
    ).toMatchObject({
      status: 'error',
      reason: '200 messages were deleted before they were read',
    });
  });

  describe('the marker of a transaction', () => {
    const atRest = samples(
      ten(() => 99),
      ten(() => 100),
    );

    it('is nothing to read where a topic is written in transactions', () => {
      expect(
        judgePartition({ samples: atRest, transactional: true }),
      ).toMatchObject({ status: 'ok', inferred: true });
    });

    it('is not taken for granted elsewhere: a last message may be stuck', () => {
      expect(judgePartition({ samples: atRest }).status).toBe('stall');
    });
  });

  const anySample = fc.record({
    at: fc.nat(),
    committed: fc.option(fc.integer({ min: -1, max: 50 }), { nil: null }),
    end: fc.option(fc.integer({ min: -1, max: 50 }), { nil: undefined }),
    alive: fc.option(fc.boolean(), { nil: null }),
  });
  const anyWindow = fc
    .array(anySample, { maxLength: 2 * WINDOW })
    .map(window =>
      window.map((sample, i) => ({ ...sample, at: i * INTERVAL })),
    );

  it('speaks in whole words', () => {
    fc.assert(
      fc.property(anyWindow, window => {
        const { complete, reason } = judgePartition({ samples: window });
        expect(reason).not.toMatch(/NaN|undefined|Infinity|-\d/);
        expect(complete).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('claims nothing of what it could not read', () => {
    fc.assert(
      fc.property(anyWindow, anySample, (window, sample) => {
        const last = { ...sample, at: 1e9, end: undefined };
        const { status } = judgePartition({ samples: [...window, last] });
        expect(status).toBe('unknown');
      }),
    );
  });

  it('says nothing bad of what is at the end', () => {
    fc.assert(
      fc.property(anyWindow, anySample, fc.nat(), (window, sample, end) => {
        const last = { ...sample, at: 1e9, committed: end, end };
        const { status } = judgePartition({ samples: [...window, last] });
        expect(status).toBe('ok');
      }),
    );
  });

  it('says STOP only of what no member has', () => {
    fc.assert(
      fc.property(
        anyWindow,
        anySample,
        fc.constantFrom(true, null),
        (window, sample, alive) => {
          const last = { ...sample, at: 1e9, alive };
          const { status } = judgePartition({ samples: [...window, last] });
          expect(status).not.toBe('stop');
        },
      ),
    );
  });
});
