import type { BlastRadius } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { errorText } from '../../observations';
import type {
  DownstreamReader,
  MemberStanding,
  StandingReader,
} from '../ports';

/** So many pipelines are named. */
const MAX_SHOWN = 200;

/** What a change can reach, as far as lineage tells. @internal */
export type Reach = {
  pipelines: Array<{ entityRef: string; hops: number }>;
  datasets: number;
  /** False where there may be more than is known. */
  isComplete: boolean;
  reason?: string;
  standings: MemberStanding[];
};

/** Reads what a change can reach: once for a plan, whoever asks. @internal */
export class ReachReader {
  readonly #options: {
    downstream: DownstreamReader;
    standings: StandingReader;
  };

  constructor(options: {
    downstream: DownstreamReader;
    standings: StandingReader;
  }) {
    this.#options = options;
  }

  /**
   * A reader that walks lineage when it is first asked, and then knows.
   *
   * @param members - entity refs of what changes
   * @returns what rejects if the catalog can't be asked
   */
  of(members: string[], db: Knex): () => Promise<Reach> {
    let read: Promise<Reach> | undefined;
    return () => {
      read ??= this.#read(members, db);
      return read;
    };
  }

  async #read(members: string[], db: Knex): Promise<Reach> {
    const { downstream, standings } = this.#options;
    const found = await downstream.downstream(members);
    return {
      ...found,
      standings: await standings.of(
        found.pipelines.map(each => each.entityRef),
        db,
      ),
    };
  }
}

/**
 * The reach as pages show it. What isn't known is said, and never counted as nothing.
 *
 * @internal
 */
export async function blastRadius(
  reach: () => Promise<Reach>,
): Promise<BlastRadius> {
  let found: Reach;
  try {
    found = await reach();
  } catch (error) {
    return {
      isComplete: false,
      reason: `Lineage can't be read: ${errorText(error)}`,
      datasets: 0,
      owners: [],
      pipelines: [],
    };
  }
  const standings = new Map(
    found.standings.map(each => [each.entityRef, each]),
  );
  const pipelines = found.pipelines
    .slice(0, MAX_SHOWN)
    .map(({ entityRef, hops }) => {
      const of = standings.get(entityRef);
      return {
        entityRef,
        hops,
        title: of?.title,
        owner: of?.owner,
        sloStatus: of?.sloStatus,
        budgetRemaining: of?.budgetRemaining,
        nextDeadline: of?.nextDeadline,
      };
    });
  return {
    isComplete: found.isComplete && found.pipelines.length <= MAX_SHOWN,
    reason: found.reason,
    datasets: found.datasets,
    owners: [...new Set(pipelines.flatMap(each => each.owner ?? []))].sort(),
    pipelines,
  };
}
