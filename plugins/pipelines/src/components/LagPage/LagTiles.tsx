import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ConsumerGroup } from '@sluice/plugin-pipelines-common';
import {
  formatDuration,
  LAG_STATUS_LOOK,
  StatTile,
  StatTileRow,
  useStatusLabel,
} from '@sluice/plugin-pipelines-react';
import { formatMessages, formatRate, timeBehind } from '../../streams/lagWords';
import { streamsTranslationRef } from '../../translation';
import { TimeBehindText } from '../StreamsPage/TimeBehindText';

/** How a group stands now: behind in time and messages, what it reads, and when nothing will be left. @internal */
export const LagTiles = (props: {
  group: ConsumerGroup;
  /** Seconds; good is below. */
  promiseSeconds: number | undefined;
}) => {
  const { group, promiseSeconds } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const labelOf = useStatusLabel();
  const time = timeBehind(group);
  return (
    <StatTileRow>
      <StatTile
        value={
          <TimeBehindText
            time={time}
            unknownPartitions={group.unknownPartitions}
          />
        }
        label={t('streams.lag.behind')}
        note={
          promiseSeconds !== undefined &&
          t('streams.chart.slo', { max: formatDuration(promiseSeconds) })
        }
        look={LAG_STATUS_LOOK[group.status]}
        lookLabel={labelOf({ kind: 'lag', state: group.status })}
        emphasize={group.status !== 'ok'}
      />
      <StatTile
        value={formatMessages(group.lag)}
        label={t('streams.lag.messages')}
        note={group.topics.join(', ')}
      />
      <StatTile
        value={formatRate(group.outPerSecond)}
        label={t('streams.lag.reads')}
        note={t('streams.lag.readsNote', { in: formatRate(group.inPerSecond) })}
      />
      <DrainTile group={group} />
    </StatTileRow>
  );
};

const DrainTile = ({ group }: { group: ConsumerGroup }) => {
  const { t } = useTranslationRef(streamsTranslationRef);
  const { drainSeconds, inPerSecond, lag, outPerSecond } = group;
  const label = t('streams.lag.drain');
  if (drainSeconds !== undefined) {
    return (
      <StatTile
        value={formatDuration(drainSeconds)}
        label={label}
        note={t(
          drainSeconds === 0
            ? 'streams.lag.drainNone'
            : 'streams.lag.drainNote',
        )}
      />
    );
  }
  const isKnown =
    lag !== undefined &&
    inPerSecond !== undefined &&
    outPerSecond !== undefined;
  return (
    <StatTile
      value="—"
      label={label}
      note={t(isKnown ? 'streams.lag.drainNever' : 'streams.lag.drainUnknown')}
    />
  );
};
