/*
 * Work that replicas share: whoever has the lease on a row moves it, and another one takes over when that one is gone.
 */
export { dueIds, isDue } from './dueIds';
export type { Lease, LeaseTimes } from './lease';
export { type LeasedWork, LeasedWorker } from './LeasedWorker';
