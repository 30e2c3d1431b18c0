/*
 * Our verdicts beside those of Burrow on the same groups, by what a real Burrow answered of them. Each committed every 3 s; the answer tells
 * the first and the last of ten commits, and those between lie on a line, but for the group that went back every fourth time.
 */
import type { LagStatus } from '@sluice/plugin-pipelines-common';
import { takeCommits } from './commitWindow';
import recorded from './fixtures/burrow.json';
import { judgePartition, type LagSample, WINDOW } from './judgePartition';

type Name = keyof typeof recorded.groups;

/** The readings that the commits of a window would have given us, and one of now. */
function readings(
  name: Name,
  options: { alive: boolean; back?: number },
): LagSample[] {
  const { current_lag: lag, end, start } = recorded.groups[name];
  const { alive, back = 0 } = options;
  const commits = Array.from({ length: WINDOW }, (_, i): LagSample => {
    const on = (from: number, to: number) =>
      Math.round(from + ((to - from) * i) / (WINDOW - 1));
    const committed = on(start.offset, end.offset);
    return {
      at: on(start.timestamp, end.timestamp),
      committed: i % 4 === 3 ? committed - back : committed,
      end: on(start.offset + start.lag, end.offset + end.lag),
      alive,
    };
  });
  const now: LagSample = {
    at: end.timestamp + 1000,
    committed: end.offset,
    end: end.offset + lag,
    alive,
  };
  return [...commits.slice(1), now];
}

const ours = (name: Name, options: { alive: boolean; back?: number }) =>
  judgePartition({ samples: readings(name, options) });

describe('Beside Burrow', () => {
  it.each<[Name, { alive: boolean; back?: number }, LagStatus]>([
    ['caughtup', { alive: true }, 'ok'],
    ['catchingup', { alive: true }, 'ok'],
    ['growing', { alive: true }, 'warn'],
    ['stalled', { alive: true }, 'stall'],
    ['rewinding', { alive: true, back: 300 }, 'rewind'],
  ])('%s is the same', (name, options, expected) => {
    expect(recorded.groups[name].status.toLocaleLowerCase('en-US')).toBe(
      expected,
    );
    expect(ours(name, options).status).toBe(expected);
  });

  it('a group that stopped is the same once it has been read twice without a member', () => {
    expect(recorded.groups.stopped.status).toBe('STOP');
    const commits = readings('stopped', { alive: true });
    const last = commits[commits.length - 1];
    const silent = [15_000, 30_000].map(ms => ({
      ...last,
      at: last.at + ms,
      alive: false,
    }));
    const samples = [...commits, ...silent];
    expect(judgePartition({ samples })).toMatchObject({
      status: 'stop',
      inferred: true,
    });
  });

  describe('with its commits, one by one', () => {
    /** The ten commits of a window, and a reading so long after the last one. No member lives: that makes no difference. */
    const judge = (
      name: Name,
      options: { back?: number; ms?: number } = {},
    ) => {
      const { back = 0, ms = 2000 } = options;
      const commits = readings(name, { alive: false, back }).slice(0, -1);
      const { start } = recorded.groups[name];
      const first: LagSample = {
        at: start.timestamp,
        committed: start.offset,
        end: start.offset + start.lag,
        alive: false,
      };
      const made = [first, ...commits].map(each => {
        const left = each.end! - each.committed!;
        const lag = { lag: left, least: left, most: left };
        return { at: each.at, offset: each.committed!, ...lag };
      });
      const last = readings(name, { alive: false, back }).at(-1)!;
      const known = { since: 0, upToDate: true, made };
      return judgePartition({
        samples: [{ ...last, at: made[9].at + ms, commits: known }],
        waitedSeconds: 3600,
      });
    };

    it.each<[Name, { back?: number; ms?: number }]>([
      ['caughtup', {}],
      ['catchingup', {}],
      ['growing', {}],
      ['stalled', {}],
      ['stopped', { ms: 60_000 }],
      ['rewinding', { back: 300 }],
    ])('%s is the same, and nothing is inferred', (name, options) => {
      const { status } = recorded.groups[name];
      expect(judge(name, options)).toMatchObject({
        status: status.toLocaleLowerCase('en-US'),
        inferred: false,
      });
    });
  });

  describe('differs, and has to', () => {
    it('where a lag stays as it is: Burrow takes "did not shrink" for "grew"', () => {
      const samples = Array.from({ length: WINDOW }, (_, i) => ({
        at: i * 15_000,
        committed: 100 + i * 10,
        end: 150 + i * 10,
        alive: true,
      }));
      expect(judgePartition({ samples }).status).toBe('ok');
    });

    it('where a consumer died right after it was at the end: Burrow says OK until that leaves the window', () => {
      const samples = Array.from({ length: WINDOW }, (_, i) => ({
        at: i * 15_000,
        committed: 100,
        end: 100 + i * 10,
        alive: i < 2,
      }));
      expect(judgePartition({ samples }).status).toBe('stop');
    });

    it.each<[string, LagStatus, (round: number) => [number, number]]>([
      ['falls behind', 'warn', round => [-1, 90 - round * 10]],
      ['goes back', 'rewind', round => [45, round === 7 ? 10 : 80]],
    ])(
      'where a consumer %s between two readings of the end: Burrow takes the end that it read last, a lag of 0, and says OK',
      (_, expected, beyondOf) => {
        const ends = Array.from({ length: WINDOW }, (__, i) => 1000 + i * 150);
        const made = ends.slice(0, -1).flatMap((end, round) => {
          const [sooner, later] = beyondOf(round);
          return [
            { at: round * 15_000 + 5000, beyond: sooner },
            { at: round * 15_000 + 13_000, beyond: later },
          ].flatMap(({ at, beyond }) =>
            beyond < 0 ? [] : [{ at, offset: end + beyond }],
          );
        });
        const burrow = made.map(({ at, offset }) =>
          Math.max(0, ends[Math.floor(at / 15_000)] - offset),
        );
        expect(burrow).toEqual(made.map(() => 0));

        const now = (WINDOW - 1) * 15_000;
        const committedAt = (at: number) =>
          made.filter(commit => commit.at <= at).at(-1)?.offset ?? 980;
        const samples = ends.map((end, i): LagSample => {
          const at = i * 15_000;
          return { at, committed: committedAt(at), end, alive: true };
        });
        const commits = takeCommits({
          before: undefined,
          commits: { since: new Date(0).toISOString(), made, upToDate: true },
          history: ends.map((end, i) => [end, i * 15_000]),
          now,
        });
        const [last] = samples.splice(-1);
        expect(
          judgePartition({ samples: [...samples, { ...last, commits }] }),
        ).toMatchObject({ status: expected, inferred: false });
      },
    );

    it('where it committed beyond the end: Burrow says a lag of 0', () => {
      const samples = [0, 15_000].map(at => ({
        at,
        committed: 100,
        end: 20,
        alive: true,
      }));
      expect(judgePartition({ samples }).status).toBe('error');
    });

    it('where offsets are read now and then: one that commits the same again without being a member cannot be told from one that is gone', () => {
      const verdict = ours('stalled', { alive: false });
      expect(verdict).toMatchObject({ status: 'stop', inferred: true });
    });
  });
});
