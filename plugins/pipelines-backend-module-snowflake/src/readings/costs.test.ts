import { costsToRead, readAttribution, readMetering } from './costs';

const NOW = new Date('2026-11-25T12:34:56Z');
const from = new Date('2026-11-25T10:00:00Z');
const to = new Date('2026-11-25T11:00:00Z');

describe('costsToRead', () => {
  const read = (readTo?: string) =>
    costsToRead(readTo, { backDays: 30, now: NOW });

  it('reaches back the first time', () => {
    const start = new Date('2026-10-26T12:00:00Z');
    expect(read()).toEqual({
      isPast: true,
      metered: start,
      attributed: start,
    });
  });

  it('is read once an hour, with what may still have changed', () => {
    expect(read('2026-11-25T12:10:00Z')).toBeUndefined();
    expect(read('2026-11-25T11:50:00Z')).toEqual({
      isPast: false,
      metered: new Date('2026-11-25T08:50:00Z'),
      attributed: new Date('2026-11-24T23:50:00Z'),
    });
  });

  it('fills in what a long outage left out', () => {
    expect(read('2026-11-20T12:00:00Z')).toMatchObject({ isPast: true });
  });
});

describe('costs', () => {
  it('of warehouses are metered', () => {
    const rows = [
      { WAREHOUSE: 'WH', FROM: from, TO: to, CREDITS: 0.000277778 },
      { WAREHOUSE: 'WH2', FROM: from, TO: to, CREDITS: -0.1 },
    ];
    expect(readMetering(rows, NOW)).toEqual([
      {
        resource: 'WH',
        basis: 'metered',
        from: from.toISOString(),
        to: to.toISOString(),
        amount: 0.000277778,
        unit: 'snowflake-credits',
        at: NOW.toISOString(),
      },
      expect.objectContaining({ resource: 'WH2', amount: 0 }),
    ]);
  });

  it('of tags are attributed, those that mean the same together', () => {
    const row = (TAG: string | null, CREDITS: number) => ({
      WAREHOUSE: 'WH',
      TAG,
      FROM: from,
      CREDITS,
    });
    const costs = readAttribution(
      [row('dbt', 1), row(null, 0.5), row('', 0.25), row(' dbt ', 2)],
      NOW,
    );
    expect(costs.map(({ amount, label }) => [label, amount])).toEqual([
      ['dbt', 3],
      [undefined, 0.75],
    ]);
    expect(costs[0]).toMatchObject({
      basis: 'attributed',
      from: from.toISOString(),
      to: to.toISOString(),
    });
  });
});
