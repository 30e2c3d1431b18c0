import type { ReleaseBoard } from '@sluice/plugin-pipelines-common';
import { WAITING_STATES } from '../promotionState';
import type { PromotionRecord } from '../records';
import { changesAndFailures } from './changeFailures';

/**
 * The figures above the board: deployments, change failure rate and time to restore, as DORA defines them. A deployment failed if its
 * verification or bake did, or it had to be rolled back; how long that lasted is counted from the failure to the rollback or fix that was
 * verified (90th percentile, nearest rank).
 *
 * @internal
 */
export function boardSummary(of: {
  /** Those asked for in the period. */
  promotions: PromotionRecord[];
  production: string;
  days: number;
  moving: PromotionRecord[];
  unmanagedChanges: number;
  at: string;
}): ReleaseBoard['summary'] {
  const { days, moving, production, promotions, unmanagedChanges } = of;
  const deployed = promotions.filter(
    each => each.environment === production && each.deployedAt !== null,
  );
  const { changes, failed } = changesAndFailures(deployed);
  const restored = deployed
    .flatMap(({ failedAt, restoredAt }) =>
      failedAt && restoredAt
        ? [(Date.parse(restoredAt) - Date.parse(failedAt)) / 1000]
        : [],
    )
    .sort((a, b) => a - b);
  const lead = changes
    .flatMap(({ endedAt, requestedAt, state }) =>
      state === 'Succeeded' && endedAt
        ? [(Date.parse(endedAt) - Date.parse(requestedAt)) / 1000]
        : [],
    )
    .sort((a, b) => a - b);
  return {
    deployments: deployed.length,
    deploymentsPerDay: deployed.length / days,
    moving: moving.filter(each => !WAITING_STATES.includes(each.state)).length,
    waiting: moving.filter(each => WAITING_STATES.includes(each.state)).length,
    leadTimeMedianSeconds:
      lead.length > 0 ? lead[Math.ceil(lead.length / 2) - 1] : undefined,
    changeFailureRate:
      changes.length > 0 ? failed.length / changes.length : undefined,
    timeToRestoreP90Seconds:
      restored.length > 0
        ? restored[Math.ceil(restored.length * 0.9) - 1]
        : undefined,
    unmanagedChanges,
  };
}
