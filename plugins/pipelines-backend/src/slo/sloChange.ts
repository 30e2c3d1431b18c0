import type { SloDefinition } from '@sluice/plugin-pipelines-common';
import type { SloChange } from './sloRecords';

/**
 * How a definition differs from the one before it. Loosened means that something that was bad could now be good: a lower target, a
 * later deadline, a longer duration. Where neither can be said, or both, it is `changed`, which needs the same care.
 *
 * @returns undefined if both promise the same, whatever their titles say
 * @internal
 */
export function sloChange(
  before: SloDefinition,
  after: SloDefinition,
): Extract<SloChange, 'tightened' | 'loosened' | 'changed'> | undefined {
  if (before.kind !== after.kind) return 'changed';
  const strictness = strictnessOf(before, after);
  if (!sameOtherwise(before, after)) return 'changed';
  if (strictness.every(s => s === 0)) return undefined;
  if (strictness.every(s => s >= 0)) return 'tightened';
  return strictness.every(s => s <= 0) ? 'loosened' : 'changed';
}

/**
 * Whether a definition allows in some respect what the one before it didn't, whatever else it changes: a lower target, a later deadline,
 * a longer duration or slice.
 *
 * @internal
 */
export function loosens(before: SloDefinition, after: SloDefinition): boolean {
  return (
    before.kind === after.kind && strictnessOf(before, after).some(s => s < 0)
  );
}

/** In which respects it became stricter (1), stayed the same (0) or looser (-1). */
function strictnessOf(before: SloDefinition, after: SloDefinition): number[] {
  return [
    Math.sign(after.target - before.target),
    Math.sign(objective(before) - objective(after)),
    Math.sign(sliceOf(before) - sliceOf(after)),
  ];
}

/** A longer slice forgives what a shorter one would have counted. */
function sliceOf(slo: SloDefinition): number {
  return slo.kind === 'freshness' ? slo.freshness.sliceSeconds : 0;
}

/** The limit of a definition as a number: the larger, the more it allows. */
function objective(slo: SloDefinition): number {
  switch (slo.kind) {
    case 'deadline': {
      const [hours, minutes] = slo.deadline.time.split(':').map(Number);
      return hours * 60 + minutes;
    }
    case 'duration':
      return slo.duration.maxSeconds;
    case 'freshness':
      return slo.freshness.maxSeconds;
    case 'success':
      return slo.success.withinSeconds;
    case 'completeness':
      return slo.completeness.withinSeconds;
    default:
      return 0;
  }
}

/** Whether the two promise the same but for target and limit. Titles, descriptions and owners are no promise. */
function sameOtherwise(before: SloDefinition, after: SloDefinition): boolean {
  return JSON.stringify(promise(before)) === JSON.stringify(promise(after));
}

function promise(slo: SloDefinition) {
  const { window, environment, selector } = slo;
  const shared = { window, environment, selector };
  switch (slo.kind) {
    case 'deadline':
      return { ...shared, ...slo.deadline, time: '' };
    case 'duration':
      return { ...shared, ...slo.duration, maxSeconds: 0 };
    case 'freshness':
      return { ...shared, ...slo.freshness, maxSeconds: 0, sliceSeconds: 0 };
    case 'correctness':
      return { ...shared, ...slo.correctness };
    default:
      return shared;
  }
}
