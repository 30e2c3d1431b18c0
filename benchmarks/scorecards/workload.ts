import type { FactReading } from '@sluice/plugin-pipelines-node';

/** Checks of each pipeline. */
export const CHECKS = 30;
export const AT = '2026-11-26T12:00:00.000Z';

const LEVELS = ['bronze', 'silver', 'gold'];
/** All but the first check of a level pass; the first does for two pipelines of three. */
const THRESHOLD = 0.5;

/** A condition, as both can say it. */
export type Check = { id: string; fact: string; atLeast: number };

/** All of one scorecard, by levels of the same size. */
export const checks: Check[] = Array.from({ length: CHECKS }, (_, i) => ({
  id: `check-${i}`,
  fact: `fact.${i}`,
  atLeast: THRESHOLD,
}));

/** The scorecard as its file would say it. */
export const scorecard = {
  id: 'bench',
  title: 'Benchmark',
  levels: LEVELS.map((name, level) => ({
    name,
    checks: checks
      .filter((_, i) => i % LEVELS.length === level)
      .map(check => ({ ...check, title: check.id, toPass: 'Nothing' })),
  })),
};

/** The pipelines with their facts, by chance that is the same each time. */
export function pipelines(
  count: number,
): Array<{ entityRef: string; facts: Record<string, number> }> {
  let state = 1;
  const draw = () => {
    // Park and Miller's minimal standard.
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  return Array.from({ length: count }, (_, i) => ({
    entityRef: `component:default/pipeline-${i}`,
    facts: Object.fromEntries(
      checks.map(({ fact }, at) => [
        fact,
        draw() < (at < LEVELS.length ? 0.67 : 0.99) ? 1 : 0,
      ]),
    ),
  }));
}

/** The facts of pipelines as a provider would read them. */
export function readingsOf(
  some: ReadonlyArray<{ entityRef: string; facts: Record<string, number> }>,
): FactReading[] {
  return some.flatMap(({ entityRef, facts }) =>
    Object.entries(facts).map(
      ([fact, value]): FactReading => ({
        entityRef,
        fact,
        at: AT,
        source: 'bench',
        state: 'known',
        value,
      }),
    ),
  );
}
