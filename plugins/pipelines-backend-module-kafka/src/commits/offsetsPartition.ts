/**
 * The partition of `__consumer_offsets` that has the commits of a group: what `String.hashCode` of Java makes of its id, without the sign, modulo the number of
 * partitions (Apache Kafka, `GroupCoordinatorService.partitionFor`).
 *
 * @param partitions - how many the topic has, from 1 on
 * @internal
 */
export function offsetsPartition(group: string, partitions: number): number {
  let hash = 0;
  // By UTF-16 units, as Java does: not by code points.
  for (let i = 0; i < group.length; i++) {
    hash = (Math.imul(31, hash) + group.charCodeAt(i)) | 0;
  }
  return (hash & 0x7fffffff) % partitions;
}
