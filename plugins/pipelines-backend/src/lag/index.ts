/*
 * Lag: how far consumer groups are behind, in messages and in time, and how healthy they are. The other contexts use what is exported here,
 * never the tables.
 */
export { readLagDays } from './config';
export { createLag, createLagRecorder, type Lag } from './createLag';
export { type GroupSeries, type LagDays, LagService } from './LagService';
export type { GroupDetail, StoredCluster, StoredGroup } from './lagRecords';
export type { PartitionLag } from './assessGroup';
export type { SeriesPoint } from './series';
export type { StoredTopic } from './topics/topicRecords';
export { topReasons } from './topics/topReasons';
export { TopicService } from './topics/TopicService';
