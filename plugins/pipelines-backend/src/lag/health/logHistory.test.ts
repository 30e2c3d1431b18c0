import * as fc from 'fast-check';
import { addNewest, addPoint, type LogPoint, MAX_POINTS } from './logHistory';

const build = (points: LogPoint[]) =>
  points.reduce(addPoint, [] as readonly LogPoint[]);

describe('addPoint', () => {
  it.each<[string, LogPoint[], LogPoint[]]>([
    [
      'keeps a log that grows',
      [
        [10, 1],
        [20, 2],
      ],
      [
        [10, 1],
        [20, 2],
      ],
    ],
    [
      'keeps the first and the last time of a rest',
      [
        [10, 1],
        [10, 2],
        [10, 3],
        [10, 4],
        [30, 5],
      ],
      [
        [10, 1],
        [10, 4],
        [30, 5],
      ],
    ],
    [
      'leaves out what is older than the newest, or as old',
      [
        [10, 5],
        [12, 4],
        [13, 5],
      ],
      [[10, 5]],
    ],
    [
      'forgets what a log that was cut no longer has',
      [
        [10, 1],
        [20, 2],
        [30, 3],
        [15, 4],
      ],
      [
        [10, 1],
        [15, 4],
      ],
    ],
  ])('%s', (_, points, expected) => {
    expect(build(points)).toEqual(expected);
  });

  const anyPoints = fc.array(
    fc.tuple(fc.nat({ max: 500 }), fc.nat({ max: 10_000 })),
    { maxLength: 400 },
  );

  it('ascends in time, never goes back in offsets, rests at two points, and stays short', () => {
    fc.assert(
      fc.property(anyPoints, points => {
        const history = build(points);
        expect(history.length).toBeLessThanOrEqual(MAX_POINTS);
        const steps = history.slice(1).map(([offset, at], i) => ({
          ascends: at > history[i][1],
          neverBack: offset >= history[i][0],
          restsTwice: i === 0 || offset > history[i - 1][0],
        }));
        expect(steps).toEqual(
          steps.map(() => ({
            ascends: true,
            neverBack: true,
            restsTwice: true,
          })),
        );
      }),
    );
  });

  it('stays exact about the last minutes and reaches back for days', () => {
    // A day at one reading in 15 s, with a rate that changes all the time.
    let offset = 0;
    let history: readonly LogPoint[] = [];
    const ends: LogPoint[] = [];
    for (let i = 0; i < 5760; i++) {
      offset += Math.round(
        100 + 90 * Math.sin(i / 7) + (i % 40 === 0 ? 900 : 0),
      );
      ends.push([offset, i * 15_000]);
      history = addPoint(history, [offset, i * 15_000]);
    }
    expect(history[0]).toEqual(ends[0]);
    expect(history.slice(-8)).toEqual(ends.slice(-8));
  });
});

describe('addNewest', () => {
  const rested = build([
    [40, 1000],
    [100, 2000],
    [100, 3000],
  ]);

  it.each<[string, readonly LogPoint[], number, number, LogPoint[]]>([
    [
      'dates a log that was read once',
      build([[100, 9000]]),
      99,
      4000,
      [
        [100, 4000],
        [100, 9000],
      ],
    ],
    [
      'dates the begin of a rest, between two readings',
      rested,
      99,
      1500,
      [
        [40, 1000],
        [100, 1500],
        [100, 3000],
      ],
    ],
    ['leaves a clock that is ahead out', rested, 99, 4000, [...rested]],
    [
      'leaves a message that was written late out',
      rested,
      99,
      500,
      [...rested],
    ],
    [
      'leaves a message out that the log does not have',
      rested,
      120,
      1500,
      [...rested],
    ],
    ['says nothing of a log that was never read', [], 99, 4000, []],
  ])('%s', (_, history, offset, at, expected) => {
    expect(addNewest(history, { offset, at })).toEqual(expected);
  });
});
