import { Cron } from 'croner';
import fc from 'fast-check';
import { PIPELINES } from '../fleet';
import { dueTimesOf, scheduleIn } from './schedule';

const ZONES = ['UTC', 'America/New_York', 'Europe/Berlin'];
const CRONS = [...new Set(PIPELINES.flatMap(p => p.schedule?.cron ?? []))];

describe('dueTimesOf', () => {
  it('agrees with croner on every schedule of the fleet in each zone, around DST changes too', () => {
    const moments = fc.integer({
      min: Date.parse('2026-01-01T00:00:00Z'),
      max: Date.parse('2028-01-01T00:00:00Z'),
    });
    const nearChange = fc
      .tuple(
        fc.constantFrom('2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01'),
        fc.integer({ min: -86_400_000, max: 2 * 86_400_000 }),
      )
      .map(([day, offset]) => Date.parse(`${day}T00:00:00Z`) + offset);
    fc.assert(
      fc.property(
        fc.constantFrom(...CRONS),
        fc.constantFrom(...ZONES),
        fc.oneof(moments, nearChange),
        (cron, timezone, at) => {
          const due = dueTimesOf({ cron, timezone });
          const next = new Cron(cron, { timezone }).nextRun(new Date(at))!;
          expect(due.next(at)).toBe(next.getTime());
          // What is next after a moment is the latest at that time, and not a moment before.
          expect(due.latest(next.getTime())).toBe(next.getTime());
          expect(due.latest(next.getTime() - 1)).toBeLessThanOrEqual(at);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('scheduleIn', () => {
  const hourly = { cron: '5 * * * *', timezone: 'UTC' };
  const daily = { cron: '30 4 * * *', timezone: 'America/New_York' };
  it.each([
    ['prod', hourly, '5 * * * *'],
    ['staging', hourly, '5 */6 * * *'],
    ['staging', daily, '30 4 * * *'],
    ['dev', daily, '42 9 * * 1-5'],
  ])('in %s turns %p into %s', (environment, schedule, cron) => {
    expect(scheduleIn(environment, schedule, 12).cron).toBe(cron);
  });
});
