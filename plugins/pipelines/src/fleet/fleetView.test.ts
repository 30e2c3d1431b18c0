import fc from 'fast-check';
import {
  FLEET_STATUSES,
  LAG_STATUSES,
  PIPELINE_TYPES,
  SLO_STATUSES,
  TIERS,
} from '@sluice/plugin-pipelines-common';
import {
  DEFAULT_VIEW,
  formatFleetView,
  isFiltered,
  isOfStreams,
  NO_FILTERS,
  PAGE_SIZES,
  parseFleetView,
  toFilterQuery,
  toFleetQuery,
  toggleFilter,
  type FleetView,
} from './fleetView';

const word = (maxLength: number) => fc.string({ minLength: 1, maxLength });
const some = <T>(item: fc.Arbitrary<T>) =>
  fc.uniqueArray(item, { maxLength: 6 });

const views: fc.Arbitrary<FleetView> = fc.record({
  text: fc.string({ maxLength: 200 }),
  filters: fc.record({
    status: some(fc.constantFrom<string>(...FLEET_STATUSES)),
    slo: some(fc.constantFrom<string>(...SLO_STATUSES)),
    stream: some(fc.constantFrom<string>(...LAG_STATUSES)),
    domain: some(word(200)),
    owner: some(word(200)),
    type: some(fc.constantFrom<string>(...PIPELINE_TYPES)),
    tier: some(fc.constantFrom(...TIERS.map(String))),
    lifecycle: some(word(63)),
    classification: some(word(63)),
  }),
  orderBy: fc.constantFrom('status' as const, 'name', 'tier', 'budgetLeft'),
  order: fc.constantFrom('asc' as const, 'desc'),
  pageSize: fc.constantFrom(...PAGE_SIZES),
  mode: fc.constantFrom('table' as const, 'wall'),
});

describe('the query string of a view', () => {
  it('opens as the same view, whatever the view', () => {
    fc.assert(
      fc.property(views, view => {
        const search = formatFleetView(view).toString();
        expect(parseFleetView(new URLSearchParams(search))).toEqual(view);
      }),
    );
  });

  it('never makes a view that the API refuses, whatever someone typed', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom('q', 'tier', 'status', 'pageSize', 'owner', 'view'),
            fc.string({ maxLength: 300 }),
          ),
          { maxLength: 80 },
        ),
        pairs => {
          const query = toFleetQuery(
            parseFleetView(new URLSearchParams(pairs)),
          );
          expect(PAGE_SIZES).toContain(query.limit);
          expect((query.text ?? '').length).toBeLessThanOrEqual(200);
          expect((query.owner ?? []).length).toBeLessThanOrEqual(50);
          for (const tier of query.tier ?? []) expect(TIERS).toContain(tier);
          for (const status of query.status ?? [])
            expect(FLEET_STATUSES).toContain(status);
        },
      ),
    );
  });

  it('is empty for the default view', () => {
    expect(formatFleetView(DEFAULT_VIEW).toString()).toBe('');
  });

  it.each([
    ['an unknown status', 'status=burnt&status=late', { status: ['late'] }],
    ['an unknown standing', 'slo=burnt&slo=met', { slo: ['met'] }],
    ['a tier that is no number', 'tier=one&tier=2', { tier: ['2'] }],
    ['a value named twice', 'domain=sales&domain=sales', { domain: ['sales'] }],
  ])('leaves out %s', (_, search, filters) => {
    expect(parseFleetView(new URLSearchParams(search)).filters).toEqual({
      ...NO_FILTERS,
      ...filters,
    });
  });
});

describe('toFleetQuery', () => {
  it('asks only for what is chosen', () => {
    expect(toFleetQuery(DEFAULT_VIEW)).toEqual({
      orderBy: 'status',
      order: 'asc',
      limit: 50,
    });
  });

  it('sends tiers as numbers and text trimmed', () => {
    const view = {
      ...DEFAULT_VIEW,
      text: ' finance ',
      filters: { ...NO_FILTERS, tier: ['1', '3'] },
    };
    expect(toFilterQuery(view)).toEqual({ text: 'finance', tier: [1, 3] });
  });
});

describe('toggleFilter', () => {
  it('adds, and takes away again', () => {
    const once = toggleFilter(NO_FILTERS, 'domain', 'sales');
    expect(once.domain).toEqual(['sales']);
    expect(toggleFilter(once, 'domain', 'sales')).toEqual(NO_FILTERS);
  });
});

describe('isFiltered', () => {
  it.each([
    ['the default view', DEFAULT_VIEW, false],
    ['only blanks', { ...DEFAULT_VIEW, text: '  ' }, false],
    ['text', { ...DEFAULT_VIEW, text: 'x' }, true],
    ['another order', { ...DEFAULT_VIEW, orderBy: 'name' as const }, false],
    [
      'a value',
      { ...DEFAULT_VIEW, filters: { ...NO_FILTERS, tier: ['1'] } },
      true,
    ],
  ])('%s', (_, view, expected) => {
    expect(isFiltered(view)).toBe(expected);
  });
});

describe('isOfStreams', () => {
  it.each([
    ['', false],
    ['type=kafka-consumer', true],
    ['type=kafka-consumer&type=spark-job', false],
    ['stream=stall', true],
    ['orderBy=lag', true],
  ])('%s: %s', (search, expected) => {
    expect(isOfStreams(parseFleetView(new URLSearchParams(search)))).toBe(
      expected,
    );
  });
});
