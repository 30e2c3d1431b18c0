export { RelativeTime } from './RelativeTime';
export { Instant } from './Instant';
export type { InstantProps } from './Instant';
export { Interval } from './Interval';
export type { IntervalProps } from './Interval';
