import { type Admin, Kafka, logLevel } from 'kafkajs';
import { BROKER, groupName } from '../broker';
import type { Sweep } from '../figures';

/**
 * Reads groups one at a time as the community's Kafka plugin does: the offsets of a group, and then the ends of each of its topics.
 *
 * @param options - `waits`: kafkajs waits 300 ms before it first asks a new connection for what it knows, its `initialRetryTime`; false
 *   takes that away. `shared`: one admin for all groups, in place of a fresh one each
 */
export async function oneByOne(options: {
  groups: number;
  waits: boolean;
  shared: boolean;
}): Promise<Sweep> {
  const kafka = new Kafka({
    clientId: 'bench-kafkajs',
    brokers: [BROKER],
    logLevel: logLevel.ERROR,
    ...(!options.waits && { retry: { initialRetryTime: 1 } }),
  });
  let requests = 0;
  const connect = async () => {
    const admin = kafka.admin();
    admin.on(admin.events.REQUEST, () => {
      requests++;
    });
    await admin.connect();
    return admin;
  };
  // To connect is part of its way, unless one is shared.
  const shared = options.shared ? await connect() : undefined;
  requests = 0;
  const began = performance.now();
  let lag = 0;
  for (let i = 0; i < options.groups; i++) {
    const admin = shared ?? (await connect());
    lag += await lagOf(admin, groupName(i));
    if (!shared) await admin.disconnect();
  }
  const ms = performance.now() - began;
  await shared?.disconnect();
  return { ms, requests, groups: options.groups, lag };
}

async function lagOf(admin: Admin, groupId: string): Promise<number> {
  let lag = 0;
  for (const { partitions, topic } of await admin.fetchOffsets({ groupId })) {
    const ends = await admin.fetchTopicOffsets(topic);
    const byPartition = new Map(ends.map(end => [end.partition, end.high]));
    for (const { offset, partition } of partitions) {
      const behind = Number(byPartition.get(partition)) - Number(offset);
      lag += Math.max(0, behind);
    }
  }
  return lag;
}
