import { formatInstant, formatInstantFully } from '../../time/format';
import { useNow } from '../../time/useNow';

/**
 * What {@link Instant} shows.
 *
 * @public
 */
export type InstantProps = {
  /** ISO 8601; none gives a dash. */
  instant: string | undefined;
  /** IANA zone; without one, the reader's own. */
  zone?: string;
};

/**
 * An instant on the reader's clock (or another zone's), as short as it can be; in full on hover.
 *
 * @public
 */
export const Instant = (props: InstantProps) => {
  const { instant, zone } = props;
  const now = useNow();
  if (!instant) return <span>—</span>;
  return (
    <time
      dateTime={instant}
      title={formatInstantFully(instant, zone)}
      style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}
    >
      {formatInstant(instant, { now, zone })}
    </time>
  );
};
