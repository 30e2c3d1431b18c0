import { SORTABLE } from './columns';
import { toSortModel, toSortView } from './sorting';

describe('sorting', () => {
  it.each(Object.values(SORTABLE))('goes there and back by %s', orderBy => {
    const view = { orderBy, order: 'desc' as const };
    expect(toSortView(toSortModel(view))).toEqual(view);
  });

  it.each([
    ['no column', []],
    [
      'a column that the API can not sort',
      [{ field: 'recentRuns', sort: 'asc' as const }],
    ],
  ])('falls back to what needs a human first with %s', (_, model) => {
    expect(toSortView(model)).toEqual({ orderBy: 'status', order: 'asc' });
  });
});
