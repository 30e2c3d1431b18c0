import * as fc from 'fast-check';
import { addPoint, type LogPoint } from './logHistory';
import { lagSeconds } from './lagSeconds';
import { nearBound } from './nearBound';

const NOW = 1_000_000;
const ago = (seconds: number) => NOW - seconds * 1000;
const build = (points: LogPoint[]) =>
  points.reduce(addPoint, [] as readonly LogPoint[]);
// 10 messages a second, read every 15 s.
const STEADY = build(
  Array.from({ length: 41 }, (_, i) => [i * 150, ago(600 - i * 15)] as const),
);
const offsetOf = (secondsAgo: number) => (600 - secondsAgo) * 10;

describe('nearBound', () => {
  it.each([
    ['far below what is promised', 100, undefined],
    ['near enough, below', 145, { after: ago(150), before: ago(135) }],
    ['at the bound', 181, { after: ago(195), before: ago(180) }],
    ['just above it', 212, { after: ago(225), before: ago(210) }],
    ['far above', 300, undefined],
  ])('%s', (_, secondsAgo, expected) => {
    expect(
      nearBound({
        position: offsetOf(secondsAgo),
        history: STEADY,
        now: NOW,
        maxSeconds: 180,
      }),
    ).toEqual(expected);
  });

  it('wants nothing where the log was read often enough', () => {
    const history = build([
      [0, ago(300)],
      [100, ago(180)],
      [110, ago(179)],
      [200, ago(0)],
    ]);
    const near = (position: number) =>
      nearBound({ position, history, now: NOW, maxSeconds: 180 });
    expect(near(105)).toBeUndefined();
    expect(near(50)).toEqual({ after: ago(300), before: ago(180) });
  });

  it('looks for what was written before the log was read, no farther back than matters', () => {
    const near = (firstRead: number) =>
      nearBound({
        position: 5,
        history: build([
          [10, ago(firstRead)],
          [20, ago(0)],
        ]),
        now: NOW,
        maxSeconds: 180,
      });
    expect(near(15)).toEqual({ after: ago(216), before: ago(15) });
    expect(near(215)).toBeUndefined();
    expect(near(900)).toBeUndefined();
  });

  it('knows nothing of a log whose end it has not seen', () => {
    const options = { position: 5, history: [], now: NOW, maxSeconds: 180 };
    expect(nearBound(options)).toBeUndefined();
  });

  it('never lets a wrong side of the bound through', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_990 }),
        fc.integer({ min: 20, max: 400 }),
        (position, maxSeconds) => {
          const seen = { position, history: STEADY, now: NOW };
          const isAsked = nearBound({ ...seen, maxSeconds }) !== undefined;
          const { seconds } = lagSeconds({ ...seen, lag: 1 });
          const truth = 600 - position / 10;
          const isRight = seconds! > maxSeconds === truth > maxSeconds;
          expect(isAsked || isRight).toBe(true);
        },
      ),
    );
  });
});
