import type { Scorecard } from '@sluice/plugin-pipelines-common';

/**
 * What stands above the column of a check, where there is no room for its sentence: the fact that it is about, which is short, unless another check of
 * the scorecard is about the same.
 *
 * @internal
 */
export function columnTitle(
  check: Scorecard['checks'][number],
  checks: Scorecard['checks'],
): string {
  const isAlone = checks.every(
    each => each.id === check.id || each.fact.name !== check.fact.name,
  );
  return isAlone ? check.fact.title : check.title;
}
