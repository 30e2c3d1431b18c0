import type {
  ApiSchema,
  ConsumerGroup,
  KafkaCluster,
  PartitionLag as ApiPartition,
} from '@sluice/plugin-pipelines-common';
import type {
  GroupSeries,
  PartitionLag,
  StoredCluster,
  StoredGroup,
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
