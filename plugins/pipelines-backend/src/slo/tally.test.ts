import fc from 'fast-check';
import { VERDICT_STATES } from '@sluice/plugin-pipelines-common';
import {
  addTallies,
  emptyTally,
  missingOf,
  tallyOf,
  type TalliedVerdict,
} from './tally';

const verdict = (options: Partial<TalliedVerdict> = {}): TalliedVerdict => ({
  localDate: '2026-11-21',
  state: 'GOOD',
  rawState: options.state ?? 'GOOD',
  rescued: false,
  ...options,
});
const DATES = ['2026-11-20', '2026-11-21', '2026-11-22'];
const anyVerdict: fc.Arbitrary<TalliedVerdict> = fc.record({
  localDate: fc.constantFrom(...DATES),
  state: fc.constantFrom(...VERDICT_STATES),
  rawState: fc.constantFrom(...VERDICT_STATES),
  rescued: fc.boolean(),
});
const anyView = fc.constantFrom('adjusted' as const, 'raw' as const);

describe('tallyOf', () => {
  it('counts each state of each local date', () => {
    const days = tallyOf([
      verdict(),
      verdict({ rescued: true }),
      verdict({ state: 'LATE' }),
      verdict({ state: 'MISSING' }),
      verdict({ state: 'UNKNOWN' }),
      verdict({ state: 'EXCLUDED' }),
      verdict({ state: 'PENDING' }),
      verdict({ localDate: '2026-11-22', state: 'LATE', rescued: true }),
    ]);
    expect(Object.fromEntries(days)).toEqual({
      '2026-11-21': {
        good: 2,
        bad: 2,
        unknown: 1,
        excluded: 1,
        pending: 1,
        idle: 0,
        rescued: 1,
      },
      '2026-11-22': { ...emptyTally(), bad: 1 },
    });
  });

  it('shows the facts beside what people decided', () => {
    const verdicts = [
      verdict({ state: 'EXCLUDED', rawState: 'LATE' }),
      verdict({ state: 'MISSING', rawState: 'GOOD' }),
    ];
    expect(tallyOf(verdicts).get('2026-11-21')).toMatchObject({
      bad: 1,
      excluded: 1,
    });
    expect(tallyOf(verdicts, 'raw').get('2026-11-21')).toMatchObject({
      good: 1,
      bad: 1,
      excluded: 0,
    });
  });

  it('does not depend on the order, and parts add up', () => {
    fc.assert(
      fc.property(
        fc.array(anyVerdict),
        fc.array(anyVerdict),
        anyView,
        (a, b, view) => {
          const whole = tallyOf([...b, ...a], view);
          const [first, second] = [tallyOf(a, view), tallyOf(b, view)];
          for (const date of DATES) {
            expect(
              addTallies(
                first.get(date) ?? emptyTally(),
                second.get(date) ?? emptyTally(),
              ),
            ).toEqual(whole.get(date) ?? emptyTally());
          }
        },
      ),
    );
  });
});

describe('missingOf', () => {
  it('counts what never came by date, and nothing else that is bad', () => {
    expect(
      missingOf([
        { localDate: '2026-11-20', state: 'MISSING', count: 2 },
        { localDate: '2026-11-20', state: 'MISSING' },
        { localDate: '2026-11-20', state: 'LATE', count: 5 },
        { localDate: '2026-11-21', state: 'GOOD' },
      ]),
    ).toEqual(new Map([['2026-11-20', 3]]));
  });
});
