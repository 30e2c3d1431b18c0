import { subjectRows } from './subjectRows';

describe('subjectRows', () => {
  it('names each value by where it stands, and leaves nothing out', () => {
    const json = {
      sloId: 3,
      plan: { gates: ['unit', 'soak'], isForced: false },
      note: null,
      tables: [],
    };
    expect(
      subjectRows(json).map(({ name, value }) => [name, value.kind]),
    ).toEqual([
      ['Slo id', 'text'],
      ['Plan, gates, 1', 'text'],
      ['Plan, gates, 2', 'text'],
      ['Plan, is forced', 'boolean'],
      ['Note', 'none'],
      ['Tables', 'none'],
    ]);
  });

  it.each([
    ['2026-11-21T04:12:00.000Z', 'instant'],
    ['2026-11-21', 'text'],
    ['a'.repeat(64), 'digest'],
    [`sha256:${'0'.repeat(64)}`, 'digest'],
    ['component:default/revenue_daily', 'entity'],
    ['https://example.com/a', 'text'],
    ['Because it has to be', 'text'],
    ['', 'none'],
  ])('%s is shown as %s', (value, kind) => {
    expect(subjectRows({ value })[0].value.kind).toBe(kind);
  });
});
