import type { TopicReading } from '@sluice/plugin-pipelines-node';
import type { ClusterTopic, TopicConfig } from '../client/KafkaClient';
import type { DeadLetterPatterns } from './deadLetters';

/**
 * A topic as the cluster has it.
 *
 * @param options - `transactional`: names of topics that are written in transactions; `known`: the topics that there are; `config`:
 *   undefined where it may not be read
 * @internal
 */
export function topicReading(options: {
  topic: ClusterTopic;
  transactional?: RegExp;
  deadLetters: DeadLetterPatterns;
  known: ReadonlySet<string>;
  config: TopicConfig | undefined;
}): TopicReading {
  const { config, deadLetters, known, transactional } = options;
  const { name, partitions, topicId } = options.topic;
  const deadLettersOf = deadLetters.of(name, known);
  return {
    topic: name,
    topicId,
    partitions: partitions.length,
    underReplicated: partitions.filter(p => p.inSync < p.replicas).length,
    offline: partitions.filter(p => p.leader < 0).length,
    layout: partitions
      .map(({ inSync, leader, partition, replicas }) => ({
        partition,
        leader: leader < 0 ? null : leader,
        replicas,
        inSync,
      }))
      .sort((a, b) => a.partition - b.partition),
    ...(config && {
      retentionMs: config.retentionMs,
      compacted: config.compacted,
    }),
    ...(deadLettersOf && { deadLettersOf }),
    ...(transactional?.test(name) && { transactional: true }),
  };
}
