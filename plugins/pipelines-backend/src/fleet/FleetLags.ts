import {
  type FleetLag,
  LAG_STATUSES,
  type LagStatus,
} from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { slices } from '../database/slices';

/** How far a consumer group of a pipeline is behind. @internal */
export type StreamLag = {
  pipelineId: number;
  environment: string;
  status: LagStatus;
  reason: string;
  /** ISO 8601 in UTC. */
  at: string;
  /** Messages; null: unknown. */
  lag: number | null;
  seconds: number | null;
  atLeastSeconds: number | null;
};

/** A row whose health is the same is written again only after so long: figures move with every sweep. */
const EVERY_MS = 60_000;
const UNKNOWN = -1;
const NO_STREAM = -2;

/**
 * Keeps how far the consumer groups of pipelines are behind in the rows of the fleet: so a page of it reads its rows and nothing else. See
 * docs/decisions/0011.
 *
 * @internal
 */
export class FleetLags {
  /**
   * Takes in where all groups that are pipelines stand. Of several of a pipeline in the environment that its status is about, the one counts
   * that needs a human first. Pipelines that have none any more lose theirs.
   */
  async put(lags: readonly StreamLag[], tx: Knex): Promise<void> {
    const byPipeline = new Map<number, StreamLag[]>();
    for (const lag of lags) {
      const own = byPipeline.get(lag.pipelineId) ?? [];
      byPipeline.set(lag.pipelineId, [...own, lag]);
    }
    const lost = new Set<number>(
      await tx('fleet_pipelines').where('stream_status', '<>', '').pluck('id'),
    );
    for await (const slice of slices([...byPipeline.keys()])) {
      const rows: Array<{
        id: number;
        environment: string | null;
        lag: string | null;
      }> = await tx('fleet_pipelines')
        .whereIn('id', slice)
        .select('id', 'environment', 'lag');
      for (const { environment, id, lag } of rows) {
        const worst = worstOf(byPipeline.get(id)!, environment);
        if (!worst) continue;
        lost.delete(id);
        const before: FleetLag | null = lag && JSON.parse(lag);
        if (before && !isDue(before, worst)) continue;
        await tx('fleet_pipelines').where({ id }).update(columns(worst));
      }
    }
    for await (const slice of slices([...lost])) {
      await tx('fleet_pipelines')
        .whereIn('id', slice)
        .update({ lag: null, stream_status: '', lag_seconds: NO_STREAM });
    }
  }
}

function worstOf(
  lags: readonly StreamLag[],
  environment: string | null,
): StreamLag | undefined {
  const rank = ({ status }: StreamLag) => LAG_STATUSES.indexOf(status);
  const behind = ({ atLeastSeconds, seconds }: StreamLag) =>
    seconds ?? atLeastSeconds ?? UNKNOWN;
  return lags
    .filter(lag => environment === null || lag.environment === environment)
    .sort((a, b) => rank(a) - rank(b) || behind(b) - behind(a))[0];
}

function isDue(before: FleetLag, now: StreamLag): boolean {
  if (before.status !== now.status) return true;
  return Date.parse(now.at) - Date.parse(before.readAt) >= EVERY_MS;
}

function columns(lag: StreamLag) {
  const { at, atLeastSeconds, lag: messages, reason, seconds, status } = lag;
  const kept: FleetLag = {
    status,
    reason,
    readAt: at,
    messages: messages ?? undefined,
    seconds: seconds ?? undefined,
    atLeastSeconds: atLeastSeconds ?? undefined,
  };
  return {
    lag: JSON.stringify(kept),
    stream_status: status,
    lag_seconds: seconds ?? atLeastSeconds ?? UNKNOWN,
  };
}
