import type { Knex } from 'knex';
import { SLICE_ROWS, slices } from '../database/slices';
import type { GroupLag, GroupWindow } from './assessGroup';
import { packWindow, type PackedLogs, unpackWindow } from './codec';
import { rankOf } from './health/judgeGroup';
import { addMinute, hourOf, packMinutes, unpackMinutes } from './minutes';
import type {
  StatusChange,
  StoredCluster,
  StoredGroup,
  StoredHour,
} from './lagRecords';
import type { Memory, RememberedLog } from './SourceLag';
import type { RestOfHour } from './traffic';

/** A group that was read, with what it hangs on. @internal */
export type GroupToWrite = {
  externalPipelineId: number;
  pipelineId: number | undefined;
  lag: GroupLag;
  window: GroupWindow;
};

/** Where a group that is a pipeline stands. @internal */
export type BoundLag = Pick<
  StoredGroup,
  | 'environment'
  | 'status'
  | 'reason'
  | 'at'
  | 'lag'
  | 'seconds'
  | 'atLeastSeconds'
> & { pipelineId: number };

/** What was known of a group before. */
type Known = {
  status: string;
  status_since: string;
  committed: number;
  active_at: string;
};

/** Which cluster is read, and when: ISO 8601 in UTC. @internal */
export type LagOrigin = { sourceId: string; environment: string; at: string };

const HOUR_MS = 3600_000;

/** Writes where consumer groups stand, and reads back what their verdicts rest on. Nothing is decided here. @internal */
export class LagStore {
  /** When a cluster was last read; undefined: never. */
  async readAt(sourceId: string, tx: Knex): Promise<string | undefined> {
    const row = await tx('lag_clusters')
      .where({ source_id: sourceId })
      .first('at');
    return row?.at;
  }

  /** What verdicts and times of a cluster rest on. */
  async memory(sourceId: string, tx: Knex): Promise<Memory> {
    const groups: Array<{ group_id: string; readings: string }> = await tx(
      'lag_groups',
    )
      .where({ source_id: sourceId })
      .select('group_id', 'readings');
    const topics: Array<{ topic: string; topic_id: string; logs: string }> =
      await tx('lag_topics').where({ source_id: sourceId });
    return {
      at: await this.readAt(sourceId, tx),
      windows: new Map(
        groups.map(row => [row.group_id, unpackWindow(row.readings)]),
      ),
      topicIds: new Map(
        topics.flatMap(row =>
          row.topic_id ? [[row.topic, row.topic_id] as const] : [],
        ),
      ),
      logs: topics.flatMap(({ logs, topic }) =>
        Object.entries(JSON.parse(logs) as PackedLogs).map(
          ([partition, { h, s }]) => ({
            topic,
            partition: Number(partition),
            start: s,
            history: h,
          }),
        ),
      ),
    };
  }

  /** Writes groups as they are now, a minute of their past, and what changed of their health. */
  async putGroups(
    origin: LagOrigin,
    groups: GroupToWrite[],
    tx: Knex,
  ): Promise<void> {
    for await (const slice of slices(groups)) {
      const known = await this.#known(origin.sourceId, slice, tx);
      await tx('lag_groups')
        .insert(
          slice.map(each =>
            groupRow(origin, each, known.get(each.externalPipelineId)),
          ),
        )
        .onConflict(['source_id', 'external_pipeline_id'])
        .merge();
      const changed = slice.filter(
        each => known.get(each.externalPipelineId)?.status !== each.lag.status,
      );
      await this.#putChanges(origin, changed, tx);
      await this.#putMinutes(origin, slice, tx);
    }
  }

  /** Forgets the groups of a cluster that aren't among these; their past stays. */
  async forgetOthers(
    sourceId: string,
    there: ReadonlySet<string>,
    tx: Knex,
  ): Promise<void> {
    const rows: Array<{ id: number; group_id: string }> = await tx('lag_groups')
      .where({ source_id: sourceId })
      .select('id', 'group_id');
    const gone = rows.filter(row => !there.has(row.group_id));
    for await (const slice of slices(gone.map(row => row.id))) {
      await tx('lag_groups').whereIn('id', slice).delete();
    }
  }

  /** Where all groups that are pipelines stand, of all clusters. */
  async bound(tx: Knex): Promise<BoundLag[]> {
    const rows: Array<Record<string, any>> = await tx('lag_groups')
      .whereNotNull('pipeline_id')
      .orderBy('id')
      .select(
        'pipeline_id',
        'environment',
        'status',
        'reason',
        'at',
        'lag',
        'seconds',
        'at_least_seconds',
      );
    return rows.map(({ pipeline_id, at_least_seconds, ...row }) => ({
      ...(row as Omit<BoundLag, 'pipelineId' | 'atLeastSeconds'>),
      pipelineId: pipeline_id,
      atLeastSeconds: at_least_seconds,
    }));
  }

  async putCluster(cluster: StoredCluster, tx: Knex): Promise<void> {
    await tx('lag_clusters')
      .insert({
        source_id: cluster.sourceId,
        at: cluster.at,
        complete: cluster.complete,
        brokers: cluster.brokers,
        topics: cluster.topics,
        partitions: cluster.partitions,
        under_replicated: cluster.underReplicated,
        offline: cluster.offline,
        groups: cluster.groups,
        requests: cluster.requests,
      })
      .onConflict('source_id')
      .merge();
  }

  /** When logs were last written; undefined: never. */
  async logsAt(sourceId: string, tx: Knex): Promise<string | undefined> {
    const row = await tx('lag_clusters')
      .where({ source_id: sourceId })
      .first('logs_at');
    return row?.logs_at ?? undefined;
  }

  /** Writes what is remembered of logs, in place of what was. The row of the cluster has to be there. */
  async putLogs(
    origin: LagOrigin,
    logs: RememberedLog[],
    topicIds: ReadonlyMap<string, string>,
    tx: Knex,
  ): Promise<void> {
    const { at, sourceId } = origin;
    const byTopic = new Map<string, PackedLogs>();
    for (const { history, partition, start, topic } of logs) {
      const packed = byTopic.get(topic) ?? {};
      packed[partition] = { s: start, h: history };
      byTopic.set(topic, packed);
    }
    await tx('lag_topics').where({ source_id: sourceId }).delete();
    for await (const slice of slices([...byTopic])) {
      await tx('lag_topics').insert(
        slice.map(([topic, packed]) => ({
          source_id: sourceId,
          topic,
          topic_id: topicIds.get(topic) ?? null,
          logs: JSON.stringify(packed),
        })),
      );
    }
    await tx('lag_clusters')
      .where({ source_id: sourceId })
      .update({ logs_at: at });
  }

  /** How often the topics of groups rested in these hours, by external pipeline. */
  async restOf(
    options: {
      sourceId: string;
      externalPipelineIds: number[];
      hours: string[];
    },
    tx: Knex,
  ): Promise<Map<number, RestOfHour>> {
    const rest = new Map<number, RestOfHour>();
    for await (const slice of slices(options.externalPipelineIds)) {
      const rows: Array<Record<string, any>> = await tx('lag_hours')
        .where({ source_id: options.sourceId })
        .whereIn('external_pipeline_id', slice)
        .whereIn('hour', options.hours)
        .groupBy('external_pipeline_id')
        .select('external_pipeline_id')
        .sum({ read: 'minutes_read', at_rest: 'minutes_at_rest' });
      for (const row of rows) {
        rest.set(row.external_pipeline_id, {
          read: Number(row.read),
          atRest: Number(row.at_rest),
        });
      }
    }
    return rest;
  }

  /** Takes the minutes off hours before a time, in a slice. @returns how many */
  async dropMinutes(before: string, tx: Knex): Promise<number> {
    const hours = await tx('lag_hours')
      .where('hour', '<', before)
      .whereNotNull('minutes')
      .orderBy('hour')
      .limit(1)
      .pluck('hour');
    if (hours.length === 0) return 0;
    return tx('lag_hours').where({ hour: hours[0] }).update({ minutes: null });
  }

  /** Deletes hours, or changes, before a time, in a slice. @returns how many */
  async deleteOld(
    table: 'lag_hours' | 'lag_status_changes',
    before: string,
    tx: Knex,
  ): Promise<number> {
    const column = table === 'lag_hours' ? 'hour' : 'at';
    const old: string[] = await tx(table)
      .where(column, '<', before)
      .orderBy(column)
      .limit(SLICE_ROWS)
      .pluck(column);
    if (old.length === 0) return 0;
    return tx(table)
      .where(column, '<=', old[old.length - 1])
      .delete();
  }

  async #known(
    sourceId: string,
    groups: GroupToWrite[],
    tx: Knex,
  ): Promise<Map<number, Known>> {
    const rows = await tx('lag_groups')
      .where({ source_id: sourceId })
      .whereIn(
        'external_pipeline_id',
        groups.map(g => g.externalPipelineId),
      )
      .select(
        'external_pipeline_id',
        'status',
        'status_since',
        'committed',
        'active_at',
      );
    return new Map(rows.map(row => [row.external_pipeline_id, row]));
  }

  async #putChanges(
    { at, sourceId }: LagOrigin,
    groups: GroupToWrite[],
    tx: Knex,
  ): Promise<void> {
    if (groups.length === 0) return;
    await tx('lag_status_changes')
      .insert(
        groups.map(({ externalPipelineId, lag }) => ({
          source_id: sourceId,
          external_pipeline_id: externalPipelineId,
          at,
          ...changeOf(lag),
        })),
      )
      .onConflict(['external_pipeline_id', 'source_id', 'at'])
      .merge();
  }

  async #putMinutes(
    { at, sourceId }: LagOrigin,
    groups: GroupToWrite[],
    tx: Knex,
  ): Promise<void> {
    const hour = hourOfTime(at);
    const minute = new Date(at).getUTCMinutes();
    const rows: Array<{ external_pipeline_id: number; minutes: string }> =
      await tx('lag_hours')
        .where({ source_id: sourceId, hour })
        .whereIn(
          'external_pipeline_id',
          groups.map(g => g.externalPipelineId),
        )
        .select('external_pipeline_id', 'minutes');
    const known = new Map(
      rows.map(row => [row.external_pipeline_id, row.minutes]),
    );
    await tx('lag_hours')
      .insert(
        groups.map(({ externalPipelineId, lag }) => {
          const minutes = addMinute(
            unpackMinutes(known.get(externalPipelineId) ?? null),
            {
              minute,
              lag: lag.lag,
              seconds: lag.seconds,
              inPerSecond: lag.inPerSecond,
              outPerSecond: lag.outPerSecond,
              statusRank: rankOf(lag.status),
            },
          );
          const whole = hourOf(minutes);
          return {
            source_id: sourceId,
            external_pipeline_id: externalPipelineId,
            hour,
            lag: whole.lag,
            seconds: whole.seconds,
            in_per_second: whole.inPerSecond,
            out_per_second: whole.outPerSecond,
            status_rank: whole.statusRank,
            minutes_read: whole.minutesRead,
            minutes_at_rest: whole.minutesAtRest,
            minutes: packMinutes(minutes),
          };
        }),
      )
      .onConflict(['external_pipeline_id', 'source_id', 'hour'])
      .merge();
  }
}

function changeOf({
  inferred,
  reason,
  status,
}: GroupLag): Omit<StatusChange, 'at'> {
  return { status, reason, inferred };
}

/** The hour that a time is in, ISO 8601 in UTC. @internal */
export function hourOfTime(at: string): StoredHour['hour'] {
  const time = Date.parse(at);
  return new Date(time - (time % HOUR_MS)).toISOString();
}

function groupRow(
  { at, environment, sourceId }: LagOrigin,
  { externalPipelineId, lag, pipelineId, window }: GroupToWrite,
  before: Known | undefined,
) {
  // What can't be read says nothing of whether the group moved.
  const isRead =
    lag.partitions.length > 0 &&
    lag.partitions.every(p => p.condition !== 'unknown');
  const committed =
    isRead || !before
      ? lag.partitions.reduce((sum, p) => sum + (p.committed ?? 0), 0)
      : before.committed;
  const isActive =
    !before || lag.members.length > 0 || committed !== before.committed;
  return {
    source_id: sourceId,
    external_pipeline_id: externalPipelineId,
    group_id: lag.group,
    environment,
    pipeline_id: pipelineId ?? null,
    at,
    active_at: isActive ? at : before.active_at,
    status: lag.status,
    status_rank: rankOf(lag.status),
    status_since: before?.status === lag.status ? before.status_since : at,
    reason: lag.reason,
    inferred: lag.inferred,
    complete: lag.complete,
    state: lag.state,
    protocol: lag.protocol,
    members: lag.members.length,
    partitions: lag.partitions.length,
    unknown_partitions: lag.unknownPartitions,
    lag: lag.lag,
    seconds: lag.seconds,
    at_least_seconds: lag.atLeastSeconds,
    in_per_second: lag.inPerSecond,
    out_per_second: lag.outPerSecond,
    drain_seconds: lag.drainSeconds,
    committed,
    topics: JSON.stringify(
      [...new Set(lag.partitions.map(p => p.topic))].sort(),
    ),
    detail: JSON.stringify({
      partitions: lag.partitions,
      members: lag.members,
    }),
    readings: packWindow(window),
  };
}
