import type { Knex } from 'knex';
import type { ObservationService } from '../observations';
import { groupFacets, type GroupFacets } from './groupFacets';
import { groupHours } from './groupHours';
import { decodeCursor, encodeCursor } from '../paging/cursor';
import {
  GROUP_ORDERS,
  type GroupFilter,
  type GroupOrder,
  type LagReads,
} from './LagReads';
import type {
  GroupDetail,
  StatusChange,
  StoredCluster,
  StoredGroup,
} from './lagRecords';
import { hourOfTime } from './LagStore';
import { type SeriesPoint, seriesOf } from './series';
import { stepsUntil, trendOf, type TrendSteps } from './trend';

const HOUR_MS = 3600_000;
const DAY_MS = 24 * HOUR_MS;
/** A longer range is drawn from hours. */
const MINUTES_UP_TO_MS = 2 * DAY_MS;
/** So many changes of health a range shows at most: the newest. */
const MAX_CHANGES = 500;

/** How long lag is kept, and when a group counts as given up, in days. @internal */
export type LagDays = { minutes: number; hours: number; abandoned: number };

/** A list of groups. @internal */
export type GroupQuery = Omit<GroupFilter, 'activeSince'> & {
  /** Those too that have had no member and committed nothing for long. */
  abandoned?: boolean;
  orderBy?: GroupOrder;
  order?: 'asc' | 'desc';
  limit?: number;
  cursor?: string;
};

/** One group's past over a range. @internal */
export type GroupSeries = {
  group: StoredGroup;
  step: 'minute' | 'hour';
  points: SeriesPoint[];
  changes: StatusChange[];
};

/** How many messages some groups were behind by, in equal steps of time. @internal */
export type GroupTrends = {
  steps: TrendSteps;
  /** By group: the most in each step, null where nobody knows. */
  lag: Map<number, Array<number | null>>;
};

/** What others may ask of lag. @internal */
export class LagService {
  readonly #options: {
    database: Knex;
    reads: LagReads;
    observations: Pick<ObservationService, 'externalPipelines'>;
    days: LagDays;
    now: () => Date;
  };

  constructor(options: {
    database: Knex;
    reads: LagReads;
    observations: Pick<ObservationService, 'externalPipelines'>;
    days: LagDays;
    now: () => Date;
  }) {
    this.#options = options;
  }

  /**
   * A page of the groups of all clusters.
   *
   * @throws InputError if the cursor isn't one of this list
   */
  async groups(query: GroupQuery): Promise<{
    groups: StoredGroup[];
    facets: GroupFacets;
    nextCursor?: string;
  }> {
    const { database, days, now, reads } = this.#options;
    const {
      abandoned,
      cursor,
      limit = 50,
      orderBy = 'seconds',
      ...rest
    } = query;
    const { direction, type } = GROUP_ORDERS[orderBy];
    const { order = direction, ...filter } = rest;
    const list = { orderBy, order, abandoned, filter };
    const since = new Date(now().getTime() - days.abandoned * DAY_MS);
    const wanted: GroupFilter = {
      ...filter,
      activeSince: abandoned ? undefined : since.toISOString(),
    };
    const found = await reads.page(
      wanted,
      {
        orderBy,
        order,
        limit: limit + 1,
        after: cursor
          ? decodeCursor(cursor, list, [type, 'number'])
          : undefined,
      },
      database,
    );
    const counts = await reads.counts(wanted, since.toISOString(), database);
    const page = found.slice(0, limit);
    return {
      groups: page.map(each => each.group),
      facets: groupFacets(counts, { ...filter, abandoned: abandoned ?? false }),
      nextCursor:
        found.length > limit
          ? encodeCursor(list, page[page.length - 1].values)
          : undefined,
    };
  }

  /** A group with its partitions and members. */
  async group(id: number): Promise<(StoredGroup & GroupDetail) | undefined> {
    return this.#options.reads.find(id, this.#options.database);
  }

  /** The groups of a pipeline: one for each cluster that has it. */
  async ofPipeline(pipelineId: number): Promise<StoredGroup[]> {
    const { database, observations, reads } = this.#options;
    const external = await observations.externalPipelines(pipelineId);
    const groups = await reads.ofPipelines(
      external.map(each => each.id),
      database,
    );
    // It may have been bound since its last sweep.
    return groups.map(group => ({ ...group, pipelineId }));
  }

  /**
   * How the groups of a pipeline were judged since a moment, each with what it was before, oldest first.
   *
   * @param since - ISO 8601 in UTC
   * @returns an entry for each group in the environment; `readAt`: when it was read last
   */
  async healthSince(
    pipelineId: number,
    environment: string,
    since: string,
  ): Promise<Array<{ readAt: string; changes: StatusChange[] }>> {
    const { database, now, reads } = this.#options;
    const groups = (await this.ofPipeline(pipelineId)).filter(
      each => each.environment === environment,
    );
    const found = [];
    for (const { at, externalPipelineId, sourceId } of groups) {
      const changes = await reads.statusChanges(
        {
          externalPipelineId,
          sourceId,
          from: since,
          to: now().toISOString(),
          limit: MAX_CHANGES,
        },
        database,
      );
      found.push({ readAt: at, changes });
    }
    return found;
  }

  /** A group of a cluster by its id in Kafka, if a sweep found it. */
  async named(
    sourceId: string,
    group: string,
  ): Promise<{ group: string; pipelineId?: number } | undefined> {
    const { database, reads } = this.#options;
    const found = await reads.named({ sourceId, group }, database);
    return found && { group, pipelineId: found.pipelineId };
  }

  /** The groups of a cluster that read a topic, by name. */
  async readersOf(
    sourceId: string,
    topic: string,
  ): Promise<Array<{ group: string; pipelineId?: number }>> {
    const { database, reads } = this.#options;
    return (await reads.ofCluster(sourceId, database))
      .filter(each => each.topics.includes(topic))
      .map(({ groupId, pipelineId }) => ({ group: groupId, pipelineId }));
  }

  /** The past of a group in [from, to), in as many points as a chart can show. */
  async series(
    group: StoredGroup,
    options: { from: Date; to: Date; limit: number },
  ): Promise<GroupSeries> {
    const { database, reads } = this.#options;
    const { from, limit, to } = options;
    const { externalPipelineId, sourceId } = group;
    const range = to.getTime() - from.getTime();
    const step = range <= MINUTES_UP_TO_MS ? 'minute' : 'hour';
    const which = { externalPipelineId, sourceId, to: to.toISOString() };
    const hours = await reads.hours(
      {
        ...which,
        from: hourOfTime(from.toISOString()),
        withMinutes: step === 'minute',
      },
      database,
    );
    const changes = await reads.statusChanges(
      { ...which, from: from.toISOString(), limit: MAX_CHANGES },
      database,
    );
    const points = seriesOf({
      hours,
      step,
      from: step === 'minute' ? from.getTime() : 0,
      to: to.getTime(),
      limit,
    });
    return { group, step, points, changes };
  }

  /** How far some groups were behind over the last hours, in one query; groups that are gone are left out. */
  async trends(
    groupIds: readonly number[],
    options: { hours: number; count: number },
  ): Promise<GroupTrends> {
    const { database, now } = this.#options;
    const steps = stepsUntil(now(), options);
    const range = {
      from: hourOfTime(new Date(steps.from).toISOString()),
      to: new Date(steps.from + steps.count * steps.stepMs).toISOString(),
    };
    const hours = await groupHours(groupIds, range, database);
    return {
      steps,
      lag: new Map([...hours].map(([id, of]) => [id, trendOf(of, steps)])),
    };
  }

  /** The last sweep over each of these clusters. */
  async clusters(sourceIds: string[]): Promise<Map<string, StoredCluster>> {
    const { database, reads } = this.#options;
    const found = await reads.clusters(sourceIds, database);
    return new Map(found.map(cluster => [cluster.sourceId, cluster]));
  }
}
