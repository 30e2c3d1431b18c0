import type { LogMessage } from './KafkaWriter';

/** A batch of a log, as Fetch answers it: https://kafka.apache.org/documentation/#recordbatch. @internal */
export type LogBatch = {
  firstOffset: bigint;
  lastOffsetDelta: number;
  attributes: number;
  firstTimestamp: bigint;
  maxTimestamp: bigint;
  producerId: bigint;
  records: Array<{
    offsetDelta: number;
    timestampDelta: bigint;
    key: Buffer | null;
    value: Buffer | null;
    headers: Array<[Buffer | null, Buffer | null]>;
  }>;
};

const LOG_APPEND_TIME = 0b001000;
const TRANSACTIONAL = 0b010000;
const CONTROL = 0b100000;
/** Type in the key of a control record that ends a transaction by taking it back. */
const ABORT = 0;

/**
 * The messages in batches that a consumer of committed messages reads: without control records, and without those of transactions that were
 * taken back.
 *
 * @param aborted - as Fetch answers it: from where on messages of a producer are of a transaction that was taken back, until its control record
 * @returns the messages from `from` on, and the offset after the last batch
 * @internal
 */
export function readable(
  batches: LogBatch[],
  of: {
    topic: string;
    partition: number;
    from: number;
    aborted: Array<{ producerId: bigint; firstOffset: bigint }>;
  },
): { messages: LogMessage[]; next: number } {
  const waiting = [...of.aborted].sort((a, b) =>
    Number(a.firstOffset - b.firstOffset),
  );
  const takenBack = new Set<bigint>();
  const messages: LogMessage[] = [];
  let next = of.from;
  for (const batch of batches) {
    const first = Number(batch.firstOffset);
    const last = first + batch.lastOffsetDelta;
    next = Math.max(next, last + 1);
    while (waiting[0] && Number(waiting[0].firstOffset) <= last) {
      takenBack.add(waiting.shift()!.producerId);
    }
    if (batch.attributes & CONTROL) {
      if (batch.records[0]?.key?.readInt16BE(2) === ABORT) {
        takenBack.delete(batch.producerId);
      }
      continue;
    }
    if (batch.attributes & TRANSACTIONAL && takenBack.has(batch.producerId)) {
      continue;
    }
    for (const record of batch.records) {
      const offset = first + record.offsetDelta;
      if (offset < of.from) continue;
      const isAppendTime = (batch.attributes & LOG_APPEND_TIME) !== 0;
      messages.push({
        topic: of.topic,
        partition: of.partition,
        offset,
        timestamp: Number(
          isAppendTime
            ? batch.maxTimestamp
            : batch.firstTimestamp + record.timestampDelta,
        ),
        key: record.key,
        value: record.value,
        headers: record.headers,
      });
    }
  }
  return { messages, next };
}
