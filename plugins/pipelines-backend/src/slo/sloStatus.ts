import type { SloStatus } from '@sluice/plugin-pipelines-common';
import type { SloStanding } from './sloRecords';

/**
 * Where an SLO stands, from its budget and what is due next. Nothing is claimed below the coverage floor.
 *
 * @internal
 */
export function sloStatus(
  standing: Pick<SloStanding, 'budget' | 'burning' | 'next'>,
): SloStatus {
  const { budget, burning, next } = standing;
  if (budget.total === 0 || !budget.established) return 'unknown';
  if (budget.bad > 0 && budget.missesLeft < 0) return 'exhausted';
  if (burning?.length) return 'burning';
  if (next?.willMiss) return 'will-miss';
  return 'met';
}
