import type { SloRun } from './occurrences';
import { usualFinish } from './usualFinish';

const run = (day: number, minutes: number | null): SloRun => {
  const place = Date.parse('2026-11-01T00:00:00Z') + day * 86_400_000;
  return {
    id: day,
    sourceId: 'airflow',
    runAfter: new Date(place).toISOString(),
    dataIntervalStart: null,
    dataIntervalEnd: new Date(place).toISOString(),
    runType: 'scheduled',
    state: minutes === null ? 'failed' : 'success',
    startedAt: null,
    firstStartedAt: null,
    firstSuccessAt:
      minutes === null
        ? null
        : new Date(place + minutes * 60_000).toISOString(),
    endedAt: null,
    cleared: false,
  };
};
const PLACE = '2026-11-12T00:00:00.000Z';
const days = (minutes: Array<number | null>) =>
  minutes.map((m, i) => run(i, m));

describe('usualFinish', () => {
  it.each<[string, SloRun[], string | null]>([
    [
      'half of the others were done',
      days([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]),
      '2026-11-12T00:50:00.000Z',
    ],
    ['nine others are too few', days([1, 2, 3, 4, 5, 6, 7, 8, 9]), null],
    [
      'those that never were don’t count',
      days([null, 10, 10, 10, 10, 10, 10, 10, 10, 10]),
      null,
    ],
    [
      'the run itself doesn’t count',
      days([10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 600]),
      '2026-11-12T00:10:00.000Z',
    ],
  ])('%s', (_, runs, expected) => {
    expect(usualFinish(runs, PLACE)).toBe(expected);
  });
});
