import { incident } from '../__testUtils__/alerts';
import { incidentDates } from './incidentDates';

describe('incidentDates', () => {
  it('takes the date in the zone of the calendar', () => {
    const late = incident({ id: 1, openedAt: '2026-11-20T03:30:00.000Z' });
    const noon = incident({ id: 2, openedAt: '2026-11-20T12:00:00.000Z' });
    expect([...incidentDates([late, noon], 'UTC')]).toEqual([
      ['2026-11-20', [late, noon]],
    ]);
    expect([...incidentDates([late, noon], 'America/New_York').keys()]).toEqual(
      ['2026-11-19', '2026-11-20'],
    );
  });
});
