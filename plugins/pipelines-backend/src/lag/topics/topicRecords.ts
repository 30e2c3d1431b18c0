import type { TopicReading } from '@sluice/plugin-pipelines-node';
import type { TopicState } from './topicState';

/** A topic to keep. @internal */
export type TopicToWrite = { reading: TopicReading; state: TopicState };

/** A topic of one cluster as it is stored. @internal */
export type StoredTopic = TopicState & {
  sourceId: string;
  topic: string;
  environment: string;
  /** When it was read, ISO 8601 in UTC. */
  at: string;
  partitionCount: number;
  underReplicated: number;
  offline: number;
  /** −1: for ever. */
  retentionMs: number | null;
  compacted: boolean | null;
  /** Set for a dead-letter topic; what its name doesn't tell is left out. */
  deadLettersOf: { topic?: string; group?: string } | null;
};

/** Which topics. @internal */
export type TopicFilter = {
  /** Part of the name, in any case. */
  text?: string;
  /** Ids of clusters. */
  cluster?: string[];
  environment?: string[];
  /** Only dead-letter topics, or only others. */
  deadLetters?: boolean;
  /** Those that take what this group couldn't read: by its name, or by that of a topic that it reads. */
  deadLettersOf?: { group: string; topics: string[] };
};
