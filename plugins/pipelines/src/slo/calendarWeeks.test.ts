import type { SloDay, Verdict } from '@sluice/plugin-pipelines-common';
import { calendarWeeks } from './calendarWeeks';

const day = (date: string, counts: Partial<SloDay>): SloDay => ({
  date,
  target: 95,
  good: 0,
  bad: 0,
  missing: 0,
  rawBad: 0,
  unknown: 0,
  excluded: 0,
  pending: 0,
  idle: 0,
  rescued: 0,
  ...counts,
});
const verdict = (localDate: string, state: Verdict['state']): Verdict => ({
  pipeline: 'component:default/close',
  occurrence: localDate,
  dueAt: `${localDate}T06:00:00.000Z`,
  localDate,
  state,
  rawState: state,
  rescued: false,
  final: true,
  evidence: {
    runIds: [],
    sourceIds: [],
    intervals: 1,
    missing: [],
    reason: 'in-time',
  },
});

describe('calendarWeeks', () => {
  it('begins weeks on Monday and leaves out dates before and after', () => {
    const weeks = calendarWeeks({
      from: '2026-10-29',
      to: '2026-11-03',
      days: [],
      verdicts: [],
    });
    expect(
      weeks.map(week => [
        week.monday,
        week.month,
        week.cells.map(cell => cell?.date.slice(8)),
      ]),
    ).toEqual([
      [
        '2026-10-26',
        'Nov',
        [undefined, undefined, undefined, '29', '30', '31', '01'],
      ],
      [
        '2026-11-02',
        undefined,
        ['02', '03', undefined, undefined, undefined, undefined, undefined],
      ],
    ]);
    expect(weeks[0].cells.find(c => c?.date === '2026-10-31')?.isMonthEnd).toBe(
      true,
    );
  });

  it.each<[string, Partial<SloDay>, string | undefined]>([
    ['bad goes before unknown', { bad: 1, unknown: 1 }, 'LATE'],
    ['missing goes before late', { bad: 2, missing: 1 }, 'MISSING'],
    ['unknown goes before good', { unknown: 1, good: 3 }, 'UNKNOWN'],
    ['pending goes before good', { pending: 1, good: 3 }, 'PENDING'],
    ['all good', { good: 3 }, 'GOOD'],
    ['all excluded', { excluded: 1 }, 'EXCLUDED'],
    ['nothing was due', {}, undefined],
  ])('%s, whatever verdicts are loaded', (_, counts, expected) => {
    const date = '2026-11-20';
    const [week] = calendarWeeks({
      from: date,
      to: date,
      days: [day(date, counts)],
      verdicts: [],
    });
    expect(week.cells[4]?.state).toBe(expected);
  });

  it('ends months as the named calendar does, where there is one', () => {
    const [, week] = calendarWeeks({
      from: '2026-10-19',
      to: '2026-11-01',
      days: [
        day('2026-10-29', { good: 1, monthEnd: false }),
        day('2026-10-30', { good: 1, monthEnd: true }),
      ],
      verdicts: [],
    });
    expect(
      week.cells.filter(cell => cell?.isMonthEnd).map(cell => cell?.date),
    ).toEqual(['2026-10-30']);
  });

  it('takes along the verdict of a date that has just one', () => {
    const date = '2026-11-20';
    const of = (verdicts: Verdict[]) =>
      calendarWeeks({
        from: date,
        to: date,
        days: [day(date, { good: verdicts.length })],
        verdicts,
      })[0].cells[4]?.verdict;
    expect(of([verdict(date, 'GOOD')])?.occurrence).toBe(date);
    expect(of([verdict(date, 'GOOD'), verdict(date, 'GOOD')])).toBeUndefined();
  });
});
