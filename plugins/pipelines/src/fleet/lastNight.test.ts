import { failedRow } from '../__testUtils__/fleet';
import { nightBegan, splitByNight } from './lastNight';

describe('nightBegan', () => {
  it.each([
    ['in the morning', '2026-11-21T09:00:00Z', 'UTC', '2026-11-20T18:00:00Z'],
    [
      'on the reader’s own clock',
      '2026-11-21T09:00:00Z',
      'America/New_York',
      '2026-11-20T23:00:00Z',
    ],
    [
      'over a DST change',
      '2026-10-25T09:00:00Z',
      'Europe/Berlin',
      '2026-10-24T16:00:00Z',
    ],
  ])('%s', (_, now, zone, expected) => {
    expect(nightBegan(Date.parse(now), zone)).toBe(Date.parse(expected));
  });
});

describe('splitByNight', () => {
  const since = Date.parse('2026-11-20T18:00:00Z');
  const ended = (endedAt: string | undefined) => ({
    ...failedRow,
    lastRun: { ...failedRow.lastRun!, endedAt },
  });
  it.each([
    ['a failure of this night', '2026-11-21T05:12:00Z', 'lastNight'],
    ['a failure at the very moment', '2026-11-20T18:00:00Z', 'lastNight'],
    ['a failure of the day before', '2026-11-20T11:00:00Z', 'earlier'],
    ['a failure whose end is not known', undefined, 'lastNight'],
  ] as const)('puts %s where it belongs', (_, endedAt, where) => {
    const row = ended(endedAt);
    expect(splitByNight([row], since)[where]).toEqual([row]);
  });

  it('goes by the failure, not by the newer run that is in progress', () => {
    const row = {
      ...failedRow,
      recentRuns: [
        {
          id: '1',
          state: 'failed' as const,
          runType: 'continuous' as const,
          endedAt: '2026-11-11T16:39:00Z',
        },
      ],
      lastRun: {
        id: '2',
        state: 'running' as const,
        runType: 'continuous' as const,
      },
    };
    expect(splitByNight([row], since).earlier).toEqual([row]);
  });
});
