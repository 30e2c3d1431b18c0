import type { GroupReading } from '@sluice/plugin-pipelines-node';
import type { ReadCommits } from '../commits/readCommits';

/**
 * A group with what it committed. Where its offsets couldn't be read its commits are there all the same: they are handed over once.
 *
 * @internal
 */
export function withCommits(
  reading: GroupReading,
  commits: Pick<ReadCommits, 'of' | 'partitionsOf'>,
): GroupReading {
  const { group, partitions, problem } = reading;
  const read = new Set(partitions.map(p => `${p.topic}/${p.partition}`));
  const others = commits
    .partitionsOf(group)
    .filter(p => !read.has(`${p.topic}/${p.partition}`))
    .map(p => ({ ...p, ...(problem && { problem }) }));
  return {
    ...reading,
    partitions: [...partitions, ...others].map(each => {
      const own = commits.of(group, each.topic, each.partition);
      return own ? { ...each, commits: own } : each;
    }),
  };
}
