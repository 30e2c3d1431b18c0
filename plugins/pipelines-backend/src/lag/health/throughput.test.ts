import type { LagSample } from './judgePartition';
import { drainSeconds, throughputOf, totalThroughput } from './throughput';

const sample = (
  seconds: number,
  committed: number | null,
  end: number | undefined,
): LagSample => ({ at: seconds * 1000, committed, end, alive: true });

describe('throughputOf', () => {
  it.each([
    ['steady', [sample(0, 0, 100), sample(10, 50, 300)], 20, 5],
    ['at rest', [sample(0, 100, 100), sample(10, 100, 100)], 0, 0],
    ['one reading', [sample(0, 0, 100)], null, null],
    [
      'a rewind tells nothing of how fast it reads',
      [sample(0, 50, 100), sample(10, 0, 200), sample(20, 40, 300)],
      10,
      null,
    ],
    [
      'what could not be read is left out',
      [sample(0, 0, 100), sample(10, 50, undefined), sample(20, 100, 300)],
      10,
      5,
    ],
    [
      'a group that never committed',
      [sample(0, null, 1), sample(9, null, 9)],
      null,
      null,
    ],
  ])('%s', (_, samples, inPerSecond, outPerSecond) => {
    expect(throughputOf(samples)).toEqual({ inPerSecond, outPerSecond });
  });
});

describe('totalThroughput', () => {
  it('adds what is known', () => {
    expect(
      totalThroughput([
        { inPerSecond: 2, outPerSecond: null },
        { inPerSecond: 3, outPerSecond: 4 },
      ]),
    ).toEqual({ inPerSecond: 5, outPerSecond: 4 });
    expect(totalThroughput([])).toEqual({
      inPerSecond: null,
      outPerSecond: null,
    });
  });
});

describe('drainSeconds', () => {
  it.each([
    ['nothing left', 0, 5, 1, 0],
    ['it reads faster than messages come', 100, 5, 15, 10],
    ['it never will be', 100, 15, 15, null],
    ['a rate is unknown', 100, null, 15, null],
    ['the lag is unknown', null, 1, 15, null],
  ])('%s', (_, lag, inPerSecond, outPerSecond, seconds) => {
    expect(drainSeconds(lag, { inPerSecond, outPerSecond })).toBe(seconds);
  });
});
