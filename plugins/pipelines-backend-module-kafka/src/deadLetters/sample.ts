import type { DeadLetter } from '@sluice/plugin-pipelines-node';
import type {
  AskedRecords,
  ClusterTopic,
  Cluster,
  KafkaClient,
  LogOffset,
  Node,
} from '../client/KafkaClient';
import { errorWords } from '../client/errorWords';
import { readHeaders } from './readHeaders';

/** So many partitions are looked into at most. */
const MAX_PARTITIONS = 32;
/** So much is fetched of each broker at most, but for a first batch that is larger. */
const MAX_BYTES = 512 * 1024;
/** The code of a broker that this user may not fetch from. */
const NOT_AUTHORISED = 29;

/**
 * What the headers of the newest messages of a topic say: where each log ends and begins is asked, and a few records before its end are
 * fetched. Three requests a broker, and one more where a batch unpacks to too much.
 *
 * @returns the newest first
 * @throws if no partition could be read
 * @internal
 */
export async function sampleDeadLetters(options: {
  client: KafkaClient;
  cluster: Cluster;
  topic: ClusterTopic;
  limit: number;
}): Promise<DeadLetter[]> {
  const { client, cluster, limit, topic } = options;
  const { topicId } = topic;
  if (!topicId) {
    throw new Error(
      'the cluster is too old to be read by topic ids (Apache Kafka 3.1 or newer is needed)',
    );
  }
  const nodes = new Map(cluster.nodes.map(node => [node.nodeId, node]));
  const led = new Map<number, ClusterTopic['partitions']>();
  for (const partition of topic.partitions.slice(0, MAX_PARTITIONS)) {
    if (!nodes.has(partition.leader)) continue;
    led.set(partition.leader, [
      ...(led.get(partition.leader) ?? []),
      partition,
    ]);
  }
  const letters: DeadLetter[] = [];
  const problems: string[] = [];
  await Promise.all(
    [...led].map(async ([nodeId, partitions]) => {
      const node = nodes.get(nodeId)!;
      const asked = partitions.map(({ leaderEpoch, partition }) => ({
        topic: topic.name,
        partition,
        leaderEpoch,
      }));
      try {
        const ends = await client.logOffsets(node, 'end', asked);
        const starts = await client.logOffsets(node, 'start', asked);
        const wanted = rangesOf(asked, { ends, starts, limit });
        for (const each of [...ends, ...starts]) {
          if (each.code) problems.push(errorWords(each.code));
        }
        if (wanted.length === 0) return;
        const read = await readRanges({ client, node, topicId, wanted });
        letters.push(...read.letters);
        for (const code of read.codes) {
          problems.push(
            code === NOT_AUTHORISED
              ? `not authorised to read it (ACL: Read on Topic ${topic.name})`
              : errorWords(code),
          );
        }
        problems.push(...read.refused);
      } catch (error) {
        problems.push((error as Error).message);
      }
    }),
  );
  if (led.size === 0) problems.push('no partition has a leader');
  if (letters.length === 0 && problems.length > 0) {
    throw new Error([...new Set(problems)].join('; '));
  }
  return letters
    .sort(
      (a, b) => (b.at ?? '').localeCompare(a.at ?? '') || b.offset - a.offset,
    )
    .slice(0, limit);
}

/** From an offset on, up to where the log ends. */
type Range = AskedRecords & { end: number };

/**
 * Fetches once, and once more what lies behind a batch that was refused: that may have come alone, since it was as large as all that was asked for.
 */
async function readRanges(options: {
  client: KafkaClient;
  node: Node;
  topicId: string;
  wanted: Range[];
}): Promise<{ letters: DeadLetter[]; codes: number[]; refused: string[] }> {
  const { client, node, topicId, wanted } = options;
  const letters: DeadLetter[] = [];
  const codes: number[] = [];
  const refused: string[] = [];
  let left = wanted;
  for (let round = 0; round < 2 && left.length > 0; round++) {
    const fetched = await client.headers(node, { topicId }, left, MAX_BYTES);
    const behind: Range[] = [];
    for (const answer of fetched) {
      const { code, next = 0, partition, records } = answer;
      const range = left.find(each => each.partition === partition);
      if (code) codes.push(code);
      refused.push(...(answer.refused ?? []));
      if (!range) continue;
      if (answer.refused?.length && next < range.end) {
        behind.push({ ...range, offset: next });
      }
      for (const { headers, offset, timestamp } of records) {
        // A batch begins where its producer began it.
        if (offset < range.offset) continue;
        letters.push({
          partition,
          offset,
          ...(timestamp >= 0 && { at: new Date(timestamp).toISOString() }),
          ...readHeaders(headers),
        });
      }
    }
    left = behind;
  }
  return { letters, codes, refused };
}

/** The last messages of each log that has some. */
function rangesOf(
  asked: Array<{ partition: number; leaderEpoch: number }>,
  options: { ends: LogOffset[]; starts: LogOffset[]; limit: number },
): Range[] {
  const offsetOf = (offsets: LogOffset[], partition: number) =>
    offsets.find(each => each.partition === partition && !each.code)?.offset;
  return asked.flatMap(({ leaderEpoch, partition }) => {
    const end = offsetOf(options.ends, partition);
    const start = offsetOf(options.starts, partition);
    if (end === undefined || start === undefined || end <= start) return [];
    const offset = Math.max(start, end - options.limit);
    return [{ partition, leaderEpoch, offset, end }];
  });
}
