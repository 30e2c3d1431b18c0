import { type FetchedPartition, nextOf, reasonsOf } from './fetchAnswer';
import type { FetchedRecords } from './KafkaClient';

/** Set in the attributes of a batch that is part of a transaction. */
const IS_TRANSACTIONAL = 0b1_0000;
/** Set in the attributes of a batch that holds the marker of a transaction, and no message. */
const IS_CONTROL = 0b10_0000;
/** What the marker of a transaction that came to nothing says after its version. */
const ABORT = 0;

/**
 * Answer of Fetch, of committed records alone: without those of transactions that came to nothing. Brokers hand these over all the same, and say
 * whose they are (KIP-98; `CompletedFetch` of Apache Kafka's consumer).
 *
 * @internal
 */
export function settledRecords(partition: FetchedPartition): FetchedRecords {
  const aborted = [...(partition.abortedTransactions ?? [])].sort((a, b) =>
    a.firstOffset < b.firstOffset ? -1 : 1,
  );
  const dropped = new Set<bigint>();
  const records: FetchedRecords['records'] = [];
  for (const batch of partition.records ?? []) {
    const last = batch.firstOffset + BigInt(batch.lastOffsetDelta);
    while (aborted.length > 0 && aborted[0].firstOffset <= last) {
      dropped.add(aborted.shift()!.producerId);
    }
    if (batch.attributes & IS_CONTROL) {
      const marker = batch.records[0]?.key;
      const isAbort = marker && marker.length >= 4 && marker[3] === ABORT;
      if (isAbort) dropped.delete(batch.producerId);
      continue;
    }
    const isDropped =
      batch.attributes & IS_TRANSACTIONAL && dropped.has(batch.producerId);
    if (isDropped) continue;
    for (const { key, offsetDelta, value } of batch.records) {
      const offset = Number(batch.firstOffset) + offsetDelta;
      records.push({ offset, key, value });
    }
  }
  return {
    partition: partition.partitionIndex,
    code: partition.errorCode,
    refused: reasonsOf(partition),
    next: nextOf(partition),
    settled: Number(partition.lastStableOffset),
    end: Number(partition.highWatermark),
    records,
  };
}
