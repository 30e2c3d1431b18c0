import fc from 'fast-check';
import {
  FILTER_STATES,
  formatScorecardView,
  isNarrowed,
  NO_SCORECARD_FILTERS,
  parseScorecardView,
  type ScorecardView,
  toResultsQuery,
} from './scorecardView';

const name = fc.stringMatching(/^[a-z][a-z0-9:/_-]{0,30}$/);
const views: fc.Arbitrary<ScorecardView> = fc.record({
  scorecard: fc.option(name, { nil: undefined }),
  rows: fc.constantFrom('owners' as const, 'pipelines' as const),
  owner: fc.option(name, { nil: undefined }),
  levels: fc.uniqueArray(name, { maxLength: 4 }),
  check: fc.option(name, { nil: undefined }),
  states: fc.subarray([...FILTER_STATES]),
  open: fc.option(
    fc.record({
      pipeline: name,
      check: fc.option(name, { nil: undefined }),
    }),
    { nil: undefined },
  ),
  campaign: fc.option(name, { nil: undefined }),
});

describe('the view of scorecards', () => {
  it('is what its address says', () => {
    fc.assert(
      fc.property(views, view => {
        expect(parseScorecardView(formatScorecardView(view))).toEqual(view);
      }),
    );
  });

  it('leaves out what it does not understand', () => {
    expect(
      parseScorecardView(
        new URLSearchParams('rows=people&state=fine&level=&at=runbook&x=1'),
      ),
    ).toEqual({
      rows: 'owners',
      levels: [],
      states: [],
    });
  });

  it('asks for what is filtered, and for no more', () => {
    const view = parseScorecardView(
      new URLSearchParams(
        'owner=group:default/finance&level=none&check=runbook&state=failed',
      ),
    );
    expect(toResultsQuery(view)).toEqual({
      owner: ['group:default/finance'],
      level: ['none'],
      check: 'runbook',
      state: ['failed'],
      limit: 50,
    });
    expect(isNarrowed(view)).toBe(true);
    const all = { ...view, ...NO_SCORECARD_FILTERS };
    expect(isNarrowed(all)).toBe(false);
    expect(toResultsQuery(all)).toEqual({ limit: 50 });
  });
});
