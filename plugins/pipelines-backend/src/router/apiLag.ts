import type {
  ApiSchema,
  ConsumerGroup,
  ConsumerGroupDetail,
  KafkaCluster,
  KafkaTopic,
  KafkaTopicDetail,
  PartitionLag as ApiPartition,
} from '@sluice/plugin-pipelines-common';
import type {
  GroupSeries,
  PartitionLag,
  StoredCluster,
  StoredGroup,
  StoredTopic,
} from '../lag';
import type { ObservedSource } from '../observations';

/** A cluster as the API has it. @param swept - undefined until it was read once @internal */
export function apiCluster(
  source: ObservedSource,
  swept: StoredCluster | undefined,
): KafkaCluster {
  return {
    id: source.id,
    title: source.title,
    environment: source.environment,
    demo: source.demo,
    sourceStatus: source.health.status,
    message: source.message ?? undefined,
    intervalSeconds: source.intervalSeconds,
    ...(swept && {
      sweptAt: swept.at,
      complete: swept.complete,
      brokers: swept.brokers,
      topics: swept.topics,
      partitions: swept.partitions,
      underReplicated: swept.underReplicated,
      offline: swept.offline,
      groups: swept.groups,
      requests: swept.requests,
    }),
  };
}

/**
 * A group as the API has it.
 *
 * @param options - `source`: its cluster, undefined if that is no longer configured; `entityRef`: undefined if it is no pipeline, or none
 *   that the caller may see
 * @internal
 */
export function apiGroup(
  group: StoredGroup,
  options: { source: ObservedSource | undefined; entityRef?: string },
): ConsumerGroup {
  const { entityRef, source } = options;
  return {
    id: group.id,
    group: group.groupId,
    cluster: group.sourceId,
    clusterTitle: source?.title ?? group.sourceId,
    environment: group.environment,
    entityRef,
    demo: source?.demo ?? false,
    stale: !source?.health.readable,
    readAt: group.at,
    activeAt: group.activeAt,
    status: group.status,
    statusSince: group.statusSince,
    reason: group.reason,
    inferred: group.inferred,
    complete: group.complete,
    state: group.state,
    protocol: group.protocol,
    members: group.members,
    partitions: group.partitions,
    unknownPartitions: group.unknownPartitions,
    topics: group.topics,
    ...numbersOf(group),
  };
}

/** A partition as the API has it. @internal */
export function apiPartition(partition: PartitionLag): ApiPartition {
  const { committed, condition, end, inferred, lost, memberId, reason, start } =
    partition;
  return {
    topic: partition.topic,
    partition: partition.partition,
    status: partition.status,
    reason,
    inferred,
    condition,
    lost,
    committed: committed ?? undefined,
    end: end ?? undefined,
    start: start ?? undefined,
    memberId: memberId ?? undefined,
    ...numbersOf(partition),
  };
}

/** A topic as the API has it. @param source - its cluster; undefined if that is no longer configured @internal */
export function apiTopic(
  topic: StoredTopic,
  source: ObservedSource | undefined,
): KafkaTopic {
  return {
    topic: topic.topic,
    cluster: topic.sourceId,
    clusterTitle: source?.title ?? topic.sourceId,
    environment: topic.environment,
    demo: source?.demo ?? false,
    readAt: topic.at,
    partitions: topic.partitionCount,
    underReplicated: topic.underReplicated,
    offline: topic.offline,
    retentionMs: topic.retentionMs ?? undefined,
    compacted: topic.compacted ?? undefined,
    messages: topic.messages ?? undefined,
    inPerSecond: topic.inPerSecond ?? undefined,
    inLastHour: topic.inLastHour ?? undefined,
    hot: topic.hot ?? undefined,
    deadLettersOf: topic.deadLettersOf ?? undefined,
  };
}

/** The partitions of a topic as the API has them. @internal */
export function apiTopicPartitions({
  partitions,
}: StoredTopic): KafkaTopicDetail['partitions'] {
  return partitions.map(each => ({
    partition: each.partition,
    leader: each.leader ?? undefined,
    replicas: each.replicas,
    inSync: each.inSync,
    start: each.start ?? undefined,
    end: each.end ?? undefined,
    inPerSecond: each.inPerSecond ?? undefined,
  }));
}

/** The partition with the most of what is left to read; undefined where there is one partition, or nothing left. @internal */
export function skewOf(
  partitions: readonly PartitionLag[],
): ConsumerGroupDetail['skew'] {
  if (partitions.length < 2) return undefined;
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
  const left = sum(partitions.map(p => p.lag ?? 0));
  if (left === 0) return undefined;
  const worst = partitions.reduce((a, b) =>
    (b.lag ?? 0) > (a.lag ?? 0) ? b : a,
  );
  const rates = partitions.map(p => p.inPerSecond);
  const all = rates.includes(null) ? 0 : sum(rates as number[]);
  return {
    topic: worst.topic,
    partition: worst.partition,
    shareOfLag: worst.lag! / left,
    ...(all > 0 && { shareOfMessages: worst.inPerSecond! / all }),
  };
}

/** How many partitions each member has. @internal */
export function assignedCounts(
  partitions: readonly PartitionLag[],
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { memberId } of partitions) {
    if (memberId === null) continue;
    counts.set(memberId, (counts.get(memberId) ?? 0) + 1);
  }
  return counts;
}

/** The past of a group as the API has it. @internal */
export function apiSeries(
  { changes, points, step }: GroupSeries,
  group: ConsumerGroup,
): ApiSchema<'PipelineLag'>['items'][number] {
  return {
    group,
    stepSeconds: step === 'minute' ? 60 : 3600,
    points: points.map(point => ({
      at: new Date(point.at).toISOString(),
      status: point.status,
      lag: point.lag ?? undefined,
      seconds: point.seconds ?? undefined,
      inPerSecond: point.inPerSecond ?? undefined,
      outPerSecond: point.outPerSecond ?? undefined,
    })),
    changes,
  };
}

type Numbers = Pick<
  StoredGroup,
  | 'lag'
  | 'seconds'
  | 'atLeastSeconds'
  | 'inPerSecond'
  | 'outPerSecond'
  | 'drainSeconds'
>;

/** What is unknown is left out. */
function numbersOf(numbers: Numbers) {
  return {
    lag: numbers.lag ?? undefined,
    seconds: numbers.seconds ?? undefined,
    atLeastSeconds: numbers.atLeastSeconds ?? undefined,
    inPerSecond: numbers.inPerSecond ?? undefined,
    outPerSecond: numbers.outPerSecond ?? undefined,
    drainSeconds: numbers.drainSeconds ?? undefined,
  };
}
