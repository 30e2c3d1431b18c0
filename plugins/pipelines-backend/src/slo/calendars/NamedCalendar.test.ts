import { RuledCalendar } from './NamedCalendar';

function calendar(everyDateEndsAPeriod = false) {
  const asked: number[] = [];
  const named = RuledCalendar.create({
    name: 'audits',
    title: 'Audits',
    everyDateEndsAPeriod,
    datesOf: year => {
      asked.push(year);
      return [`${year}-03-20`, `${year}-03-05`, `${year}-11-30`];
    },
  });
  return { asked, named };
}

describe('RuledCalendar', () => {
  it('has the dates of its rule, worked out once a year', () => {
    const { asked, named } = calendar();
    expect(named.has('2026-03-05')).toBe(true);
    expect(named.has('2026-03-06')).toBe(false);
    expect(named.has('2027-03-05')).toBe(true);
    expect(asked).toEqual([2026, 2027]);
  });

  it('calls the last of its dates in a month the end of it', () => {
    const { named } = calendar();
    expect(
      ['2026-03-05', '2026-03-20', '2026-03-31', '2026-11-30'].map(date =>
        named.isMonthEnd(date),
      ),
    ).toEqual([false, true, false, true]);
  });

  it('calls each of its dates that where it is about ends of periods', () => {
    const { named } = calendar(true);
    expect(named.isMonthEnd('2026-03-05')).toBe(true);
    expect(named.isMonthEnd('2026-03-06')).toBe(false);
  });

  it.each([
    ['2101-01-01', 'The calendar audits ends with the year 2100'],
    ['tomorrow', '"tomorrow" is not a date such as 2026-03-29'],
    ['2026-3-5', '"2026-3-5" is not a date such as 2026-03-29'],
  ])('refuses %s', (date, message) => {
    expect(() => calendar().named.has(date)).toThrow(message);
    expect(() => calendar().named.isMonthEnd(date)).toThrow(message);
  });
});
