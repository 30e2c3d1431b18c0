import type {
  GroupMember,
  GroupPartition,
  GroupReading,
} from '@sluice/plugin-pipelines-node';
import { errorWords } from '../client/errorWords';
import type { DescribedGroup, FetchedOffsets } from '../client/KafkaClient';
import type { CoordinatedGroup } from './plan';

/**
 * A group from what its coordinator said. Undefined if it was deleted meanwhile.
 *
 * @param options - `described`, `fetched`: undefined where that couldn't be asked, and `problem` says why; `readsTopic`: whether a topic
 *   is read at all
 * @internal
 */
export function readGroup(options: {
  listed: CoordinatedGroup;
  described: DescribedGroup | undefined;
  fetched: FetchedOffsets | undefined;
  problem?: string;
  readsTopic: (topic: string) => boolean;
}): GroupReading | undefined {
  const { described, fetched, listed, readsTopic } = options;
  const state = stateOf(
    described?.code ? listed.state : described?.state ?? listed.state,
  );
  if (state === 'dead') return undefined;
  const members = described && !described.code ? described.members : undefined;
  const owners = new Map<string, GroupPartition>();
  for (const member of members ?? []) {
    for (const { partitions, topic } of member.assigned) {
      for (const partition of partitions) {
        const { memberId } = member;
        owners.set(`${topic}/${partition}`, { topic, partition, memberId });
      }
    }
  }
  // While members come and go nobody can tell whose a partition is.
  const areSettled = members !== undefined && state !== 'rebalancing';
  const ownerOf = (key: string) =>
    owners.get(key)?.memberId ??
    (areSettled || state === 'empty' ? null : undefined);
  const partitions = new Map<string, GroupPartition>();
  for (const { code, offset, partition, topic } of fetched?.partitions ?? []) {
    const key = `${topic}/${partition}`;
    partitions.set(key, {
      topic,
      partition,
      memberId: ownerOf(key),
      ...(code
        ? { problem: errorWords(code) }
        : { committed: offset < 0 ? null : offset }),
    });
  }
  const problem = problemOf(options);
  for (const [key, owned] of owners) {
    if (partitions.has(key)) continue;
    // It is read by a member, and nothing was committed; or what was couldn't be read.
    const committed = fetched && !fetched.code ? { committed: null } : {};
    partitions.set(key, {
      ...owned,
      memberId: ownerOf(key),
      ...committed,
      ...(problem && { problem }),
    });
  }
  return {
    group: listed.group,
    state,
    protocol: listed.type === 'consumer' ? 'consumer' : 'classic',
    members: members?.map(
      ({ clientId, host, memberId }): GroupMember => ({
        memberId,
        clientId,
        host,
      }),
    ),
    partitions: [...partitions.values()].filter(p => readsTopic(p.topic)),
    problem,
  };
}

function problemOf({
  described,
  fetched,
  problem,
}: Parameters<typeof readGroup>[0]): string | undefined {
  const code = fetched?.code || described?.code;
  return code ? errorWords(code) : problem;
}

/** The states of both protocols, and of brokers that are too old to say. */
function stateOf(state: string): GroupReading['state'] | 'dead' {
  switch (state.toLocaleLowerCase('en-US').replace(/[^a-z]/g, '')) {
    case 'stable':
      return 'stable';
    case 'preparingrebalance':
    case 'completingrebalance':
    case 'assigning':
    case 'reconciling':
      return 'rebalancing';
    case 'empty':
      return 'empty';
    case 'dead':
      return 'dead';
    default:
      return 'unknown';
  }
}
