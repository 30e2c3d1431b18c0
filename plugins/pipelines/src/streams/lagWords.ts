import type {
  ConsumerGroup,
  PartitionLag,
} from '@sluice/plugin-pipelines-common';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

/** Messages as people count them; a dash where nobody knows. @internal */
export function formatMessages(messages: number | undefined): string {
  return messages === undefined ? '—' : whole.format(messages);
}

/**
 * Messages a second, with no more digits than mean something.
 *
 * @param rate - undefined where nobody knows: gives a dash
 * @internal
 */
export function formatRate(rate: number | undefined): string {
  if (rate === undefined) return '—';
  if (rate < 0.05) return '0';
  return rate < 1000 ? short.format(rate) : whole.format(rate);
}

/** How far behind in time: as much, at least as much, or not known and why. @internal */
export type TimeBehind =
  | { known: true; seconds: number }
  | {
      known: false;
      atLeastSeconds?: number;
      why: 'unread' | 'partitions' | 'older' | 'uncommitted';
    };

type Behind = Pick<ConsumerGroup, 'seconds' | 'atLeastSeconds' | 'lag'>;

/** How far behind a group is in time, and if nobody knows, why. @internal */
export function timeBehind(
  group: Behind & Pick<ConsumerGroup, 'unknownPartitions' | 'state'>,
): TimeBehind {
  const { atLeastSeconds, lag, seconds } = group;
  if (seconds !== undefined) return { known: true, seconds };
  if (group.unknownPartitions > 0 && lag !== undefined) {
    return { known: false, atLeastSeconds, why: 'partitions' };
  }
  if (lag !== undefined) return { known: false, atLeastSeconds, why: 'older' };
  const why =
    group.state === 'unknown' || group.unknownPartitions > 0
      ? 'unread'
      : 'uncommitted';
  return { known: false, atLeastSeconds, why };
}

/** The same of one partition. @internal */
export function timeBehindOf(
  partition: Behind & Pick<PartitionLag, 'condition'>,
): TimeBehind {
  const { atLeastSeconds, condition, seconds } = partition;
  if (seconds !== undefined) return { known: true, seconds };
  if (condition === 'never-committed') {
    return { known: false, why: 'uncommitted' };
  }
  const why = condition === 'unknown' ? 'unread' : 'older';
  return { known: false, atLeastSeconds, why };
}
