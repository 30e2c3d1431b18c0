import { formatAge, formatInstantFully } from '../../time/format';
import { useNow } from '../../time/useNow';

/**
 * How long ago something was, kept up to date; the full instant on hover.
 *
 * @public
 */
export const RelativeTime = (props: {
  /** ISO 8601; none gives a dash. */
  instant: string | undefined;
}) => {
  const { instant } = props;
  const now = useNow();
  if (!instant) return <span>—</span>;
  return (
    <time dateTime={instant} title={formatInstantFully(instant)}>
      {formatAge(instant, now)}
    </time>
  );
};
