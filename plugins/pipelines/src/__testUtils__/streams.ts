import type {
  ConsumerGroup,
  ConsumerGroupPage,
  KafkaCluster,
  LagSeries,
  PartitionLag,
} from '@sluice/plugin-pipelines-common';

/** A consumer group that stalls. @internal */
export const consumerGroup = (
  options: Partial<ConsumerGroup> = {},
): ConsumerGroup => ({
  id: 7,
  group: 'northstar.orders_enrichment',
  cluster: 'kafka-prod',
  clusterTitle: 'Kafka (prod)',
  environment: 'prod',
  entityRef: 'component:default/orders_enrichment',
  demo: false,
  stale: false,
  readAt: '2026-11-21T09:45:00.000Z',
  activeAt: '2026-11-21T09:45:00.000Z',
  status: 'stall',
  statusSince: '2026-11-21T00:45:00.000Z',
  reason:
    'orders.v1 partition 3: 10 readings over 135 s, offset unchanged at 812, lag 4,100',
  inferred: true,
  complete: 1,
  state: 'stable',
  protocol: 'classic',
  members: 4,
  partitions: 12,
  unknownPartitions: 0,
  topics: ['orders.v1'],
  lag: 41_208,
  seconds: 840,
  atLeastSeconds: 840,
  inPerSecond: 49,
  outPerSecond: 0,
  ...options,
});

/** A page of groups, with counts of those that it has. @internal */
export const groupPage = (
  items: ConsumerGroup[],
  options: Partial<ConsumerGroupPage> = {},
): ConsumerGroupPage => {
  const count = (is: (group: ConsumerGroup) => string) => {
    const counts: Record<string, number> = {};
    for (const group of items) {
      counts[is(group)] = (counts[is(group)] ?? 0) + 1;
    }
    return counts;
  };
  const bound = items.filter(({ entityRef }) => entityRef).length;
  return {
    items,
    totalItems: items.length,
    byStatus: count(({ status }) => status),
    byCluster: count(({ cluster }) => cluster),
    byBinding: { bound, unbound: items.length - bound },
    abandoned: 0,
    ...options,
  };
};

/** A cluster that was read a moment ago. @internal */
export const kafkaCluster = (
  options: Partial<KafkaCluster> = {},
): KafkaCluster => ({
  id: 'kafka-prod',
  title: 'Kafka (prod)',
  environment: 'prod',
  demo: false,
  sourceStatus: 'healthy',
  intervalSeconds: 15,
  sweptAt: new Date().toISOString(),
  complete: true,
  brokers: 6,
  topics: 31,
  partitions: 165,
  underReplicated: 0,
  offline: 0,
  groups: 31,
  requests: 25,
  ...options,
});

/** The last hour of a group that stalled half way. @internal */
export const lagSeries = (group = consumerGroup()): LagSeries => ({
  group,
  stepSeconds: 60,
  points: [
    { at: '2026-11-21T08:50:00.000Z', status: 'ok', lag: 0, seconds: 0 },
    {
      at: '2026-11-21T09:40:00.000Z',
      status: 'stall',
      lag: 41_208,
      seconds: 840,
      inPerSecond: 49,
      outPerSecond: 0,
    },
  ],
  changes: [
    {
      at: '2026-11-20T08:00:00.000Z',
      status: 'ok',
      reason: 'all partitions are read',
      inferred: false,
    },
    {
      at: '2026-11-21T09:20:00.000Z',
      status: 'stall',
      reason: group.reason,
      inferred: true,
    },
  ],
});

/** What is asked of an hour until a moment after the last point. @internal */
export const LAG_HOUR = {
  from: '2026-11-21T08:45:00.000Z',
  to: '2026-11-21T09:45:00.000Z',
};

/** One of many partitions. @internal */
export const partitionLag = (
  partition: number,
  options: Partial<PartitionLag> = {},
): PartitionLag => ({
  topic: 'orders.v1',
  partition,
  status: 'ok',
  reason: 'nothing is left to read',
  inferred: false,
  condition: 'read',
  lost: 0,
  committed: 812,
  end: 812,
  start: 0,
  lag: 0,
  seconds: 0,
  inPerSecond: 4,
  outPerSecond: 4,
  memberId: 'orders-1-abc',
  ...options,
});
