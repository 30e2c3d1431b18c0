import type { PastLag } from '@sluice/plugin-pipelines-node';
import { unpackMinutes } from './minutes';
import { readPastLag } from './pastLag';

const UNTIL = '2026-11-26T12:00:00.000Z';

const past = (options: Partial<PastLag>): PastLag => ({
  group: 'g',
  hours: [],
  minutes: [],
  changes: [],
  ...options,
});

describe('readPastLag', () => {
  it('takes an hour as it is told, and knows whether its topics rested', () => {
    const { hours } = readPastLag(
      past({
        hours: [
          {
            at: '2026-11-26T09:00:00.000Z',
            status: 'ok',
            lag: 0,
            seconds: 0,
            inPerSecond: 0,
          },
          { at: '2026-11-26T08:59:59Z', status: 'warn', inPerSecond: 2 },
          { at: '2026-11-26T07:00:00Z', status: 'unknown' },
        ],
      }),
      UNTIL,
    );
    expect(
      hours.map(h => [
        h.hour,
        h.lag,
        h.statusRank,
        h.minutesRead,
        h.minutesAtRest,
        h.minutes,
      ]),
    ).toEqual([
      ['2026-11-26T07:00:00.000Z', null, 5, 0, 0, null],
      ['2026-11-26T08:00:00.000Z', null, 4, 60, 0, null],
      ['2026-11-26T09:00:00.000Z', 0, 6, 60, 60, null],
    ]);
  });

  it('makes an hour of its minutes, the worst of each', () => {
    const minute = (at: string, seconds: number) => ({
      at: `2026-11-26T10:${at}:00Z`,
      status: seconds > 100 ? ('stall' as const) : ('ok' as const),
      lag: seconds * 10,
      seconds,
      inPerSecond: 10,
    });
    const { hours } = readPastLag(
      past({
        hours: [{ at: '2026-11-26T10:00:00Z', status: 'ok', seconds: 1 }],
        minutes: [minute('07', 300), minute('05', 4)],
      }),
      UNTIL,
    );
    expect(hours).toMatchObject([
      { seconds: 300, lag: 3000, statusRank: 3, minutesRead: 2 },
    ]);
    expect(unpackMinutes(hours[0].minutes).map(m => m.minute)).toEqual([5, 7]);
  });

  it('leaves out what lies ahead, has no time, or says what nobody knows', () => {
    const { changes, hours } = readPastLag(
      past({
        hours: [
          { at: UNTIL, status: 'ok' },
          { at: 'yesterday', status: 'ok' },
          { at: '2026-11-26T09:00:00Z', status: 'fine' as 'ok' },
          { at: '2026-11-26T08:00:00Z', status: 'ok', lag: -5, seconds: NaN },
        ],
        changes: [
          { at: UNTIL, status: 'ok', reason: 'later' },
          { at: '2026-11-26T08:30:00Z', status: 'warn', reason: 'it grew' },
        ],
      }),
      UNTIL,
    );
    expect(hours).toMatchObject([{ lag: null, seconds: null }]);
    expect(changes).toEqual([
      {
        at: '2026-11-26T08:30:00.000Z',
        status: 'warn',
        reason: 'it grew',
        inferred: false,
      },
    ]);
  });
});
