import { BarChart } from '@mui/x-charts/BarChart';
import { ChartsReferenceLine } from '@mui/x-charts/ChartsReferenceLine';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  formatDuration,
  formatInstant,
  GLYPH_CHARACTERS,
  RUN_STATE_LOOK,
  StatusGlyph,
  useNow,
  usePalette,
  useStatusLabel,
} from '@sluice/plugin-pipelines-react';
import { pipelinesTranslationRef } from '../../translation';
import {
  chartReach,
  chartSeries,
  countOver,
  type ChartRun,
} from './chartSeries';

/** A chart of fewer runs keeps its left side empty, or a single run would be a wall. */
const FEWEST_PLACES = 12;

/**
 * Runs as bars, oldest first: minutes by height, state by colour and by a shape above what isn't good, the promise as a line.
 * The same is told in words to screen readers, and stands in the table of the Runs tab.
 *
 * @internal
 */
export const RunsChart = (props: {
  /** Oldest first. */
  runs: ChartRun[];
  targetSeconds: number;
  height: number;
}) => {
  const { runs, targetSeconds, height } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { tones, muted, line } = usePalette();
  const labelOf = useStatusLabel();
  const now = useNow();
  const series = chartSeries(runs);
  const target = formatDuration(targetSeconds);
  const reach = chartReach(runs, targetSeconds);
  const empty = Math.max(0, FEWEST_PLACES - runs.length);
  const places = empty + runs.length;

  return (
    <figure style={{ margin: 0 }}>
      <figcaption
        style={{ display: 'flex', gap: 14, fontSize: 11.5, color: muted }}
      >
        {series.map(({ state, minutes }) => (
          <span
            key={state}
            style={{ display: 'inline-flex', gap: 5, alignItems: 'center' }}
          >
            <StatusGlyph {...RUN_STATE_LOOK[state]} size={9} />
            {labelOf({ kind: 'run', state })}{' '}
            {minutes.filter(value => value !== null).length}
          </span>
        ))}
        <span style={{ marginLeft: 'auto' }}>
          {reach.showsTarget
            ? `┄ ${t('runs.chart.target', { target })}`
            : t('runs.chart.targetAbove', { target })}
        </span>
      </figcaption>
      <div
        role="img"
        aria-label={t('runs.chart.alternative', {
          count: runs.length,
          over: String(countOver(runs, targetSeconds)),
          target,
        })}
      >
        <BarChart
          height={height}
          margin={{ top: 14, right: 34, bottom: 0, left: 0 }}
          skipAnimation
          hideLegend
          borderRadius={2}
          grid={{ horizontal: true }}
          xAxis={[
            {
              scaleType: 'band',
              categoryGapRatio: 0.25,
              data: Array.from({ length: places }, (_, place) => place),
              disableTicks: true,
              tickLabelInterval: (_, place) =>
                place === empty || place === places - 1,
              valueFormatter: (place: number) => {
                const startedAt = runs[place - empty]?.startedAt;
                return startedAt ? formatInstant(startedAt, { now }) : '';
              },
              height: 22,
              tickLabelStyle: { fontSize: 10.5, fill: muted },
            },
          ]}
          yAxis={[
            {
              min: 0,
              max: (reach.seconds / 60) * 1.12,
              width: 58,
              tickNumber: 4,
              disableLine: true,
              disableTicks: true,
              valueFormatter: (minutes: number) => formatDuration(minutes * 60),
              tickLabelStyle: { fontSize: 10.5, fill: muted },
            },
          ]}
          series={series.map(({ state, minutes }) => ({
            id: state,
            data: [...Array<null>(empty).fill(null), ...minutes],
            stack: 'runs',
            label: labelOf({ kind: 'run', state }),
            color: tones[RUN_STATE_LOOK[state].tone].fg,
            valueFormatter: value =>
              value === null ? null : formatDuration(value * 60),
            barLabel: () =>
              state === 'success'
                ? null
                : GLYPH_CHARACTERS[RUN_STATE_LOOK[state].glyph],
            barLabelPlacement: 'outside' as const,
          }))}
          sx={{
            '& .MuiChartsGrid-line': { stroke: line },
            '& .MuiChartsAxis-line': { stroke: `${line} !important` },
            '& .MuiBarLabel-root': { fontSize: 9, fill: muted },
          }}
        >
          {reach.showsTarget && (
            <ChartsReferenceLine
              y={targetSeconds / 60}
              lineStyle={{ stroke: muted, strokeDasharray: '4 3' }}
            />
          )}
        </BarChart>
      </div>
    </figure>
  );
};
