import { sameHours, trafficOf } from './traffic';

const atRest = { inPerSecond: 0, lag: 0 };

describe('trafficOf', () => {
  it.each([
    ['messages come in', { inPerSecond: 1, lag: 0 }, undefined, 'flowing'],
    ['messages wait', { inPerSecond: 0, lag: 5 }, undefined, 'flowing'],
    ['rest that is normal', atRest, { read: 240, atRest: 200 }, 'idle'],
    ['rest now and then is normal', atRest, { read: 240, atRest: 12 }, 'idle'],
    ['rest that never was', atRest, { read: 240, atRest: 0 }, 'silent'],
    ['too few weeks to tell', atRest, { read: 120, atRest: 0 }, undefined],
    ['no week to tell', atRest, undefined, undefined],
    [
      'a rate that is unknown',
      { inPerSecond: null, lag: 0 },
      { read: 240, atRest: 0 },
      undefined,
    ],
    [
      'a lag that is unknown',
      { inPerSecond: 0, lag: null },
      { read: 240, atRest: 0 },
      undefined,
    ],
  ] as const)('%s', (_, now, normal, expected) => {
    expect(trafficOf({ ...now, normal })).toBe(expected);
  });
});

describe('sameHours', () => {
  it('are those of the four weeks before', () => {
    expect(sameHours('2026-11-26T06:00:00.000Z')).toEqual([
      '2026-11-19T06:00:00.000Z',
      '2026-11-12T06:00:00.000Z',
      '2026-11-05T06:00:00.000Z',
      '2026-10-29T06:00:00.000Z',
    ]);
  });
});
