import type { PromotionRecord } from '../records';

/** So many of a unit's last changes tell how often they fail. */
const LAST = 20;

type Outcome = Pick<
  PromotionRecord,
  | 'id'
  | 'kind'
  | 'deployedAt'
  | 'verificationState'
  | 'bakeState'
  | 'rollbackOf'
>;

/**
 * The changes among promotions, and those of them that failed, as DORA counts: a deployment failed if its verification or bake did, or it
 * had to be rolled back. Rollbacks are no changes.
 *
 * @param promotions - any order
 * @internal
 */
export function changesAndFailures<T extends Outcome>(
  promotions: T[],
): { changes: T[]; failed: T[] } {
  const deployed = promotions.filter(each => each.deployedAt !== null);
  const changes = deployed.filter(each => each.kind !== 'rollback');
  const rolledBack = new Set(
    deployed.flatMap(each =>
      each.rollbackOf === null ? [] : [each.rollbackOf],
    ),
  );
  return {
    changes,
    failed: changes.filter(
      each =>
        each.verificationState === 'failed' ||
        each.bakeState === 'broken' ||
        rolledBack.has(each.id),
    ),
  };
}

/**
 * The share of a unit's last twenty changes that failed.
 *
 * @param promotions - of the unit into one environment, the newest first
 * @returns undefined where nothing was deployed yet
 * @internal
 */
export function changeFailureRate(promotions: Outcome[]): number | undefined {
  const { changes, failed } = changesAndFailures(promotions);
  const last = changes.slice(0, LAST);
  if (last.length === 0) return undefined;
  return last.filter(each => failed.includes(each)).length / last.length;
}
