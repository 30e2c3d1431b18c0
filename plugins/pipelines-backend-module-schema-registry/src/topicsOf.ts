import type { SchemaUse } from '@sluice/plugin-pipelines-node';

/** How producers name subjects, and what their names don't tell. @internal */
export type SubjectNaming = {
  strategy: 'topic' | 'topic-record' | 'record';
  /** Topics by subject. */
  topics: Readonly<Record<string, readonly string[]>>;
};

/**
 * The topics that a subject is about. By Confluent's three strategies: the name of a topic with `-key` or `-value`; that of a topic and of a
 * record, which has no dash in it; that of a record, which tells no topic.
 *
 * @returns nothing where neither the name nor the config tells
 * @internal
 */
export function topicsOf(subject: string, naming: SubjectNaming): SchemaUse[] {
  const named = Object.hasOwn(naming.topics, subject)
    ? naming.topics[subject]
    : undefined;
  const suffixed = /^(.+)-(key|value)$/s.exec(subject);
  if (named) {
    const part = suffixed?.[2] === 'key' ? 'key' : 'value';
    return named.map(topic => ({ topic, part }));
  }
  if (naming.strategy === 'topic' && suffixed) {
    return [{ topic: suffixed[1], part: suffixed[2] as SchemaUse['part'] }];
  }
  if (naming.strategy === 'topic-record') {
    const match = /^(.+)-[^-]+$/s.exec(subject);
    return match ? [{ topic: match[1], part: 'value' }] : [];
  }
  return [];
}
