import type { FleetScope } from '../fleet';
import { rankOf } from './ownerLevels';
import type { Scorecard } from '@sluice/plugin-pipelines-node/documents';
import type {
  DayCount,
  ResultSummary,
  StandingReads,
  TitledChange,
} from './StandingReads';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** More changes of a week aren't counted. */
const MOST_CHANGES = 10_000;

/** How owners came to where they stand. @internal */
export class OwnerHistory {
  readonly #options: { reads: StandingReads; now: () => Date };

  constructor(options: { reads: StandingReads; now: () => Date }) {
    this.#options = options;
  }

  /**
   * The last days of owners, the oldest first.
   *
   * @param of - `results`: those that the caller may see; `days`: how many
   */
  async days(
    scorecardId: string,
    of: {
      results: readonly ResultSummary[];
      days: number;
      scope: FleetScope;
      owner?: string;
    },
  ): Promise<DayCount[]> {
    const { now, reads } = this.#options;
    const { days, owner, results, scope } = of;
    const from = new Date(now().getTime() - days * DAY_MS)
      .toISOString()
      .slice(0, 10);
    const found = await reads.days(scorecardId, from, owner);
    if (!scope.conditions && !scope.units) return found;
    return whollyVisible(found, results, await reads.totals(scorecardId));
  }

  /** Of each owner, how many pipelines are higher and lower than a week ago. */
  async moved(
    scorecard: Scorecard,
    scope: FleetScope,
    owner?: string,
  ): Promise<Map<string, { up: number; down: number }>> {
    const { now, reads } = this.#options;
    const changes = await reads.changes(
      {
        scorecardId: scorecard.id,
        since: new Date(now().getTime() - WEEK_MS).toISOString(),
        ...(owner && { owner: [owner] }),
      },
      scope,
      { limit: MOST_CHANGES },
    );
    return movesOf(scorecard, changes);
  }
}

/**
 * The days of owners of whose pipelines the caller may see all: counts tell of those that they may not.
 *
 * @param totals - how many pipelines each owner has
 * @internal
 */
export function whollyVisible(
  days: readonly DayCount[],
  results: ReadonlyArray<Pick<ResultSummary, 'owner'>>,
  totals: ReadonlyMap<string, number>,
): DayCount[] {
  const visible = new Map<string, number>();
  for (const { owner } of results) {
    visible.set(owner, (visible.get(owner) ?? 0) + 1);
  }
  return days.filter(({ owner }) => visible.get(owner) === totals.get(owner));
}

/**
 * How many pipelines of each owner ended higher and lower than they began; back and forth is no move.
 *
 * @param changes - the newest first
 * @internal
 */
export function movesOf(
  scorecard: Scorecard,
  changes: ReadonlyArray<
    Pick<TitledChange, 'entityRef' | 'from' | 'owner' | 'to'>
  >,
): Map<string, { up: number; down: number }> {
  const moves = new Map<string, { owner: string; from: number; to: number }>();
  // The newest comes first: the last one seen says where a pipeline was.
  for (const { entityRef, from, owner, to } of changes) {
    const newest = moves.get(entityRef);
    moves.set(entityRef, {
      owner: newest?.owner ?? owner,
      to: newest?.to ?? rankOf(scorecard, to),
      from: rankOf(scorecard, from),
    });
  }
  const moved = new Map<string, { up: number; down: number }>();
  for (const { from, owner, to } of moves.values()) {
    const own = moved.get(owner) ?? { up: 0, down: 0 };
    if (to > from) own.up += 1;
    if (to < from) own.down += 1;
    moved.set(owner, own);
  }
  return moved;
}
