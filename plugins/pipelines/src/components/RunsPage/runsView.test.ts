import fc from 'fast-check';
import { RUN_STATES } from '@sluice/plugin-pipelines-common';
import { formatRunsView, parseRunsView, RUN_PAGE_SIZES } from './runsView';

describe('the view of runs in the address', () => {
  it('leaves out what it does not understand', () => {
    expect(
      parseRunsView(new URLSearchParams('state=failed&state=odd&size=7&env=')),
    ).toEqual({
      environment: undefined,
      states: ['failed'],
      runId: undefined,
      pageSize: 25,
    });
  });

  it('keeps parameters of others', () => {
    const params = formatRunsView(
      { states: [], pageSize: 25 },
      new URLSearchParams('inspect=yaml&env=dev'),
    );
    expect(params.toString()).toBe('inspect=yaml');
  });

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(
        fc.record({
          environment: fc.option(fc.string({ minLength: 1 }), {
            nil: undefined,
          }),
          states: fc
            .subarray([...RUN_STATES])
            .map(asked => RUN_STATES.filter(state => asked.includes(state))),
          runId: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
          pageSize: fc.constantFrom(...RUN_PAGE_SIZES),
        }),
        view => {
          const written = formatRunsView(view, new URLSearchParams());
          expect(parseRunsView(new URLSearchParams(String(written)))).toEqual(
            view,
          );
        },
      ),
    );
  });
});
