import * as fc from 'fast-check';
import { type CommitWindow, takeCommits } from './commitWindow';
import type { LogHistory } from './logHistory';

const SINCE = '2026-11-25T06:00:00.000Z';
const START = Date.parse(SINCE);
const HISTORY: LogHistory = [
  [1000, START],
  [1150, START + 15_000],
];

function take(options: {
  before?: CommitWindow;
  made?: Array<[seconds: number, offset: number]>;
  since?: string;
  upToDate?: boolean;
  history?: LogHistory;
}) {
  const { before, history = HISTORY, made, since = SINCE } = options;
  return takeCommits({
    before,
    history,
    now: START + 15_000,
    commits: made && {
      since,
      upToDate: options.upToDate ?? true,
      made: made.map(([seconds, offset]) => ({
        at: START + seconds * 1000,
        offset,
      })),
    },
  });
}

describe('takeCommits', () => {
  it('tells how much was left at each commit, by where the log ended then', () => {
    expect(
      take({
        made: [
          [0, 990],
          [5, 990],
          [10, 1100],
        ],
      }),
    ).toEqual({
      since: START,
      upToDate: true,
      made: [
        { at: START, offset: 990, lag: 10, least: 10, most: 10 },
        { at: START + 5000, offset: 990, lag: 60, least: 10, most: 160 },
        { at: START + 10_000, offset: 1100, lag: 0, least: 0, most: 50 },
      ],
    });
  });

  it.each<[string, number, LogHistory, number]>([
    ['a commit before the history: where it begins', -60, HISTORY, 100],
    ['one of a clock that is ahead: now', 60, HISTORY, 250],
    ['without a history: nothing is known to be left', 5, [], 0],
    ['never below 0', 5, [[10, START]], 0],
  ])('%s', (_, seconds, history, lag) => {
    const window = take({ made: [[seconds, 900]], history });
    expect(window!.made[0].lag).toBe(lag);
    expect(window!.made[0].at).toBeLessThanOrEqual(START + 15_000);
  });

  it('before the history less may have been left: nothing, for all that is known', () => {
    const window = take({ made: [[-60, 900]] });
    expect(window!.made[0]).toMatchObject({ least: 0, most: 100 });
  });

  const before: CommitWindow = {
    since: START,
    upToDate: true,
    made: [{ at: START - 5000, offset: 1, lag: 3, least: 3, most: 3 }],
  };

  it('goes on where none was missed', () => {
    expect(take({ before, made: [[5, 990]] })!.made).toHaveLength(2);
    expect(take({ before, made: [] })).toEqual(before);
  });

  it('begins anew where some may have been missed', () => {
    const since = '2026-11-25T06:00:01.000Z';
    expect(take({ before, made: [[5, 990]], since })).toEqual({
      since: START + 1000,
      upToDate: true,
      made: [{ at: START + 5000, offset: 990, lag: 60, least: 10, most: 160 }],
    });
  });

  it('keeps what is known while nothing can be read, and says so', () => {
    expect(take({ before })).toEqual({ ...before, upToDate: false });
    expect(take({ before, made: [], upToDate: false })).toEqual({
      ...before,
      upToDate: false,
    });
    expect(take({ before, made: [], since: 'never' })).toEqual({
      ...before,
      upToDate: false,
    });
    expect(take({})).toBeUndefined();
  });

  it('comes to the same in however many sweeps commits are handed over', () => {
    const commits = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 15 }), fc.nat(1200)),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(commits, fc.nat(30), (made, cut) => {
        const sorted = [...made].sort((a, b) => a[0] - b[0]);
        const once = take({ made: sorted });
        const first = take({ made: sorted.slice(0, cut) });
        const twice = take({ before: first, made: sorted.slice(cut) });
        expect(twice).toEqual(once);
      }),
    );
  });
});
