import { mockServices } from '@backstage/backend-test-utils';
import { readCalendarNames } from './calendarNames';

describe('readCalendarNames', () => {
  it('tells a list from no list', () => {
    const read = (pipelines?: object) =>
      readCalendarNames(
        mockServices.rootConfig({ data: { pipelines } as any }),
      );
    expect(read()).toBeUndefined();
    expect(read({ calendars: [] })).toEqual([]);
    expect(read({ calendars: [{ name: 'a' }, { name: 'b' }] })).toEqual([
      'a',
      'b',
    ]);
  });
});
