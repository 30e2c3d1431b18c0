import { externalIdOf } from '../catalog/technologies';
import { PIPELINES } from '../fleet';
import { TOPICS, type StreamTopic } from './topics';

/**
 * What a group does that is no pipeline of the fleet:
 *
 * - `keeps-up` it reads
 * - `waits` it has nothing to read, ever
 * - `left` its members left at `since`, and messages go on to come in
 * - `lost` what it would read next was deleted while it was switched off
 * - `denied` Sluice may not look at it
 * - `abandoned` somebody tried something once
 *
 * @internal
 */
export type Doing =
  | 'keeps-up'
  | 'waits'
  | 'left'
  | 'lost'
  | 'denied'
  | 'abandoned';

/** A consumer group of the demo. @internal */
export type StreamGroup = {
  group: string;
  /** Id of its source. */
  cluster: string;
  topics: StreamTopic[];
  members: number;
  /** The pipeline that it is: it does what the fleet's stories tell. Missing on groups that nobody declared. */
  pipeline?: string;
  does?: Doing;
};

/** The clusters of the demo, by the ids of their sources. @internal */
export const CLUSTERS = {
  main: 'northstar-kafka-prod',
  analytics: 'northstar-kafka-analytics-prod',
} as const;

const named = new Map(TOPICS.map(each => [each.topic, each]));

/** Groups that belong to no pipeline. */
const OTHERS: Array<Omit<StreamGroup, 'topics'> & { reads: string }> = [
  other('main', 'northstar.recall-notices', 'recalls.v1', 1, 'waits'),
  other('main', 'bi.orders-export', 'orders.enriched.v1', 0, 'left'),
  other('main', 'ops.dlq-orders-triage', 'orders.v1.dlq', 0, 'left'),
  other('main', 'payments.audit-mirror', 'cdc.payments.v1', 0, 'denied'),
  other('main', 'connect-s3-archive', 'carts.v1', 4, 'keeps-up'),
  other('main', 'console-consumer-48213', 'orders.v1', 0, 'abandoned'),
  other('analytics', 'fraud.model-training', 'fraud.features.v1', 2, 'lost'),
  other(
    'analytics',
    'experiments.assignment-sink',
    'experiments.assignments.v2',
    3,
    'keeps-up',
  ),
  other(
    'analytics',
    'recommendations.feedback',
    'recommendations.served.v1',
    4,
    'keeps-up',
  ),
  other(
    'analytics',
    'stores.sensor-archive',
    'store.sensors.v1',
    16,
    'keeps-up',
  ),
];

function other(
  cluster: keyof typeof CLUSTERS,
  group: string,
  reads: string,
  members: number,
  does: Doing,
) {
  return { cluster: CLUSTERS[cluster], group, reads, members, does };
}

function topicOf(name: string): StreamTopic {
  const found = named.get(name);
  if (!found) throw new Error(`The demo's streams have no topic ${name}`);
  return found;
}

/** All consumer groups of the demo: the fleet's consumers, and those that nobody declared. @internal */
export const GROUPS: StreamGroup[] = [
  ...PIPELINES.filter(pipeline => pipeline.type === 'kafka-consumer').map(
    pipeline => {
      const topics = pipeline.reads.map(key =>
        topicOf(key.slice(key.indexOf(':') + 1)),
      );
      const partitions = Math.max(...topics.map(each => each.partitions));
      return {
        group: externalIdOf(pipeline),
        cluster: CLUSTERS.main,
        topics,
        members: Math.ceil(partitions / 3),
        pipeline: pipeline.name,
      };
    },
  ),
  ...OTHERS.map(({ reads, ...group }) => ({
    ...group,
    topics: [topicOf(reads)],
  })),
];
