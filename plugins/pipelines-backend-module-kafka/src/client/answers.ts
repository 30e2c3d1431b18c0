import {
  type consumerGroupDescribeV0,
  decodeConsumerProtocolAssignment,
  type describeConfigsV4,
  type describeGroupsV5,
  type listGroupsV5,
  type listOffsetsV8,
  type metadataV12,
  type offsetFetchV9,
} from '@platformatic/kafka';
import { type FetchedPartition, nextOf, reasonsOf } from './fetchAnswer';
import type {
  Cluster,
  DescribedGroup,
  FetchedHeaders,
  FetchedOffsets,
  ListedGroup,
  LogOffset,
  TopicConfig,
} from './KafkaClient';

/*
 * Answers of brokers in our own words. What Metadata, ListGroups and the others answer stands in https://kafka.apache.org/protocol.
 */

const NO_TOPIC_ID = '00000000-0000-0000-0000-000000000000';

/** Answer of Metadata. @internal */
export function toCluster(answer: metadataV12.MetadataResponse): Cluster {
  return {
    clusterId: answer.clusterId ?? undefined,
    nodes: answer.brokers.map(({ host, nodeId, port }) => ({
      nodeId,
      host,
      port,
    })),
    topics: answer.topics.flatMap(topic =>
      // One that is being deleted is listed with an error.
      topic.errorCode || topic.name === null || topic.name === undefined
        ? []
        : [
            {
              name: topic.name,
              topicId:
                topic.topicId === NO_TOPIC_ID ? undefined : topic.topicId,
              internal: topic.isInternal,
              partitions: topic.partitions.map(p => ({
                partition: p.partitionIndex,
                leader: p.leaderId,
                leaderEpoch: p.leaderEpoch,
                replicas: p.replicaNodes.length,
                inSync: p.isrNodes.length,
              })),
            },
          ],
    ),
  };
}

/** Answer of ListGroups. @param group - brokers before 3.8 don't say the type: they know the classic one alone @internal */
export function toListedGroup(
  group: listGroupsV5.ListGroupsResponse['groups'][number] & {
    groupType?: string;
  },
): ListedGroup {
  const type = (group.groupType || 'classic').toLocaleLowerCase('en-US');
  return {
    group: group.groupId,
    protocolType: group.protocolType,
    state: group.groupState ?? '',
    type: type === 'classic' || type === 'consumer' ? type : 'other',
  };
}

/** Answer of DescribeGroups. @internal */
export function toClassicGroup(
  group: describeGroupsV5.DescribeGroupsResponse['groups'][number],
): DescribedGroup {
  return {
    group: group.groupId,
    code: group.errorCode,
    state: group.groupState,
    members: group.members.map(member =>
      toMember(member, readAssignment(member.memberAssignment)),
    ),
  };
}

type Member = DescribedGroup['members'][number];

function toMember(
  member: { memberId: string; clientId: string; clientHost: string },
  assigned: Member['assigned'],
): Member {
  const { clientHost, clientId, memberId } = member;
  return { memberId, clientId, host: clientHost, assigned };
}

/** While a group rebalances members have no assignment; what a client of its own protocol puts there says nothing. */
function readAssignment(assignment: Buffer | null): Member['assigned'] {
  if (!assignment || assignment.length === 0) return [];
  try {
    return decodeConsumerProtocolAssignment(assignment).assignedPartitions.map(
      ({ partitions, topic }) => ({ topic, partitions }),
    );
  } catch {
    return [];
  }
}

/** Answer of ConsumerGroupDescribe. @internal */
export function toConsumerGroup(
  group: consumerGroupDescribeV0.ConsumerGroupDescribeResponse['groups'][number],
): DescribedGroup {
  return {
    group: group.groupId,
    code: group.errorCode,
    state: group.groupState,
    members: group.members.map(member =>
      toMember(
        member,
        member.assignment.topicPartitions.map(({ partitions, topicName }) => ({
          topic: topicName,
          partitions,
        })),
      ),
    ),
  };
}

/** Answer of OffsetFetch. @internal */
export function toOffsets(
  group: offsetFetchV9.OffsetFetchResponse['groups'][number],
): FetchedOffsets {
  return {
    group: group.groupId,
    code: group.errorCode,
    partitions: group.topics.flatMap(({ name, partitions }) =>
      partitions.map(p => ({
        topic: name,
        partition: p.partitionIndex,
        offset: Number(p.committedOffset),
        ...(p.metadata && { metadata: p.metadata }),
        code: p.errorCode,
      })),
    ),
  };
}

/** Answer of ListOffsets. @internal */
export function toLogOffset(
  topic: string,
  partition: listOffsetsV8.ListOffsetsResponse['topics'][number]['partitions'][number],
): LogOffset {
  return {
    topic,
    partition: partition.partitionIndex,
    code: partition.errorCode,
    offset: Number(partition.offset),
    timestamp: Number(partition.timestamp),
  };
}

/** Answer of DescribeConfigs for topics; those that may not be described are left out. @internal */
export function toTopicConfigs(
  answer: describeConfigsV4.DescribeConfigsResponse,
): TopicConfig[] {
  return answer.results
    .filter(result => !result.errorCode)
    .map(({ configs, resourceName }) => {
      const valueOf = (name: string) =>
        configs.find(config => config.name === name)?.value ?? '';
      return {
        topic: resourceName,
        retentionMs: Number(valueOf('retention.ms')),
        compacted: valueOf('cleanup.policy').includes('compact'),
      };
    });
}

/** Set in the attributes of a batch that holds the marker of a transaction, and no message. */
const IS_CONTROL = 0b10_0000;

/** Answer of Fetch: headers, offsets and times. Keys and values end here. @internal */
export function toHeaders(partition: FetchedPartition): FetchedHeaders {
  const batches = (partition.records ?? []).filter(
    batch => (batch.attributes & IS_CONTROL) === 0,
  );
  return {
    partition: partition.partitionIndex,
    code: partition.errorCode,
    refused: reasonsOf(partition),
    next: nextOf(partition),
    records: batches.flatMap(batch =>
      batch.records.map(({ headers, offsetDelta, timestampDelta }) => ({
        offset: Number(batch.firstOffset) + offsetDelta,
        timestamp: Number(batch.firstTimestamp + timestampDelta),
        headers: headers.map(([name, value]): [string, Buffer | null] => [
          name?.toString('utf8') ?? '',
          // A copy: the rest of what was fetched is not held on to.
          value && Buffer.from(value),
        ]),
      })),
    ),
  };
}
