import {
  type OffsetReset,
  type OperationCommand,
  OperationIndeterminateError,
  type OperationPlan,
  type OperationProgress,
  OperationRefusedError,
  planReset,
} from '@sluice/plugin-pipelines-node';
import { errorWords } from '../client/errorWords';
import type { KafkaClient } from '../client/KafkaClient';
import type { KafkaWriter, OffsetToCommit } from './KafkaWriter';

import {
  findGroup,
  type FoundGroup,
  keyOf,
  readLogs,
  readSince,
} from './readTargets';
import { noteOf, resetState } from './resetState';

/** Codes by which a broker says that a group has members: UNKNOWN_MEMBER_ID, ILLEGAL_GENERATION, REBALANCE_IN_PROGRESS, STALE_MEMBER_EPOCH. */
const HAS_MEMBERS = [22, 25, 27, 113];
/** What it takes to set offsets, which is more than to read them. */
const DENIED: Readonly<Record<number, string>> = {
  29: 'not authorised (ACL: Read on Topic)',
  30: 'not authorised (ACL: Read on Group)',
};
/** Codes that stay what they are: topic or group that may not be used, or isn't there, or whose note is too long. */
const FINAL = [3, 12, 29, 30];

/**
 * Where a reset would put a group now.
 *
 * @throws OperationRefusedError if it has members, or nothing to reset
 * @internal
 */
export async function dryRunReset(
  client: KafkaClient,
  request: OffsetReset,
): Promise<OperationPlan> {
  const cluster = await client.cluster();
  const found = await findGroup(client, cluster, request.group);
  refuseMembers(found);
  const topics = [
    ...new Set(
      found.committed.filter(p => p.offset >= 0).map(({ topic }) => topic),
    ),
  ].filter(topic => cluster.topics.some(({ name }) => name === topic));
  const logs = await readLogs(client, cluster, topics);
  const since =
    request.to.at === 'time'
      ? await readSince(client, cluster, topics, Date.parse(request.to.time))
      : undefined;
  const committed = new Map(found.committed.map(p => [keyOf(p), p.offset]));
  return planReset(
    request,
    logs.map(({ end, partition, start, topic }) => ({
      topic,
      partition,
      committed: committed.get(keyOf({ topic, partition })) ?? -1,
      logStart: start,
      logEnd: end,
      since: since?.get(keyOf({ topic, partition })),
    })),
  );
}

/**
 * Puts a group where the plan says, once.
 *
 * First the same offsets are committed with a note, which moves nothing and shows whether it may be done at all; then the new ones. Whoever
 * takes over reads by the notes what was done: see {@link resetState}.
 *
 * @throws OperationRefusedError if nothing was done, and won't be; OperationIndeterminateError if somebody else has committed meanwhile
 * @internal
 */
export async function resetOffsets(
  { client, writer }: { client: KafkaClient; writer: KafkaWriter },
  request: OffsetReset,
  command: OperationCommand,
): Promise<OperationProgress> {
  const { before, isMine, operationId, plan } = command;
  const { partitions } = plan;
  const total = partitions.length;
  const cluster = await client.cluster();
  const found = await findGroup(client, cluster, request.group);
  const committed = new Map(found.committed.map(p => [keyOf(p), p]));
  const states = partitions.map(row =>
    resetState(row, committed.get(keyOf(row)), { operationId, before }),
  );
  const left = partitions.filter((_, i) => states[i] === 'to do');
  const moved = partitions.filter((_, i) => states[i] === 'moved');
  if (moved.length > 0) {
    throw movedError(command, moved.map(keyOf), committed);
  }
  if (left.length === 0) return { done: total, total };
  refuseMembers(found);

  const commit = async (offsets: OffsetToCommit[]) => {
    await isMine();
    const answers = await writer.commit(found.node, request.group, offsets);
    return answers.filter(({ code }) => code !== 0);
  };
  const marked = await commit(
    left
      .filter(({ from }) => from !== null)
      .map(({ from, partition, topic }) => ({
        topic,
        partition,
        offset: from!,
        metadata: noteOf(operationId, 'before'),
      })),
  );
  if (marked.length > 0) throw commitError(request.group, marked[0]);
  const done = total - left.length;
  await command.progress({ done, total });
  const logs = await readLogs(client, cluster, [
    ...new Set(left.map(({ topic }) => topic)),
  ]);
  const starts = new Map(logs.map(each => [keyOf(each), each.start]));
  const failed = await commit(
    left.map(row => ({
      topic: row.topic,
      partition: row.partition,
      // What was deleted since can't be read: its consumer would go wherever its own config says.
      offset: Math.max(row.to, starts.get(keyOf(row)) ?? row.to),
      metadata: noteOf(operationId, 'done'),
    })),
  );
  if (failed.length > 0) {
    const isPart = failed.length < left.length || done > 0;
    const error = commitError(request.group, failed[0]);
    await command.progress({ done: total - failed.length, total });
    // A part that can't be finished is no refusal: something was done.
    throw isPart && error instanceof OperationRefusedError
      ? new OperationIndeterminateError(
          `${total - failed.length} of ${total} partitions were moved, and ${
            failed.length
          } were not: ${error.message}`,
        )
      : error;
  }
  return { done: total, total };
}

function refuseMembers({ group, members, state }: FoundGroup): void {
  if (members.length === 0 && !/rebalanc|stable/i.test(state)) return;
  const who = [...new Set(members.map(each => each.clientId))].slice(0, 3);
  throw new OperationRefusedError(
    members.length === 0
      ? `${group} is ${state}: wait until it has no members`
      : `${group} has ${members.length} ${
          members.length === 1 ? 'member' : 'members'
        } (${who.join(', ')}${
          members.length > who.length ? ' …' : ''
        }): stop them first, since Kafka moves no offsets of a group that reads`,
  );
}

function commitError(
  group: string,
  {
    code,
    partition,
    topic,
  }: { code: number; partition: number; topic: string },
): Error {
  if (HAS_MEMBERS.includes(code)) {
    return new OperationRefusedError(
      `${group} has got members meanwhile: stop them first, since Kafka moves no offsets of a group that reads`,
    );
  }
  const message = `The offset of ${group} in ${topic} partition ${partition} can't be set: ${
    DENIED[code] ?? errorWords(code)
  }`;
  return FINAL.includes(code)
    ? new OperationRefusedError(message)
    : new Error(message);
}

/** Somebody else has committed since the numbers were read, or since an attempt before. */
function movedError(
  { attempt, before, plan }: OperationCommand,
  moved: string[],
  committed: ReadonlyMap<string, { offset: number }>,
): Error {
  const [first] = moved;
  const row = plan.partitions.find(each => keyOf(each) === first)!;
  const where = `${row.topic} partition ${row.partition} is at ${
    committed.get(first)?.offset ?? 'nothing'
  }, which is neither where it was (${row.from ?? 'nothing'}) nor left by us`;
  return attempt === 1 || !before
    ? new OperationRefusedError(
        `${where}: somebody has moved it meanwhile. Nothing was done`,
      )
    : new OperationIndeterminateError(
        `${where}: an attempt was broken off, and somebody has committed since, so nobody can tell whether it was moved. It is not tried again`,
      );
}
