import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatDuration } from '@sluice/plugin-pipelines-react';
import type { TimeBehind } from '../../streams/lagWords';
import { streamsTranslationRef } from '../../translation';

/** How far behind in time: a duration, a lower bound, or that nobody knows; on hover, why. @internal */
export const TimeBehindText = (props: {
  time: TimeBehind;
  unknownPartitions?: number;
}) => {
  const { time, unknownPartitions = 0 } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  if (time.known) return <span>{formatDuration(time.seconds)}</span>;
  const { atLeastSeconds, why } = time;
  const reason =
    why === 'partitions'
      ? t('streams.unknownWhy.partitions', { count: unknownPartitions })
      : t(`streams.unknownWhy.${why}`);
  return (
    <span title={reason}>
      {atLeastSeconds === undefined
        ? t('streams.unknown')
        : t('streams.atLeast', { duration: formatDuration(atLeastSeconds) })}
    </span>
  );
};
