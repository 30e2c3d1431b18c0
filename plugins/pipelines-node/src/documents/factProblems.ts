import type { FactDefinition } from '../facts';
import {
  OPERATORS,
  type Scorecard,
  type ScorecardCheck,
} from './scorecardSchema';

/** What each operator can be asked of. */
const TYPE_OF: Record<(typeof OPERATORS)[number], FactDefinition['type']> = {
  is: 'boolean',
  atLeast: 'number',
  atMost: 'number',
  oneOf: 'text',
};

/**
 * Checks that name a fact that isn't there, or ask of it what can't be asked.
 *
 * @returns sentences that begin with the path, for example `levels[0].checks[2].fact names …`
 * @public
 */
export function factProblems(
  { levels }: Scorecard,
  facts: ReadonlyMap<string, FactDefinition>,
): string[] {
  return levels.flatMap(({ checks }, i) =>
    checks.flatMap((check, j) => {
      const path = `levels[${i}].checks[${j}]`;
      const fact = facts.get(check.fact);
      if (!fact) {
        return [
          `${path}.fact names ${check.fact}, which nobody provides: there are ${
            [...facts.keys()].sort().join(', ') || 'none'
          }`,
        ];
      }
      const operator = operatorOf(check);
      return TYPE_OF[operator] === fact.type
        ? []
        : [
            `${path}.${operator} can't be asked of ${check.fact}, which is a ${
              fact.type
            }: use ${OPERATORS.filter(each => TYPE_OF[each] === fact.type).join(
              ' or ',
            )}`,
          ];
    }),
  );
}

/** The one operator that a check has. @public */
export function operatorOf(check: ScorecardCheck): (typeof OPERATORS)[number] {
  return OPERATORS.find(each => check[each] !== undefined)!;
}
