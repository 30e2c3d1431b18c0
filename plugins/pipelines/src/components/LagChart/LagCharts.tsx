import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { LagSeries } from '@sluice/plugin-pipelines-common';
import { formatDuration, Panel } from '@sluice/plugin-pipelines-react';
import { durationTicks } from '../../streams/durationTicks';
import { formatMessages, formatRate } from '../../streams/lagWords';
import { streamsTranslationRef } from '../../translation';
import { LagChart, type LagLine, type ReleaseMark } from './LagChart';

type Point = LagSeries['points'][number];

/** The past of a group as charts: time behind, messages, and what comes in and is read. @internal */
export const LagCharts = (props: {
  series: LagSeries;
  /** ISO 8601. */
  range: { from: string; to: string };
  /** Seconds; good is below. */
  promiseSeconds?: number;
  releases?: readonly ReleaseMark[];
  height: number;
}) => {
  const { height, promiseSeconds, range, releases, series } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const { points } = series;
  const step = t(
    series.stepSeconds === 60 ? 'streams.chart.minute' : 'streams.chart.hour',
  );
  const limit =
    promiseSeconds === undefined
      ? undefined
      : {
          value: promiseSeconds,
          label: t('streams.chart.slo', {
            max: formatDuration(promiseSeconds),
          }),
        };
  const lineOf = (
    id: string,
    label: string,
    value: (point: Point) => number | undefined,
  ): LagLine => ({ id, label, values: points.map(p => value(p) ?? null) });
  const peaks = t('streams.chart.peaks', { step });
  const times = points.map(({ at }) => at);
  const shared = { times, range, releases, height };
  const seconds = t('streams.chart.seconds');
  const lag = t('streams.chart.lag');
  const rate = t('streams.chart.rate');
  return (
    <>
      <Panel
        title={seconds}
        note={[
          peaks,
          limit && `┄ ${limit.label}`,
          releases && releases.length > 0 && `▲ ${t('streams.chart.release')}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      >
        <LagChart
          {...shared}
          title={seconds}
          lines={[lineOf('seconds', seconds, p => p.seconds)]}
          format={formatDuration}
          ticks={durationTicks}
          limit={limit}
        />
      </Panel>
      <Panel title={lag} note={peaks}>
        <LagChart
          {...shared}
          title={lag}
          lines={[lineOf('lag', lag, p => p.lag)]}
          format={formatMessages}
        />
      </Panel>
      <Panel
        title={rate}
        note={`— ${t('streams.chart.in')} · ┄ ${t('streams.chart.out')}`}
      >
        <LagChart
          {...shared}
          title={rate}
          lines={[
            lineOf('in', t('streams.chart.in'), p => p.inPerSecond),
            lineOf('out', t('streams.chart.out'), p => p.outPerSecond),
          ]}
          format={formatRate}
        />
      </Panel>
    </>
  );
};
