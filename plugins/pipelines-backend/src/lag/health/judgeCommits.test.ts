import * as fc from 'fast-check';
import type { CommitWindow } from './commitWindow';
import { takeCommits } from './commitWindow';
import { type CommitVerdict, judgeCommits } from './judgeCommits';
import type { LogHistory } from './logHistory';

const START = 1_000_000;
/** What ten readings span at the default interval. */
const READINGS_MS = 135_000;

type Options = Parameters<typeof judgeCommits>[0];

/** Commits of offsets with what was left, give or take `doubt`, one every `everyMs`; the last one was `silentMs` ago. */
function judge(
  pairs: Array<[offset: number, lag: number]>,
  options: Partial<Options> & {
    everyMs?: number;
    silentMs?: number;
    doubt?: number;
  } = {},
): CommitVerdict | undefined {
  const { doubt = 0, everyMs = 5000, silentMs = 2000, ...rest } = options;
  const made = pairs.map(([offset, lag], i) => ({
    at: START + i * everyMs,
    offset,
    lag,
    least: Math.max(0, lag - doubt),
    most: lag + doubt,
  }));
  const commits: CommitWindow = { since: START, upToDate: true, made };
  return judgeCommits({
    commits,
    now: (made.at(-1)?.at ?? START) + silentMs,
    lag: pairs.at(-1)?.[1] ?? 500,
    committed: pairs.at(-1)?.[0] ?? 812,
    waitedMs: 3_600_000,
    readingsMs: READINGS_MS,
    alive: true,
    ...rest,
  });
}

const ten = (of: (i: number) => [number, number]) =>
  Array.from({ length: 10 }, (_, i) => of(i));
const same = ten(i => [812, 4000 + i * 10]);
const growing = ten(i => [500 + i, 100 + i * 10]);

describe('judgeCommits', () => {
  it.each<[string, CommitVerdict | undefined, object | undefined]>([
    [
      'the same offset again and again',
      judge(same, { lag: 4100 }),
      {
        status: 'stall',
        reason: '10 commits over 45 s, offset unchanged at 812, lag 4,100',
        complete: 1,
      },
    ],
    [
      '… whether or not a member has the partition: it commits',
      judge(same, { alive: false }),
      { status: 'stall' },
    ],
    [
      'no commit for longer than ten commits span',
      judge(same, { silentMs: 46_000, alive: false }),
      {
        status: 'stop',
        reason: 'no commit for 46 s, offset unchanged at 812, lag 4,090',
      },
    ],
    [
      '… also while a member lives',
      judge(growing, { silentMs: 46_000 }),
      {
        status: 'stop',
        reason: expect.stringContaining('no commit for 46 s, though a member'),
      },
    ],
    [
      'silence as long as the commits span is none yet',
      judge(same, { silentMs: 45_000 }),
      { status: 'stall' },
    ],
    [
      'one that commits each second may rebalance for half a minute',
      judge(growing, { everyMs: 1000, silentMs: 30_000 }),
      { status: 'warn' },
    ],
    [
      '… and no longer',
      judge(growing, { everyMs: 1000, silentMs: 30_001 }),
      { status: 'stop' },
    ],
    [
      'silent, but what is left came in just now: it had nothing to read',
      judge(
        ten(i => [i, 0]),
        { silentMs: 3_600_000, waitedMs: 5000, lag: 1 },
      ),
      { status: 'ok' },
    ],
    [
      'silent, and how long the message has waited cannot be told',
      judge(same, { silentMs: 3_600_000, waitedMs: undefined }),
      { status: 'stall' },
    ],
    [
      'silent since it was at the end (Burrow asks that first, and says OK)',
      judge(
        ten(i => [i, 0]),
        { silentMs: 60_000, lag: 30 },
      ),
      { status: 'stop' },
    ],
    [
      'few commits: as long as ten readings, since its rhythm is not known',
      judge([[1, 5]], { silentMs: READINGS_MS }),
      undefined,
    ],
    [
      '… and longer',
      judge([[1, 5]], { silentMs: READINGS_MS + 1 }),
      { status: 'stop', complete: 0.1 },
    ],
    ['no commit seen yet', judge([], { silentMs: 60_000 }), undefined],
    [
      'no commit since it was watched, for longer than ten readings',
      judge([], { silentMs: READINGS_MS + 1 }),
      { status: 'stop', complete: 0 },
    ],
    [
      'no commit, and not ten readings either',
      judge([], { silentMs: 3_600_000, readingsMs: undefined }),
      undefined,
    ],
    [
      'at the end within its commits',
      judge([...same.slice(1), [820, 0]], { lag: 5 }),
      {
        status: 'ok',
        reason: 'it was at the end of the log within 10 commits over 45 s',
      },
    ],
    [
      'a rewind, also of one that has moved on since',
      judge([
        [600, 5],
        [200, 405],
        [700, 5],
      ]),
      {
        status: 'rewind',
        reason: 'the offset went back from 600 to 200, lag 5',
        complete: 0.3,
      },
    ],
    [
      'nine commits of the same offset prove nothing yet',
      judge(same.slice(1)),
      undefined,
    ],
    [
      'a lag that only grows',
      judge(growing),
      {
        status: 'warn',
        reason: '10 commits over 45 s, the lag only grew, from 100 to 190',
      },
    ],
    [
      'a lag that grew by no more than may have come in between two readings',
      judge(growing, { doubt: 45 }),
      undefined,
    ],
    ['… and by more', judge(growing, { doubt: 44 }), { status: 'warn' }],
    [
      'the same offset, which may have been the end at first',
      judge(same, { doubt: 4000 }),
      undefined,
    ],
    [
      '… and for certain was not',
      judge(same, { doubt: 3999 }),
      { status: 'stall' },
    ],
    [
      'a lag that stays as it is (Burrow warns)',
      judge(ten(i => [500 + i, 100])),
      { status: 'ok', reason: 'lag 100, and it keeps up' },
    ],
    [
      'a lag that grows and shrinks',
      judge(ten(i => [500 + i, 100 + i * 10 - (i % 2) * 50])),
      { status: 'ok' },
    ],
  ])('%s', (_, verdict, expected) => {
    expect({ verdict }).toMatchObject({ verdict: expected });
  });

  const pairs = fc.array(fc.tuple(fc.nat(50), fc.nat(50)), { maxLength: 10 });

  it('takes nobody for stopped who committed within half a minute', () => {
    fc.assert(
      fc.property(
        pairs,
        fc.integer({ min: 1000, max: 600_000 }),
        fc.nat(30_000),
        (made, everyMs, silentMs) => {
          const verdict = judge(made, { everyMs, silentMs });
          expect(verdict?.status).not.toBe('stop');
        },
      ),
    );
  });

  it('never calls the same both stalled and stopped: only silence differs', () => {
    fc.assert(
      fc.property(fc.nat(600_000), silentMs => {
        const status = silentMs > 45_000 ? 'stop' : 'stall';
        expect(judge(same, { silentMs })?.status).toBe(status);
      }),
    );
  });

  it('sees each offset that went back, unless it was at the end or is silent', () => {
    const behind = fc.array(fc.nat(50), { minLength: 2, maxLength: 10 });
    fc.assert(
      fc.property(behind, offsets => {
        const wentBack = offsets.some((o, i) => i > 0 && o < offsets[i - 1]);
        const verdict = judge(offsets.map(offset => [offset, 60 - offset]));
        expect(verdict?.status === 'rewind').toBe(wentBack);
      }),
    );
  });

  it('neither warns of nor calls stalled who is as far behind at each commit, however messages come in and whenever ends are read', () => {
    const seconds = 60;
    const written = fc.array(fc.oneof(fc.constant(0), fc.nat(100)), {
      minLength: seconds,
      maxLength: seconds,
    });
    const commitsAt = fc.uniqueArray(fc.nat(seconds - 1), { minLength: 10 });
    const readAt = fc.uniqueArray(fc.nat(seconds - 1), { minLength: 1 });
    fc.assert(
      fc.property(
        written,
        commitsAt,
        readAt,
        fc.nat(50),
        (log, at, read, behind) => {
          let end = 1000;
          const ends = log.map(count => (end += count));
          const sorted = [...read, 0, seconds - 1].sort((a, b) => a - b);
          const history: LogHistory = [...new Set(sorted)].map(second => [
            ends[second],
            START + second * 1000,
          ]);
          const made = [...at]
            .sort((a, b) => a - b)
            .map(second => ({
              at: START + second * 1000,
              offset: ends[second] - behind,
            }));
          const now = START + (seconds - 1) * 1000;
          const commits = takeCommits({
            before: undefined,
            commits: {
              since: new Date(START).toISOString(),
              made,
              upToDate: true,
            },
            history,
            now,
          })!;
          const { offset } = made[made.length - 1];
          const verdict = judgeCommits({
            commits,
            now,
            lag: end - offset,
            committed: offset,
            waitedMs: undefined,
            readingsMs: READINGS_MS,
            alive: true,
          });
          const wrong = behind === 0 ? ['warn', 'stall'] : ['warn'];
          expect(wrong).not.toContain(verdict?.status);
        },
      ),
      { numRuns: 300 },
    );
  });
});
