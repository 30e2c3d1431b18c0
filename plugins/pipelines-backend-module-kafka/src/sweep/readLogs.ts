import type { LogReading } from '@sluice/plugin-pipelines-node';
import { errorWords } from '../client/errorWords';
import type {
  AskedPartition,
  Cluster,
  KafkaClient,
  LogOffset,
  OffsetKind,
} from '../client/KafkaClient';
import type { Ask } from './askEach';
import { byLeader } from './plan';

/**
 * Where logs end, and, in a slow sweep, where they begin and what is newest in them: one request a kind to each broker that leads some.
 *
 * @internal
 */
export async function readLogs(
  { client, slow }: { client: KafkaClient; slow: boolean },
  cluster: Cluster,
  wanted: ReadonlyArray<{ topic: string; partition: number }>,
  ask: Ask,
): Promise<LogReading[]> {
  const plan = byLeader(cluster, wanted);
  const read = async (kind: OffsetKind) => {
    const answers = await ask(plan.byLeader, (node, partitions) =>
      client.logOffsets(node, kind, partitions),
    );
    return new Map(
      [...answers.values()].flat().map(each => [keyOf(each), each] as const),
    );
  };
  const none = new Map<string, LogOffset>();
  const [ends, starts, newest] = await Promise.all([
    read('end'),
    slow ? read('start') : none,
    slow ? read('newest') : none,
  ]);
  const asked = [...plan.byLeader].flatMap(([nodeId, partitions]) =>
    partitions.map(partition => ({ ...partition, nodeId })),
  );
  return [
    ...asked.map(partition => {
      const key = keyOf(partition);
      return logReading(partition, {
        end: ends.get(key),
        start: starts.get(key),
        newest: newest.get(key),
      });
    }),
    ...[...plan.unread].map(([key, problem]) => ({
      topic: key.slice(0, key.lastIndexOf('/')),
      partition: Number(key.slice(key.lastIndexOf('/') + 1)),
      problem,
    })),
  ];
}

function logReading(
  { nodeId, partition, topic }: AskedPartition & { nodeId: number },
  offsets: Partial<Record<OffsetKind, LogOffset>>,
): LogReading {
  const { end, newest, start } = offsets;
  const reading: LogReading = { topic, partition };
  if (!end) reading.problem = `its leader, broker ${nodeId}, can't be asked`;
  else if (end.code) reading.problem = errorWords(end.code);
  else reading.end = end.offset;
  if (start && !start.code && start.offset >= 0) reading.start = start.offset;
  if (newest && !newest.code && newest.offset >= 0 && newest.timestamp > 0) {
    const { offset, timestamp } = newest;
    const at = new Date(timestamp);
    // A producer may write any number as a time.
    if (!Number.isNaN(at.getTime())) {
      reading.newest = { offset, at: at.toISOString() };
    }
  }
  return reading;
}

function keyOf({ partition, topic }: { topic: string; partition: number }) {
  return `${topic}/${partition}`;
}
