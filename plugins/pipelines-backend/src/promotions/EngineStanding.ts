import type { Knex } from 'knex';
import type { PromotionState } from '@sluice/plugin-pipelines-common';
import { PROMOTION_STATES, isOver } from './promotionState';

/** How the engine fares, as its rows tell it. Times are ISO 8601 in UTC; null where nothing waits. @internal */
export type EngineStanding = {
  /** Those that ended, ever: nothing is pruned, so counts only rise. */
  ended: Array<{
    outcome: PromotionState;
    kind: 'promote' | 'rollback' | 'redeploy';
    environment: string;
    count: number;
  }>;
  /** When the one was asked for that has waited longest for people to vote. */
  oldestVoteAt: string | null;
  /** When the one was asked for that has waited longest for a gate, a window or the lock: approved, and past the start it was asked to have. */
  oldestGateAt: string | null;
  /** Those of which nobody knows what their target runs, the oldest first, with when the step began that nobody knows the end of. */
  indeterminate: Array<{
    id: number;
    unit: string;
    environment: string;
    since: string;
  }>;
};

const ENDED = PROMOTION_STATES.filter(isOver);

/**
 * Reads how the engine fares.
 *
 * @param at - now, by the clock of the database
 * @internal
 */
export async function engineStanding(
  at: string,
  db: Knex,
): Promise<EngineStanding> {
  const ended = await db('promotions')
    .whereIn('state', ENDED)
    .groupBy('state', 'kind', 'environment')
    .select('state', 'kind', 'environment', db.raw('count(*) as count'));
  const vote = await db('promotions')
    .where({ state: 'AwaitingApproval' })
    .min({ at: 'requested_at' })
    .first();
  const gate = await db('promotions')
    .whereIn('state', ['Scheduled', 'Queued'])
    .andWhere(query => query.whereNull('start_at').orWhere('start_at', '<', at))
    .min({ at: 'requested_at' })
    .first();
  const lost = await db('promotions')
    .whereIn('promotions.state', ['Indeterminate', 'Reconciling'])
    .leftJoin('promotion_steps', join =>
      join
        .on('promotion_steps.promotion_id', 'promotions.id')
        .onVal('promotion_steps.state', 'unknown'),
    )
    .groupBy('promotions.id', 'unit', 'environment', 'promotions.started_at')
    .orderBy('promotions.id')
    .select(
      'promotions.id',
      'unit',
      'environment',
      'promotions.started_at as began_at',
      db.raw('min(promotion_steps.started_at) as step_at'),
    );
  return {
    ended: ended.map(row => ({
      outcome: row.state,
      kind: row.kind,
      environment: row.environment,
      count: Number(row.count),
    })),
    oldestVoteAt: vote?.at ?? null,
    oldestGateAt: gate?.at ?? null,
    indeterminate: lost
      .map(row => ({
        id: Number(row.id),
        unit: row.unit,
        environment: row.environment,
        since: row.step_at ?? row.began_at,
      }))
      .sort((a, b) => a.since.localeCompare(b.since)),
  };
}
