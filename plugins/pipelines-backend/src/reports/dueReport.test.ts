import { dueReport } from './dueReport';

const berlin = { time: '05:30', timezone: 'Europe/Berlin' };

describe('dueReport', () => {
  it.each([
    [
      'right before it is due, the one of the day before',
      berlin,
      '2026-11-25T04:29:59.999Z',
      '2026-11-24',
      '2026-11-24T04:30:00.000Z',
    ],
    [
      'as it is due',
      berlin,
      '2026-11-25T04:30:00.000Z',
      '2026-11-25',
      '2026-11-25T04:30:00.000Z',
    ],
    [
      'late, after the portal was down',
      berlin,
      '2026-11-25T15:00:00.000Z',
      '2026-11-25',
      '2026-11-25T04:30:00.000Z',
    ],
    [
      'in summer',
      berlin,
      '2026-07-01T12:00:00.000Z',
      '2026-07-01',
      '2026-07-01T03:30:00.000Z',
    ],
    [
      'at a time that the clocks skip',
      { ...berlin, time: '02:30' },
      '2026-03-29T12:00:00.000Z',
      '2026-03-29',
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'at a time that occurs twice, the earlier',
      { ...berlin, time: '02:30' },
      '2026-10-25T12:00:00.000Z',
      '2026-10-25',
      '2026-10-25T00:30:00.000Z',
    ],
    [
      'far ahead of UTC',
      { time: '05:30', timezone: 'Pacific/Auckland' },
      '2026-11-25T20:00:00.000Z',
      '2026-11-26',
      '2026-11-25T16:30:00.000Z',
    ],
  ])('%s', (_, config, now, date, dueAt) => {
    expect(dueReport(config, now)).toMatchObject({ date, dueAt });
  });

  it('looks back on the day before, which is 23 hours long when the clocks go forward', () => {
    expect(dueReport(berlin, '2026-03-30T12:00:00.000Z').dayBefore).toEqual({
      date: '2026-03-29',
      from: '2026-03-28T23:00:00.000Z',
      to: '2026-03-29T22:00:00.000Z',
    });
  });
});
