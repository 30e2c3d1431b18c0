import fc from 'fast-check';
import {
  cronTimes,
  expectedIntervalEnds,
  type ExpectedRange,
  type SloRun,
} from './occurrences';

const run = (place: string, options: Partial<SloRun> = {}): SloRun => ({
  id: 1,
  sourceId: 'airflow/prod',
  runAfter: place,
  dataIntervalStart: null,
  dataIntervalEnd: place,
  runType: 'scheduled',
  state: 'success',
  startedAt: place,
  firstStartedAt: place,
  firstSuccessAt: place,
  endedAt: place,
  cleared: false,
  ...options,
});
const day = (date: string, time = '06:00:00.000') => `${date}T${time}Z`;
const daily = { cron: '0 6 * * *', timezone: 'UTC' };
const expected = (options: Partial<ExpectedRange>) =>
  expectedIntervalEnds({
    schedule: daily,
    runs: [],
    from: day('2026-11-18', '00:00:00.000'),
    to: day('2026-11-21', '00:00:00.000'),
    activeFrom: day('2026-01-01'),
    ...options,
  });
const THREE_DAYS = ['2026-11-18', '2026-11-19', '2026-11-20'].map(d => day(d));

describe('expectedIntervalEnds', () => {
  it.each<[string, Partial<ExpectedRange>, string[]]>([
    ['runs that never started are expected', {}, THREE_DAYS],
    [
      'a run stands for its time of the schedule',
      { runs: [run(day('2026-11-19'))] },
      THREE_DAYS,
    ],
    [
      'a run less than a minute from it is the same',
      { runs: [run(day('2026-11-19', '06:00:59.999'))] },
      [THREE_DAYS[0], day('2026-11-19', '06:00:59.999'), THREE_DAYS[2]],
    ],
    [
      'a run a minute from it is another',
      { runs: [run(day('2026-11-19', '06:01:00.000'))] },
      [
        ...THREE_DAYS.slice(0, 2),
        day('2026-11-19', '06:01:00.000'),
        THREE_DAYS[2],
      ],
    ],
    [
      'without a schedule the runs alone say it',
      { schedule: undefined, runs: [run(day('2026-11-19', '07:13:00.000'))] },
      [day('2026-11-19', '07:13:00.000')],
    ],
    [
      'a run without an interval stands where it was to run',
      {
        schedule: undefined,
        runs: [run(day('2026-11-19'), { dataIntervalEnd: null })],
      },
      [day('2026-11-19')],
    ],
    [
      'two instances that ran the same interval are one',
      {
        schedule: undefined,
        runs: [
          run(day('2026-11-19')),
          run(day('2026-11-19'), { id: 2, sourceId: 'airflow3/prod' }),
        ],
      },
      [day('2026-11-19')],
    ],
    [
      'runs by a dataset count, those of people and those without an end do not',
      {
        schedule: undefined,
        runs: (['dataset', 'manual', 'backfill', 'continuous'] as const).map(
          (runType, i) =>
            run(day('2026-11-19', `0${i}:00:00.000`), { runType }),
        ),
      },
      [day('2026-11-19', '00:00:00.000')],
    ],
    [
      'before it was active nothing is expected, except what ran',
      {
        activeFrom: day('2026-11-20'),
        runs: [run(day('2026-11-18'))],
      },
      [THREE_DAYS[0], THREE_DAYS[2]],
    ],
    [
      'nothing is expected while it is paused, except what ran',
      {
        pausedPeriods: [
          { from: day('2026-11-17'), to: day('2026-11-19') },
          { from: day('2026-11-20'), to: null },
        ],
        runs: [run(day('2026-11-20', '05:00:00.000'))],
      },
      [day('2026-11-19'), day('2026-11-20', '05:00:00.000')],
    ],
    [
      'the range leaves its start out and takes its end in',
      { from: day('2026-11-18'), to: day('2026-11-19') },
      [day('2026-11-19')],
    ],
    [
      'a schedule that never fires expects nothing',
      { schedule: { cron: '0 6 30 2 *', timezone: 'UTC' } },
      [],
    ],
  ])('%s', (_, options, ends) => {
    expect(expected(options)).toEqual(ends);
  });

  it.each<[string, string, string[], string[]]>([
    [
      'in the gap, as Airflow has it',
      '30 2 * * *',
      [],
      ['2026-03-29T01:30:00.000Z'],
    ],
    [
      'in the gap, as croner has it',
      '30 2 * * *',
      ['2026-03-29T01:00:00.000Z'],
      ['2026-03-29T01:00:00.000Z'],
    ],
    [
      'too far from it',
      '30 2 * * *',
      ['2026-03-29T03:00:00.000Z'],
      ['2026-03-29T01:30:00.000Z', '2026-03-29T03:00:00.000Z'],
    ],
    [
      'in the overlap, as Airflow has it',
      '30 2 * * *',
      [],
      ['2026-10-25T01:30:00.000Z'],
    ],
    [
      'in the overlap, as croner has it',
      '30 2 * * *',
      ['2026-10-25T00:30:00.000Z'],
      ['2026-10-25T00:30:00.000Z'],
    ],
  ])(
    'takes the run of another scheduler where the clocks change: %s',
    (_, cron, runs, ends) => {
      const date = ends[0].slice(0, 10);
      expect(
        expected({
          schedule: { cron, timezone: 'Europe/Berlin' },
          runs: runs.map(place => run(place)),
          from: day(date, '00:00:00.000'),
          to: day(date, '12:00:00.000'),
        }),
      ).toEqual(ends);
    },
  );

  it('does not take a run elsewhere for the one of the schedule where no clock changes', () => {
    expect(
      expected({ runs: [run(day('2026-11-19', '06:30:00.000'))] }),
    ).toHaveLength(4);
  });

  it.each([
    ['seconds', '0 0 6 * * *', 'UTC'],
    ['words', 'every morning', 'UTC'],
    ['a zone that does not exist', '0 6 * * *', 'Europe/Northstar'],
  ])('names a schedule that cannot be read: %s', (_, cron, timezone) => {
    expect(() => expected({ schedule: { cron, timezone } })).toThrow();
  });

  it('finds the same range by range as in one, in whichever order runs came', () => {
    const start = Date.UTC(2026, 9, 20);
    const minutes = 60 * 24 * 10;
    const at = (m: number) => new Date(start + m * 60_000).toISOString();
    fc.assert(
      fc.property(
        fc.constantFrom('30 2 * * *', '*/30 1-3 * * *', '0 * * * *'),
        fc.constantFrom('Europe/Berlin', 'Australia/Lord_Howe', 'UTC'),
        fc.array(fc.integer({ min: 0, max: minutes }), { maxLength: 8 }),
        fc.array(fc.integer({ min: 0, max: minutes }), { maxLength: 4 }),
        (cron, timezone, ran, cuts) => {
          const runs = ran.map((m, id) => run(at(m), { id }));
          const range = {
            schedule: { cron, timezone },
            runs,
            activeFrom: at(0),
          };
          const whole = expectedIntervalEnds({
            ...range,
            from: at(0),
            to: at(minutes),
          });
          const bounds = [0, ...cuts.sort((a, b) => a - b), minutes];
          const pieces = bounds.slice(1).flatMap((to, i) =>
            expectedIntervalEnds({
              ...range,
              runs: [...runs].reverse(),
              from: at(bounds[i]),
              to: at(to),
            }),
          );
          expect(pieces).toEqual(whole);
          expect(new Set(whole).size).toBe(whole.length);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('cronTimes', () => {
  // Printed by Airflow 2.11's CronDataIntervalTimetable.
  it.each([
    [
      '30 2 * * *',
      '2026-03-28T00:00',
      '2026-03-28T01:30 2026-03-29T01:30 2026-03-30T00:30',
    ],
    [
      '30 2 * * *',
      '2026-10-24T00:00',
      '2026-10-24T00:30 2026-10-25T01:30 2026-10-26T01:30',
    ],
    [
      '0 * * * *',
      '2026-10-24T23:00',
      '2026-10-25T00:00 2026-10-25T01:00 2026-10-25T02:00 2026-10-25T03:00',
    ],
    [
      '*/30 2 * * *',
      '2026-10-24T22:00',
      '2026-10-25T01:00 2026-10-25T01:30 2026-10-26T01:00 2026-10-26T01:30',
    ],
    [
      '0 */2 * * *',
      '2026-10-24T20:00',
      '2026-10-24T22:00 2026-10-25T01:00 2026-10-25T03:00 2026-10-25T05:00',
    ],
    [
      '0 */2 * * *',
      '2026-03-28T20:00',
      '2026-03-28T21:00 2026-03-28T23:00 2026-03-29T01:00 2026-03-29T02:00',
    ],
    [
      '*/15 * * * *',
      '2026-03-29T00:30',
      '2026-03-29T00:45 2026-03-29T01:00 2026-03-29T01:15 2026-03-29T01:30',
    ],
    [
      '0 1,2,3 * * *',
      '2026-03-28T23:30',
      '2026-03-29T00:00 2026-03-29T01:00 2026-03-29T23:00 2026-03-30T00:00',
    ],
  ])('%s after %s is due when Airflow has it', (cron, from, times) => {
    const due = times.split(' ').map(t => Date.parse(`${t}Z`));
    expect(
      cronTimes(
        { cron, timezone: 'Europe/Berlin' },
        Date.parse(`${from}Z`),
        due[due.length - 1],
      ),
    ).toEqual(due);
  });
});
