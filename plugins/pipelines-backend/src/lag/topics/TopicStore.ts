import type { Knex } from 'knex';
import { slices } from '../../database/slices';
import type { CursorValues } from '../../paging/cursor';
import type { LagOrigin } from '../LagStore';
import type { StoredTopic, TopicFilter, TopicToWrite } from './topicRecords';

/** Keeps topics as they are now. Nothing is decided here. @internal */
export class TopicStore {
  /** Makes these the topics of a cluster. */
  async put(
    origin: LagOrigin,
    topics: TopicToWrite[],
    tx: Knex,
  ): Promise<void> {
    await tx('kafka_topics').where({ source_id: origin.sourceId }).delete();
    for await (const slice of slices(topics)) {
      await tx('kafka_topics').insert(slice.map(each => rowOf(origin, each)));
    }
  }

  /** A page of topics by name, each with the values that it is sorted by. */
  async page(
    filter: TopicFilter,
    list: { after?: CursorValues; limit: number },
    tx: Knex,
  ): Promise<Array<{ topic: StoredTopic; values: CursorValues }>> {
    const query = matching(filter, tx)
      .orderBy(['topic', 'source_id'])
      .limit(list.limit);
    if (list.after) {
      query.whereRaw('(topic, source_id) > (?, ?)', list.after);
    }
    const rows: Array<Record<string, any>> = await query;
    return rows.map(row => ({
      topic: toTopic(row),
      values: [row.topic, row.source_id],
    }));
  }

  async count(filter: TopicFilter, tx: Knex): Promise<number> {
    const row = await matching(filter, tx).count({ count: '*' }).first();
    return Number(row!.count);
  }

  async find(
    sourceId: string,
    topic: string,
    tx: Knex,
  ): Promise<StoredTopic | undefined> {
    const row = await tx('kafka_topics')
      .where({ source_id: sourceId, topic })
      .first();
    return row && toTopic(row);
  }
}

function matching(filter: TopicFilter, tx: Knex): Knex.QueryBuilder {
  const query = tx('kafka_topics');
  if (filter.text) {
    const part = filter.text.toLowerCase().replace(/[\\%_]/g, '\\$&');
    query.whereRaw("lower(topic) like ? escape '\\'", [`%${part}%`]);
  }
  if (filter.cluster?.length) query.whereIn('source_id', filter.cluster);
  if (filter.environment?.length) {
    query.whereIn('environment', filter.environment);
  }
  if (filter.deadLetters !== undefined) {
    query.where({ dead_letters: filter.deadLetters });
  }
  const of = filter.deadLettersOf;
  if (of) {
    query
      .where({ dead_letters: true })
      .where(either =>
        either
          .where({ dead_letters_of_group: of.group })
          .orWhere(own =>
            own
              .whereNull('dead_letters_of_group')
              .whereIn('dead_letters_of_topic', of.topics),
          ),
      );
  }
  return query;
}

function rowOf(
  { at, environment, sourceId }: LagOrigin,
  { reading, state }: TopicToWrite,
) {
  return {
    source_id: sourceId,
    topic: reading.topic,
    environment,
    at,
    partitions: reading.partitions,
    under_replicated: reading.underReplicated,
    offline: reading.offline,
    retention_ms: reading.retentionMs ?? null,
    compacted: reading.compacted ?? null,
    messages: state.messages,
    in_per_second: state.inPerSecond,
    in_last_hour: state.inLastHour,
    hot_partition: state.hot?.partition ?? null,
    hot_share: state.hot?.share ?? null,
    dead_letters: reading.deadLettersOf !== undefined,
    dead_letters_of_topic: reading.deadLettersOf?.topic ?? null,
    dead_letters_of_group: reading.deadLettersOf?.group ?? null,
    layout: JSON.stringify(state.partitions),
  };
}

function toTopic(row: Record<string, any>): StoredTopic {
  return {
    sourceId: row.source_id,
    topic: row.topic,
    environment: row.environment,
    at: row.at,
    partitionCount: row.partitions,
    underReplicated: row.under_replicated,
    offline: row.offline,
    retentionMs: row.retention_ms,
    compacted: row.compacted === null ? null : Boolean(row.compacted),
    messages: row.messages,
    inPerSecond: row.in_per_second,
    inLastHour: row.in_last_hour,
    hot:
      row.hot_partition === null
        ? null
        : { partition: row.hot_partition, share: row.hot_share },
    deadLettersOf: row.dead_letters
      ? {
          topic: row.dead_letters_of_topic ?? undefined,
          group: row.dead_letters_of_group ?? undefined,
        }
      : null,
    partitions: JSON.parse(row.layout),
  };
}
