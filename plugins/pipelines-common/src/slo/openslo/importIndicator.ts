import { either, shown } from '../../validation/problem';
import type { ProblemList } from '../reading/ProblemList';
import {
  BLOCK_ANNOTATIONS,
  COMMON_ANNOTATIONS,
  METRIC_SOURCE_TYPE,
} from './document';
import { type Fields, fieldsOf, isFields } from './foreign';

const METHODS = ['Occurrences', 'Timeslices'];

/** How a document counts. @internal */
export type Counting = {
  method: 'Occurrences' | 'Timeslices';
  /** Where a query of another tool stands; undefined if the indicator is one that we wrote. */
  foreignAt: string | undefined;
};

/**
 * Whether the indicator and the budgeting method are ones that Sluice can count itself.
 *
 * @param indicators - SLIs by name, for `indicatorRef`
 * @returns undefined after a problem
 * @internal
 */
export function importIndicator(
  spec: Fields,
  indicators: ReadonlyMap<string, unknown>,
  problems: ProblemList,
): Counting | undefined {
  const { budgetingMethod, indicator, indicatorRef } = spec.values;
  if (!METHODS.includes(budgetingMethod as string)) {
    return problems.error(
      `${spec.path}.budgetingMethod`,
      `must be ${either(METHODS)}, got ${shown(budgetingMethod)}`,
    );
  }
  const at = `${spec.path}.${
    indicatorRef === undefined ? 'indicator' : 'indicatorRef'
  }`;
  const found =
    indicatorRef === undefined
      ? indicator
      : indicators.get(indicatorRef as string);
  if (indicatorRef !== undefined && found === undefined) {
    return problems.error(
      at,
      `names ${shown(
        indicatorRef,
      )}, which is no SLI among the documents; add it, or write it inline as indicator`,
    );
  }
  const metric = metricOf(found, at, problems);
  if (!metric) return undefined;
  const method = budgetingMethod as Counting['method'];
  if (method === 'Timeslices' && metric.name !== 'thresholdMetric') {
    return problems.error(
      `${spec.path}.budgetingMethod`,
      'is Timeslices, which Sluice counts over a thresholdMetric in seconds, but the indicator is a ratioMetric',
    );
  }
  return { method, foreignAt: metric.isOurs ? undefined : at };
}

function metricOf(
  indicator: unknown,
  path: string,
  problems: ProblemList,
): { name: string; isOurs: boolean } | undefined {
  const spec = fieldsOf(
    fieldsOf(indicator, path, problems)?.values.spec,
    `${path}.spec`,
    problems,
  );
  if (!spec) return undefined;
  const { thresholdMetric, ratioMetric } = spec.values;
  if ((thresholdMetric === undefined) === (ratioMetric === undefined)) {
    return problems.error(
      spec.path,
      'must have either a thresholdMetric or a ratioMetric',
    );
  }
  if (isFields(ratioMetric) && ratioMetric.raw !== undefined) {
    return problems.error(
      `${spec.path}.ratioMetric.raw`,
      'is a ratio that was computed elsewhere, from which nothing can be counted; give good or bad, and total',
    );
  }
  return thresholdMetric === undefined
    ? {
        name: 'ratioMetric',
        isOurs: isOurs((ratioMetric as Fields['values'] | null)?.total),
      }
    : { name: 'thresholdMetric', isOurs: isOurs(thresholdMetric) };
}

function isOurs(metric: unknown): boolean {
  const source = isFields(metric) ? metric.metricSource : undefined;
  return isFields(source) && source.type === METRIC_SOURCE_TYPE;
}

/** What a foreign SLO of occurrences has to say before it can be imported. @internal */
export function missingKind(): string {
  const { deadline, duration, success } = BLOCK_ANNOTATIONS;
  return `is missing: Occurrences can be of several kinds; set it to deadline (with ${deadline.time} and ${deadline.timezone}), duration (with ${duration.max}), success or completeness (with ${success.within}), or correctness`;
}

export const KIND_AT = `metadata.annotations.${COMMON_ANNOTATIONS.kind}`;
