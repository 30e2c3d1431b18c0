import type { LagStatus } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import type { CursorValues } from '../paging/cursor';
import type {
  GroupDetail,
  StatusChange,
  StoredCluster,
  StoredGroup,
  StoredHour,
} from './lagRecords';

/** Which groups. @internal */
export type GroupFilter = {
  /** Part of the group's id, in any case. */
  text?: string;
  /** Ids of clusters. */
  cluster?: string[];
  environment?: string[];
  status?: LagStatus[];
  /** Whether an entity is bound to it. */
  bound?: boolean;
  /** Those that were active since, ISO 8601 in UTC. */
  activeSince?: string;
};

/** Groups that are alike in what they can be filtered by. @internal */
export type GroupCount = {
  status: LagStatus;
  cluster: string;
  bound: boolean;
  active: boolean;
  count: number;
};

/** By what groups can be sorted. @internal */
export const GROUP_ORDERS = {
  // One that is known to be behind by at least so much stands where it would then.
  seconds: {
    column: 'coalesce(seconds, at_least_seconds, -1)',
    type: 'number',
    direction: 'desc',
  },
  lag: { column: 'coalesce(lag, -1)', type: 'number', direction: 'desc' },
  status: { column: 'status_rank', type: 'number', direction: 'asc' },
  group: { column: 'group_id', type: 'string', direction: 'asc' },
  cluster: { column: 'source_id', type: 'string', direction: 'asc' },
} as const;

/** One of {@link GROUP_ORDERS}. @internal */
export type GroupOrder = keyof typeof GROUP_ORDERS;

/** Columns of lists: the texts of the detail are long. */
const LISTED = [
  'id',
  'source_id',
  'external_pipeline_id',
  'group_id',
  'environment',
  'pipeline_id',
  'at',
  'active_at',
  'status',
  'status_since',
  'reason',
  'inferred',
  'complete',
  'state',
  'protocol',
  'members',
  'partitions',
  'unknown_partitions',
  'lag',
  'seconds',
  'at_least_seconds',
  'in_per_second',
  'out_per_second',
  'drain_seconds',
  'topics',
];

/** Reads where consumer groups stand, and stood. @internal */
export class LagReads {
  /** A page of groups, each with the value that it is sorted by. */
  async page(
    filter: GroupFilter,
    list: {
      orderBy: GroupOrder;
      order: 'asc' | 'desc';
      after?: CursorValues;
      limit: number;
    },
    tx: Knex,
  ): Promise<Array<{ group: StoredGroup; values: CursorValues }>> {
    const { column } = GROUP_ORDERS[list.orderBy];
    const query = matching(filter, tx)
      .select(LISTED)
      .select({ sort_value: tx.raw(column) })
      .orderByRaw(`${column} ${list.order}, id ${list.order}`)
      .limit(list.limit);
    if (list.after) {
      const sign = list.order === 'asc' ? '>' : '<';
      query.whereRaw(`(${column}, id) ${sign} (?, ?)`, list.after);
    }
    const rows: Array<Record<string, any>> = await query;
    return rows.map(row => ({
      group: toGroup(row),
      values: [row.sort_value, row.id],
    }));
  }

  /** How many groups are alike in what they can be filtered by. */
  async counts(
    filter: Pick<GroupFilter, 'text' | 'environment'>,
    activeSince: string,
    tx: Knex,
  ): Promise<GroupCount[]> {
    const groups = matching(
      { text: filter.text, environment: filter.environment },
      tx,
    ).select('status', 'source_id', {
      bound: tx.raw('case when pipeline_id is null then 0 else 1 end'),
      active: tx.raw('case when active_at >= ? then 1 else 0 end', [
        activeSince,
      ]),
    });
    const by = ['status', 'source_id', 'bound', 'active'];
    const rows: Array<Record<string, any>> = await tx(groups.as('listed'))
      .groupBy(by)
      .select(by)
      .count({ count: '*' });
    return rows.map(row => ({
      status: row.status,
      cluster: row.source_id,
      bound: Number(row.bound) === 1,
      active: Number(row.active) === 1,
      count: Number(row.count),
    }));
  }

  async find(
    id: number,
    tx: Knex,
  ): Promise<(StoredGroup & GroupDetail) | undefined> {
    const row = await tx('lag_groups').where({ id }).first();
    return row && { ...toGroup(row), ...detailOf(row) };
  }

  /** The groups of what technologies call pipelines, one for each cluster that has it. */
  async ofPipelines(
    externalPipelineIds: number[],
    tx: Knex,
  ): Promise<Array<StoredGroup>> {
    const rows = await tx('lag_groups')
      .whereIn('external_pipeline_id', externalPipelineIds)
      .orderBy(['environment', 'source_id', 'group_id'])
      .select(LISTED);
    return rows.map(toGroup);
  }

  /** A group by its id in Kafka. */
  async named(
    { group, sourceId }: { sourceId: string; group: string },
    tx: Knex,
  ): Promise<StoredGroup | undefined> {
    const row = await tx('lag_groups')
      .where({ source_id: sourceId, group_id: group })
      .select(LISTED)
      .first();
    return row && toGroup(row);
  }

  /** All groups of a cluster, by name. */
  async ofCluster(sourceId: string, tx: Knex): Promise<StoredGroup[]> {
    const rows = await tx('lag_groups')
      .where({ source_id: sourceId })
      .orderBy('group_id')
      .select(LISTED);
    return rows.map(toGroup);
  }

  async clusters(sourceIds: string[], tx: Knex): Promise<StoredCluster[]> {
    const rows: Array<Record<string, any>> = await tx('lag_clusters')
      .whereIn('source_id', sourceIds)
      .orderBy('source_id');
    return rows.map(row => ({
      sourceId: row.source_id,
      at: row.at,
      complete: Boolean(row.complete),
      brokers: row.brokers,
      topics: row.topics,
      partitions: row.partitions,
      underReplicated: row.under_replicated,
      offline: row.offline,
      groups: row.groups,
      requests: row.requests,
    }));
  }

  /** The hours of a group in [from, to), oldest first; without their minutes where only hours are asked for. */
  async hours(
    options: {
      externalPipelineId: number;
      sourceId: string;
      from: string;
      to: string;
      withMinutes: boolean;
    },
    tx: Knex,
  ): Promise<StoredHour[]> {
    const { externalPipelineId, from, sourceId, to, withMinutes } = options;
    const rows: Array<Record<string, any>> = await tx('lag_hours')
      .where({ external_pipeline_id: externalPipelineId, source_id: sourceId })
      .where('hour', '>=', from)
      .where('hour', '<', to)
      .orderBy('hour')
      .select(
        'hour',
        'lag',
        'seconds',
        'in_per_second',
        'out_per_second',
        'status_rank',
        ...(withMinutes ? ['minutes'] : []),
      );
    return rows.map(row => ({
      hour: row.hour,
      lag: row.lag,
      seconds: row.seconds,
      inPerSecond: row.in_per_second,
      outPerSecond: row.out_per_second,
      statusRank: row.status_rank,
      minutes: row.minutes ?? null,
    }));
  }

  /** How the health of a group changed in [from, to), with what it was before, oldest first. */
  async statusChanges(
    options: {
      externalPipelineId: number;
      sourceId: string;
      from: string;
      to: string;
      limit: number;
    },
    tx: Knex,
  ): Promise<StatusChange[]> {
    const { externalPipelineId, from, limit, sourceId, to } = options;
    const changes = () =>
      tx('lag_status_changes')
        .where({
          external_pipeline_id: externalPipelineId,
          source_id: sourceId,
        })
        .orderBy('at', 'desc')
        .select('at', 'status', 'reason', 'inferred');
    const within = await changes()
      .where('at', '>=', from)
      .where('at', '<', to)
      .limit(limit);
    const before = await changes().where('at', '<', from).limit(1);
    return [...within, ...before].reverse().map(row => ({
      at: row.at,
      status: row.status,
      reason: row.reason,
      inferred: Boolean(row.inferred),
    }));
  }
}

function matching(filter: GroupFilter, tx: Knex): Knex.QueryBuilder {
  const query = tx('lag_groups');
  if (filter.text) {
    const part = filter.text.toLowerCase().replace(/[\\%_]/g, '\\$&');
    query.whereRaw("lower(group_id) like ? escape '\\'", [`%${part}%`]);
  }
  if (filter.cluster?.length) query.whereIn('source_id', filter.cluster);
  if (filter.environment?.length) {
    query.whereIn('environment', filter.environment);
  }
  if (filter.status?.length) query.whereIn('status', filter.status);
  if (filter.bound === true) query.whereNotNull('pipeline_id');
  if (filter.bound === false) query.whereNull('pipeline_id');
  if (filter.activeSince) query.where('active_at', '>=', filter.activeSince);
  return query;
}

function toGroup(row: Record<string, any>): StoredGroup {
  return {
    id: row.id,
    sourceId: row.source_id,
    externalPipelineId: row.external_pipeline_id,
    groupId: row.group_id,
    environment: row.environment,
    pipelineId: row.pipeline_id ?? undefined,
    at: row.at,
    activeAt: row.active_at,
    status: row.status,
    statusSince: row.status_since,
    reason: row.reason,
    inferred: Boolean(row.inferred),
    complete: row.complete,
    state: row.state,
    protocol: row.protocol ?? undefined,
    members: row.members,
    partitions: row.partitions,
    unknownPartitions: row.unknown_partitions,
    lag: row.lag,
    seconds: row.seconds,
    atLeastSeconds: row.at_least_seconds,
    inPerSecond: row.in_per_second,
    outPerSecond: row.out_per_second,
    drainSeconds: row.drain_seconds,
    topics: JSON.parse(row.topics),
  };
}

function detailOf(row: Record<string, any>): GroupDetail {
  return JSON.parse(row.detail);
}
