import type { GroupReading } from '@sluice/plugin-pipelines-node';
import type { LagStatus } from '@sluice/plugin-pipelines-common';
import type { GroupLag, PartitionLag } from './assessGroup';

/** A group of one cluster as it is stored, without its partitions. @internal */
export type StoredGroup = Omit<
  GroupLag,
  'partitions' | 'members' | 'group' | 'protocol'
> & {
  id: number;
  sourceId: string;
  externalPipelineId: number;
  groupId: string;
  environment: string;
  /** Undefined while no entity is bound to it. */
  pipelineId: number | undefined;
  /** When it was read, ISO 8601 in UTC. */
  at: string;
  /** When it last had a member, or committed. */
  activeAt: string;
  statusSince: string;
  state: GroupReading['state'];
  protocol: GroupReading['protocol'] | undefined;
  members: number;
  partitions: number;
  topics: string[];
};

/** What of a group is read when somebody looks at it. @internal */
export type GroupDetail = Pick<GroupLag, 'members'> & {
  partitions: PartitionLag[];
};

/** A cluster as its last sweep found it. @internal */
export type StoredCluster = {
  sourceId: string;
  /** When offsets were read, ISO 8601 in UTC. */
  at: string;
  /** False if a broker couldn't be asked. */
  complete: boolean;
  brokers: number;
  topics: number;
  partitions: number;
  underReplicated: number;
  offline: number;
  groups: number;
  requests: number;
};

/** One hour of a group. @internal */
export type StoredHour = {
  /** ISO 8601 in UTC. */
  hour: string;
  lag: number | null;
  seconds: number | null;
  inPerSecond: number | null;
  outPerSecond: number | null;
  statusRank: number;
  /** Packed; null once they were rolled up. */
  minutes: string | null;
};

/** When the health of a group changed. @internal */
export type StatusChange = {
  at: string;
  status: LagStatus;
  reason: string;
  inferred: boolean;
};
