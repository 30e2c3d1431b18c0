import { formatInstantFully, formatInterval } from '../../time/format';
import { useNow } from '../../time/useNow';

/**
 * What {@link Interval} shows.
 *
 * @public
 */
export type IntervalProps = {
  /** ISO 8601; none gives the end alone. */
  start: string | undefined;
  /** ISO 8601; none gives a dash. */
  end: string | undefined;
  /** IANA zone; without one, the reader's own. */
  zone?: string;
};

/**
 * A span of time on the reader's clock (or another zone's); both ends in full on hover.
 *
 * @public
 */
export const Interval = (props: IntervalProps) => {
  const { start, end, zone } = props;
  const now = useNow();
  return (
    <span
      title={[start, end]
        .filter(Boolean)
        .map(instant => formatInstantFully(instant, zone))
        .join(' – ')}
      style={{ fontVariantNumeric: 'tabular-nums' }}
    >
      {formatInterval(start, end, { now, zone })}
    </span>
  );
};
