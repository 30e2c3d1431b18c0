import { hoursToCount, readLoads } from './loads';

const NOW = new Date('2026-11-25T12:34:56Z');
const hour = (time: string) => `2026-11-25T${time}:00:00.000Z`;

describe('hoursToCount', () => {
  it.each([
    ['the first time a day', undefined, '2026-11-24T11:00:00.000Z'],
    ['from the hour before the last one', hour('11'), hour('10')],
    [
      'no further back than Snowflake keeps',
      '2026-01-01T00:00:00Z',
      '2026-11-11T12:00:00.000Z',
    ],
  ])('%s', (_, countedTo, from) => {
    const hours = hoursToCount(countedTo, NOW)!;
    expect(hours.from.toISOString()).toBe(from);
    expect(hours.to.toISOString()).toBe(hour('12'));
  });

  it.each([hour('12'), '2027-01-01T00:00:00Z'])(
    'is none while no hour is over since %s',
    countedTo => {
      expect(hoursToCount(countedTo, NOW)).toBeUndefined();
    },
  );
});

describe('readLoads', () => {
  const hours = { from: new Date(hour('10')), to: new Date(hour('12')) };
  const row = (ID: bigint, time: string, ROWS: bigint | null) => ({
    ID,
    HOUR: new Date(hour(time)),
    ROWS,
  });

  it('counts each hour of each table, those in which nothing came too', () => {
    const { counts, issues } = readLoads({
      datasets: ['A', 'B'],
      rows: [row(0n, '10', 5n), row(1n, '11', 13_000_000_000n)],
      hours,
      at: NOW,
    });
    expect(counts.map(c => [c.subject.dataset, c.from, c.to, c.count])).toEqual(
      [
        ['A', hour('10'), hour('11'), 5],
        ['A', hour('11'), hour('12'), 0],
        ['B', hour('10'), hour('11'), 0],
        ['B', hour('11'), hour('12'), 13_000_000_000],
      ],
    );
    expect(counts[0]).toMatchObject({ side: 'in', at: NOW.toISOString() });
    expect(issues).toEqual([]);
  });

  it('leaves out what can not be counted exactly', () => {
    const { counts, issues } = readLoads({
      datasets: ['A'],
      rows: [row(0n, '10', 2n ** 53n), row(0n, '11', null)],
      hours,
      at: NOW,
    });
    expect(counts).toMatchObject([{ from: hour('11'), count: 0 }]);
    expect(issues).toMatchObject([
      { title: 'A', message: expect.stringContaining('9007199254740992 rows') },
    ]);
  });
});
