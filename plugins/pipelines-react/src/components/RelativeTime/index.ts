export { RelativeTime } from './RelativeTime';
export { Instant } from './Instant';
export type { InstantProps } from './Instant';
