import { InputError } from '@backstage/errors';
import { shown } from '../../validation/problem';
import { formatDuration } from '../duration';
import type { ProblemList } from '../reading/ProblemList';
import { type Fields, onlyItem, others } from './foreign';

const PLAIN = ['target', 'targetPercent'];
const SLICED = ['op', 'value', 'timeSliceTarget', 'timeSliceWindow'];
const COMPOSITE = ['indicator', 'indicatorRef', 'compositeWeight'];

/** The one objective of a document, as the YAML form of an SLO has it. @internal */
export type ImportedObjective = {
  target: unknown;
  /** Where the target stands. */
  targetAt: string;
  freshness?: { max: unknown; slice: unknown };
  lost: string[];
};

/**
 * Reads the objective.
 *
 * @param isSliced - whether a threshold and slices belong to it
 * @returns undefined after a problem
 * @internal
 */
export function importObjective(
  spec: Fields,
  isSliced: boolean,
  problems: ProblemList,
): ImportedObjective | undefined {
  const objective = onlyItem(
    spec.values.objectives,
    `${spec.path}.objectives`,
    'an SLO has one target here; write one for each',
    problems,
  );
  if (!objective) return undefined;
  const composite = COMPOSITE.find(f => objective.values[f] !== undefined);
  if (composite) {
    return problems.error(
      `${objective.path}.${composite}`,
      'makes a composite objective, which Sluice does not have; write an SLO for each part',
    );
  }
  const target = targetOf(objective, problems);
  const lost = others(objective, isSliced ? [...PLAIN, ...SLICED] : PLAIN);
  if (!isSliced || !target) return target && { ...target, lost };

  const { op, timeSliceTarget } = objective.values;
  if (op !== 'lt' && op !== 'lte') {
    return problems.error(
      `${objective.path}.op`,
      `must be lt or lte, got ${shown(
        op,
      )}: data is fresh below an age, not above it`,
    );
  }
  if (op === 'lte') lost.push(`${objective.path}.op`);
  if (timeSliceTarget !== undefined && timeSliceTarget !== 1) {
    lost.push(`${objective.path}.timeSliceTarget`);
  }
  const freshness = slicesOf(objective, problems);
  return freshness && { ...target, lost, freshness };
}

function targetOf(
  objective: Fields,
  problems: ProblemList,
): Pick<ImportedObjective, 'target' | 'targetAt'> | undefined {
  const { target, targetPercent } = objective.values;
  if ((target === undefined) === (targetPercent === undefined)) {
    return problems.error(
      objective.path,
      'must have either target, such as 0.99, or targetPercent, such as 99',
    );
  }
  if (targetPercent !== undefined) {
    return {
      target: targetPercent,
      targetAt: `${objective.path}.targetPercent`,
    };
  }
  const targetAt = `${objective.path}.target`;
  if (typeof target !== 'number' || !(target > 0 && target < 1)) {
    return problems.error(
      targetAt,
      `must be a share above 0 and below 1, got ${shown(
        target,
      )}; a percentage goes into targetPercent`,
    );
  }
  // 0.57 * 100 is 56.99999999999999.
  return { target: Number((target * 100).toPrecision(12)), targetAt };
}

function slicesOf(
  objective: Fields,
  problems: ProblemList,
): ImportedObjective['freshness'] | undefined {
  const { value, timeSliceWindow } = objective.values;
  const max = asDuration(
    value,
    1,
    `${objective.path}.value`,
    'seconds',
    problems,
  );
  const slice =
    typeof timeSliceWindow === 'number'
      ? asDuration(
          timeSliceWindow,
          60,
          `${objective.path}.timeSliceWindow`,
          'minutes',
          problems,
        )
      : timeSliceWindow;
  if (slice === undefined && timeSliceWindow === undefined) {
    return problems.error(
      `${objective.path}.timeSliceWindow`,
      'is missing; set it to the length of a slice, such as 1m',
    );
  }
  return { max, slice };
}

/** A number of some unit as a duration in text. */
function asDuration(
  value: unknown,
  unitSeconds: number,
  path: string,
  unit: string,
  problems: ProblemList,
): string | undefined {
  try {
    if (typeof value !== 'number') throw new InputError('not a number');
    const seconds = value * unitSeconds;
    const whole = Math.round(seconds);
    // A third of a minute has no exact number.
    return formatDuration(Math.abs(seconds - whole) < 1e-6 ? whole : seconds);
  } catch {
    return problems.error(
      path,
      `must be a number of ${unit} that makes whole seconds, more than none, got ${shown(
        value,
      )}`,
    );
  }
}
