import type * as kafka from '@platformatic/kafka';
import {
  readBatches,
  type ReadBatches,
  Unpacked,
  type UnpackLimits,
} from './recordBatches';

/** What Fetch answers of one partition, as far as it is of interest. @internal */
export type FetchedPartition = Pick<
  kafka.fetchV17.FetchResponsePartition,
  | 'partitionIndex'
  | 'errorCode'
  | 'highWatermark'
  | 'lastStableOffset'
  | 'abortedTransactions'
> & {
  records: kafka.RecordsBatch[] | null;
} & Partial<Pick<ReadBatches, 'refused' | 'leftFrom'>>;

/** What Fetch answers. @internal */
export type FetchAnswer = {
  errorCode: number;
  partitions: FetchedPartition[];
};

/** Why batches weren't read. @internal */
export function reasonsOf({ refused = [] }: FetchedPartition): string[] {
  return refused.map(({ reason }) => `the batch ${reason}`);
}

/** The offset after the last batch that was handed over, or refused; undefined: none was, and nothing was left. @internal */
export function nextOf({
  leftFrom,
  records,
  refused = [],
}: FetchedPartition): number | undefined {
  const lasts = [
    ...(records ?? []).map(
      batch => batch.firstOffset + BigInt(batch.lastOffsetDelta),
    ),
    ...refused.map(({ lastOffset }) => lastOffset),
  ];
  if (lasts.length > 0) return Math.max(...lasts.map(Number)) + 1;
  return leftFrom === undefined ? undefined : Number(leftFrom);
}

type FetchModule<R extends unknown[]> = {
  api: { readonly key: number; readonly version: number };
  createRequest: (...args: R) => kafka.Writer;
};

/**
 * The client's request, with an answer that is read with limits: the client unpacks whatever it gets, and a batch of a megabyte may come to
 * gigabytes.
 *
 * @param request - Fetch in one of the versions 13 to 17
 * @internal
 */
export function boundedFetch<R extends unknown[]>(
  { api, createRequest }: FetchModule<R>,
  limits: UnpackLimits,
) {
  return {
    api: {
      version: api.version,
      async: (connection: kafka.Connection, ...args: R): Promise<FetchAnswer> =>
        new Promise((resolve, reject) => {
          connection.send<FetchAnswer>(
            api.key,
            api.version,
            () => createRequest(...args),
            (_correlation, _key, _version, reader) =>
              readAnswer(reader, limits),
            true,
            true,
            (error, answer) => (error ? reject(error) : resolve(answer!)),
          );
        }),
    },
  };
}

/**
 * Reads the answer of Fetch in the versions 13 to 17, by FetchResponse.json of Apache Kafka (clients/src/main/resources/common/message). What
 * follows the partitions is of no interest.
 *
 * @internal
 */
export function readAnswer(
  reader: kafka.Reader,
  limits: UnpackLimits,
): FetchAnswer {
  const unpacked = new Unpacked(limits);
  // How long brokers held it back.
  reader.readInt32();
  const errorCode = reader.readInt16();
  // Of the session, which isn't used.
  reader.readInt32();
  const topics = reader.readArray(topic => {
    topic.readUUID();
    return topic.readArray(each => readPartition(each, unpacked));
  });
  return { errorCode, partitions: topics.flat() };
}

/** Without the tagged fields at its end. */
function readPartition(
  reader: kafka.Reader,
  unpacked: Unpacked,
): FetchedPartition {
  const partition = {
    partitionIndex: reader.readInt32(),
    errorCode: reader.readInt16(),
    highWatermark: reader.readInt64(),
    lastStableOffset: reader.readInt64(),
  };
  // Where the log begins.
  reader.readInt64();
  const abortedTransactions = reader.readNullableArray(aborted => ({
    producerId: aborted.readInt64(),
    firstOffset: aborted.readInt64(),
  }));
  // The replica that had better be asked.
  reader.readInt32();
  const bytes = reader.readNullableBytes();
  if (!bytes) return { ...partition, abortedTransactions, records: null };
  const { batches, ...rest } = readBatches(bytes, unpacked);
  return { ...partition, abortedTransactions, records: batches, ...rest };
}
