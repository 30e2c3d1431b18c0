import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ConsumerGroup } from '@sluice/plugin-pipelines-common';
import { usePalette } from '@sluice/plugin-pipelines-react';
import { formatMessages } from '../../streams/lagWords';
import { type GroupTrend, trendFigures } from '../../streams/groupTrend';
import { streamsTranslationRef } from '../../translation';
import { Sparkline } from '../Sparkline';

/** How the messages of a group that are left to read came and went, as a small line over nothing at all. @internal */
export const LagTrend = (props: {
  /** Undefined while nobody has answered. */
  trend: GroupTrend | undefined;
  width: number;
  height?: number;
}) => {
  const { height = 26, trend, width } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const { muted } = usePalette();
  if (!trend) return null;
  const figures = trendFigures(trend);
  if (!figures) {
    return (
      <span style={{ color: muted }} title={t('streams.trend.none')}>
        —
      </span>
    );
  }
  const { first, last, most } = figures;
  return (
    <Sparkline
      values={trend}
      min={0}
      // A line of zeros lies at the bottom.
      max={Math.max(1, most)}
      width={width}
      height={height}
      label={t('streams.trend.label', {
        first: formatMessages(first),
        last: formatMessages(last),
        most: formatMessages(most),
      })}
    />
  );
};

/** Messages that are left to read, and below them how they came and went: two in the room of one column. @internal */
export const LagCell = (props: {
  group: Pick<ConsumerGroup, 'lag'>;
  trend: GroupTrend | undefined;
}) => {
  const { group, trend } = props;
  return (
    <div style={{ display: 'grid', justifyItems: 'end', lineHeight: 1.35 }}>
      <span>{formatMessages(group.lag)}</span>
      {trend && trendFigures(trend) && (
        <LagTrend trend={trend} width={78} height={20} />
      )}
    </div>
  );
};
