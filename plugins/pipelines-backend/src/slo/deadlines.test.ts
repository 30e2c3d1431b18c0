import fc from 'fast-check';
import { deadlinesBetween } from './deadlines';
import { addDays, localInstant } from './localTime';

const ZONES = Intl.supportedValuesOf('timeZone');

/** What the clocks of a zone read, by the runtime's own calendar: `2026-03-29 02:30`. */
function clock(zone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return at => format.format(at);
}

/** Why an instant isn't the one of a local time, by a clock that knows nothing of how it was found. */
function fault(
  reads: (at: number) => string,
  local: string,
  dueAt: string,
): string | undefined {
  const at = Date.parse(dueAt);
  const reading = reads(at);
  if (reading === local) return undefined;
  // In a gap: right before it the clocks read less, and then they jump past it.
  const isAfterGap = reading > local && reads(at - 1) < local;
  return isAfterGap ? undefined : `${local} -> ${dueAt} reads ${reading}`;
}

const between = (
  time: string,
  timezone: string,
  from: string,
  to: string,
  options: { dataThrough?: string; has?: (date: string) => boolean } = {},
) =>
  deadlinesBetween({
    deadline: { time, timezone, dataThrough: options.dataThrough ?? '00:00' },
    has: options.has,
    from: `${from}T00:00:00.000Z`,
    to: `${to}T00:00:00.000Z`,
  });

describe('deadlinesBetween', () => {
  it('says what is due, and which data has to be in', () => {
    expect(
      between('06:00', 'America/New_York', '2026-03-08', '2026-03-10', {
        dataThrough: '04:30',
      }),
    ).toEqual([
      {
        date: '2026-03-08',
        dueAt: '2026-03-08T10:00:00.000Z',
        dataFrom: '2026-03-07T09:30:00.000Z',
        dataThrough: '2026-03-08T08:30:00.000Z',
      },
      {
        date: '2026-03-09',
        dueAt: '2026-03-09T10:00:00.000Z',
        dataFrom: '2026-03-08T08:30:00.000Z',
        dataThrough: '2026-03-09T08:30:00.000Z',
      },
    ]);
  });

  it('takes what is due at the start, and leaves what is due at the end', () => {
    const due = '2026-03-29T06:00:00.000Z';
    const deadline = { time: '06:00', timezone: 'UTC', dataThrough: '00:00' };
    const nextDue = '2026-03-30T06:00:00.000Z';
    expect(
      deadlinesBetween({ deadline, from: due, to: nextDue }).map(d => d.dueAt),
    ).toEqual([due]);
  });

  it('lets the first business day take along what came in on the days without a deadline', () => {
    const has = (date: string) =>
      ![0, 6].includes(new Date(`${date}T00:00Z`).getUTCDay());
    const deadlines = between('06:00', 'UTC', '2026-11-20', '2026-11-24', {
      has,
    });
    expect(deadlines.map(d => [d.date, d.dataFrom.slice(0, 10)])).toEqual([
      ['2026-11-20', '2026-11-19'],
      ['2026-11-23', '2026-11-20'],
    ]);
  });

  it('takes one day where the calendar has no date before', () => {
    const has = (date: string) => date === '2026-11-20';
    const [deadline] = between('06:00', 'UTC', '2026-11-01', '2026-12-01', {
      has,
    });
    expect(deadline.dataFrom).toBe('2026-11-19T00:00:00.000Z');
  });

  it('finds one a year, and none in a calendar without dates', () => {
    const yearly = between('06:00', 'UTC', '2026-01-01', '2027-01-01', {
      has: date => date.endsWith('-06-30'),
    });
    expect(yearly).toMatchObject([{ dataFrom: '2025-06-30T00:00:00.000Z' }]);
    expect(
      between('06:00', 'UTC', '2026-01-01', '2027-01-01', { has: () => false }),
    ).toEqual([]);
  });

  it.each([
    ['Pacific/Apia', '2011-12-28', '2012-01-02', '2011-12-30'],
    ['Pacific/Kwajalein', '1993-08-19', '1993-08-24', '1993-08-21'],
  ])(
    'has none for a date that the zone skips: %s',
    (zone, from, to, skipped) => {
      for (const time of ['00:00', '06:00', '23:45']) {
        const deadlines = between(time, zone, from, to);
        const dates = deadlines.map(d => d.date);
        expect(dates).not.toContain(skipped);
        expect(dates).toContain(addDays(skipped, -1));
        expect(dates).toContain(addDays(skipped, 1));
        const after = deadlines.find(d => d.date === addDays(skipped, 1))!;
        // Without a calendar the day before is the last one that there was.
        expect(after.dataFrom).toBe(
          localInstant(addDays(skipped, -1), '00:00', zone),
        );
        const [alone] = deadlinesBetween({
          deadline: { time, timezone: zone, dataThrough: '00:00' },
          has: date => date === after.date,
          from: after.dueAt,
          to: new Date(Date.parse(after.dueAt) + 1).toISOString(),
        });
        expect(alone).toEqual(after);
      }
    },
  );

  it('has one for each local date of every zone over three years, in order, at the declared time', () => {
    const faults: string[] = [];
    // Every zone has its own time, so that all of them are used.
    const times = ['02:00', '00:00', '02:30', '01:00', '03:30', '00:30'];
    ZONES.forEach((zone, index) => {
      const time = times[index % times.length];
      const reads = clock(zone);
      const deadlines = between(time, zone, '2024-01-01', '2027-01-01');
      let previous: (typeof deadlines)[number] | undefined;
      for (const deadline of deadlines) {
        const wrong = fault(reads, `${deadline.date} ${time}`, deadline.dueAt);
        if (wrong) faults.push(`${zone}: ${wrong}`);
        if (previous) {
          if (
            deadline.date !== addDays(previous.date, 1) ||
            deadline.dueAt <= previous.dueAt ||
            deadline.dataFrom !== previous.dataThrough ||
            deadline.dataThrough <= deadline.dataFrom
          ) {
            faults.push(`${zone}: ${previous.date}, ${deadline.date}`);
          }
        }
        previous = deadline;
      }
      // The dates follow each other, so it is all of them.
      const dates = deadlines.map(d => d.date);
      if (dates[0] > '2024-01-02' || dates[dates.length - 1] < '2026-12-30') {
        faults.push(`${zone}: ${dates[0]} to ${dates[dates.length - 1]}`);
      }
    });
    expect(faults).toEqual([]);
    expect(ZONES.length).toBeGreaterThan(400);
  }, 180_000);

  it('reads the declared time from 00:00 to 03:30 around every change of the clocks', () => {
    const faults: string[] = [];
    let changes = 0;
    for (const zone of ZONES) {
      const reads = clock(zone);
      const noon = (date: string) =>
        reads(Date.parse(`${date}T12:00:00Z`)).slice(11);
      let [date, atNoon] = ['2024-01-01', noon('2024-01-01')];
      while (date < '2027-01-01') {
        const next = addDays(date, 1);
        const atNextNoon = noon(next);
        if (atNoon !== atNextNoon) {
          changes++;
          for (const day of [date, next]) {
            for (let minutes = 0; minutes <= 210; minutes += 15) {
              const time = new Date(minutes * 60_000)
                .toISOString()
                .slice(11, 16);
              const dueAt = localInstant(day, time, zone);
              const wrong = fault(reads, `${day} ${time}`, dueAt);
              if (wrong) faults.push(`${zone}: ${wrong}`);
              // Of two readings it is the earlier.
              for (const earlier of [30, 60, 120]) {
                const before = Date.parse(dueAt) - earlier * 60_000;
                if (reads(before) === `${day} ${time}`) {
                  faults.push(`${zone}: ${day} ${time} is later than it reads`);
                }
              }
            }
          }
        }
        [date, atNoon] = [next, atNextNoon];
      }
    }
    expect(faults).toEqual([]);
    expect(changes).toBeGreaterThan(600);
  }, 180_000);

  it('finds the same deadlines range by range as in one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ZONES),
        fc.constantFrom('00:00', '02:30', '06:00', '23:59'),
        fc.array(fc.integer({ min: 0, max: 60 * 24 * 40 }), { maxLength: 5 }),
        fc.integer({ min: 0, max: 364 }),
        (timezone, time, cuts, firstDay) => {
          const start = Date.UTC(2026, 0, 1 + firstDay);
          const at = (minutes: number) =>
            new Date(start + minutes * 60_000).toISOString();
          const deadline = { time, timezone, dataThrough: '00:00' };
          const end = 60 * 24 * 40;
          const bounds = [0, ...cuts.sort((a, b) => a - b), end];
          const pieces = bounds
            .slice(1)
            .flatMap((to, i) =>
              deadlinesBetween({ deadline, from: at(bounds[i]), to: at(to) }),
            );
          expect(pieces).toEqual(
            deadlinesBetween({ deadline, from: at(0), to: at(end) }),
          );
        },
      ),
      { numRuns: 50 },
    );
  });
});
