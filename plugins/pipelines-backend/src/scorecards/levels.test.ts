import fc from 'fast-check';
import type { CheckResult, CheckState } from './checks';
import { ownerLevel, standingOf } from './levels';
import {
  type Scorecard,
  scorecardSchema,
} from '@sluice/plugin-pipelines-node/documents';

const scorecard = (
  sizes: number[],
  more: Partial<Scorecard> = {},
): Scorecard => ({
  ...scorecardSchema.parse({
    id: 'readiness',
    title: 'Readiness',
    levels: sizes.map((size, i) => ({
      name: ['bronze', 'silver', 'gold', 'platinum'][i],
      checks: Array.from({ length: size }, (_, j) => ({
        id: `c${i}-${j}`,
        title: 'Check',
        fact: 'slo.defined',
        is: true,
        toPass: 'Do it',
      })),
    })),
  }),
  ...more,
});

const results = (card: Scorecard, states: CheckState[]): CheckResult[] =>
  card.levels
    .flatMap(({ checks }) => checks)
    .map((check, i) => ({ check: check.id, state: states[i] }));

const rank = (card: Scorecard, name: string | undefined) =>
  card.levels.findIndex(each => each.name === name);

const STATES: CheckState[] = [
  'passed',
  'failed',
  'unknown',
  'exempt',
  'not-applicable',
];
/** Any scorecard with what came of its checks. */
const anyCase = fc
  .tuple(
    fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
    fc.double({ min: 0.01, max: 1, noNaN: true }),
  )
  .chain(([sizes, coverage]) => {
    const card = scorecard(sizes, { coverage });
    const count = sizes.reduce((sum, size) => sum + size, 0);
    return fc.record({
      card: fc.constant(card),
      states: fc.array(fc.constantFrom(...STATES), {
        minLength: count,
        maxLength: count,
      }),
      changed: fc.nat({ max: count - 1 }),
    });
  });

const levelOf = (card: Scorecard, states: CheckState[]) =>
  rank(card, standingOf(card, results(card, states)).level);
const withState = (states: CheckState[], i: number, state: CheckState) =>
  states.map((each, j) => (i === j ? state : each));

describe('standingOf', () => {
  const card = scorecard([2, 1, 1]);

  it.each<[CheckState[], string | undefined, string[] | undefined]>([
    [['passed', 'passed', 'passed', 'passed'], 'gold', undefined],
    [['passed', 'passed', 'failed', 'passed'], 'bronze', ['c1-0']],
    [['passed', 'unknown', 'passed', 'passed'], undefined, ['c0-1']],
    [['passed', 'exempt', 'passed', 'failed'], 'silver', ['c2-0']],
    [['passed', 'not-applicable', 'passed', 'passed'], 'gold', undefined],
  ])('%j is %s', (states, level, missing) => {
    const standing = standingOf(card, results(card, states));
    expect(standing.level).toBe(level);
    expect(standing.next?.missing.map(each => each.check)).toEqual(missing);
  });

  it('gives no level for silence', () => {
    const silent = standingOf(
      card,
      results(card, ['not-applicable', 'exempt', 'exempt', 'exempt']),
    );
    expect(silent).toMatchObject({
      level: undefined,
      next: { level: 'bronze', missing: [], lacksCoverage: true },
      coverage: 0,
    });
    expect(standingOf(card, []).level).toBeUndefined();
  });

  it('names what is missing in the order of effort', () => {
    const one = scorecard([3]);
    one.levels[0].checks[0].effort = 'weeks';
    one.levels[0].checks[2].effort = 'minutes';
    expect(
      standingOf(one, results(one, ['failed', 'unknown', 'failed'])).next
        ?.missing,
    ).toEqual([
      { check: 'c0-2', state: 'failed', reason: undefined, effort: 'minutes' },
      { check: 'c0-1', state: 'unknown', reason: undefined, effort: 'hours' },
      { check: 'c0-0', state: 'failed', reason: undefined, effort: 'weeks' },
    ]);
  });

  it('is monotone: one more check that passes never lowers it', () => {
    fc.assert(
      fc.property(anyCase, ({ card: any, changed, states }) => {
        expect(
          levelOf(any, withState(states, changed, 'passed')),
        ).toBeGreaterThanOrEqual(levelOf(any, states));
      }),
    );
  });

  it('is never raised by a fact that can no longer be read', () => {
    fc.assert(
      fc.property(anyCase, ({ card: any, changed, states }) => {
        expect(
          levelOf(any, withState(states, changed, 'unknown')),
        ).toBeLessThanOrEqual(levelOf(any, states));
      }),
    );
  });

  it('is never won with a check below it that failed or is unknown', () => {
    fc.assert(
      fc.property(anyCase, ({ card: any, states }) => {
        const won = levelOf(any, states);
        const inLevels = any.levels
          .slice(0, won + 1)
          .flatMap(({ checks }) => checks.map(check => check.id));
        const bad = results(any, states).filter(
          ({ state }) => state === 'failed' || state === 'unknown',
        );
        expect(bad.filter(each => inLevels.includes(each.check))).toEqual([]);
      }),
    );
  });
});

describe('ownerLevel', () => {
  const card = scorecard([1, 1, 1], { ownerShare: 0.8 });

  it.each<[Array<string | undefined>, string | undefined]>([
    [[], undefined],
    [['gold', 'gold', 'gold', 'gold', undefined], 'gold'],
    [['gold', 'gold', 'gold', 'silver', undefined], 'silver'],
    [['gold', 'gold', 'gold', undefined, undefined], undefined],
  ])('of %j is %s', (levels, expected) => {
    expect(ownerLevel(card, levels)).toBe(expected);
  });
});
