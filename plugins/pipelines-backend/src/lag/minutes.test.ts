import * as fc from 'fast-check';
import {
  addMinute,
  hourOf,
  type LagMinute,
  packMinutes,
  unpackMinutes,
} from './minutes';

const minute = (options: Partial<LagMinute>): LagMinute => ({
  minute: 0,
  lag: 10,
  seconds: 1,
  inPerSecond: 5,
  outPerSecond: 5,
  statusRank: 6,
  ...options,
});

describe('addMinute', () => {
  it('keeps the worst of a minute, and what is known before what is not', () => {
    const minutes = [
      minute({ lag: 100, seconds: 9, statusRank: 6 }),
      minute({ lag: 40, seconds: null, inPerSecond: 7, statusRank: 3 }),
      minute({ lag: null, seconds: 2, inPerSecond: null, statusRank: 5 }),
    ].reduce(addMinute, [] as LagMinute[]);
    expect(minutes).toEqual([
      minute({ lag: 100, seconds: 9, inPerSecond: 7, statusRank: 3 }),
    ]);
  });

  it('has a row a minute, in order, whatever the order they come in', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 59 })), list => {
        const minutes = list
          .map(m => minute({ minute: m }))
          .reduce(addMinute, [] as LagMinute[]);
        expect(minutes.map(m => m.minute)).toEqual(
          [...new Set(list)].sort((a, b) => a - b),
        );
      }),
    );
  });
});

describe('an hour', () => {
  it('is the most of its minutes, the mean of their rates and their worst status', () => {
    expect(
      hourOf([
        minute({ lag: 4, seconds: null, inPerSecond: 2, statusRank: 6 }),
        minute({ lag: 9, seconds: 8, inPerSecond: 4, statusRank: 4 }),
        minute({ lag: null, inPerSecond: null }),
      ]),
    ).toEqual({
      lag: 9,
      seconds: 8,
      inPerSecond: 3,
      outPerSecond: 5,
      statusRank: 4,
      minutesRead: 2,
      minutesAtRest: 0,
    });
    expect(hourOf([minute({ inPerSecond: 0 })]).minutesAtRest).toBe(1);
  });

  it('comes back from its stored form, in milliseconds', () => {
    const minutes = [minute({ seconds: 1.23456, inPerSecond: null })];
    expect(unpackMinutes(packMinutes(minutes))).toEqual([
      minute({ seconds: 1.235, inPerSecond: null }),
    ]);
    expect(unpackMinutes(null)).toEqual([]);
  });
});
