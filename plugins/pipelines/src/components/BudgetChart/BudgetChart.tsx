import { LineChart } from '@mui/x-charts/LineChart';
import { ChartsReferenceLine } from '@mui/x-charts/ChartsReferenceLine';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SloDay } from '@sluice/plugin-pipelines-common';
import { usePalette } from '@sluice/plugin-pipelines-react';
import { DateTime } from 'luxon';
import { pipelinesTranslationRef } from '../../translation';

/**
 * How much of the error budget was left at the end of each day, as steps. The list beside it says what spent it.
 *
 * @internal
 */
export const BudgetChart = (props: {
  /** Oldest first; days without a budget are left out. */
  days: readonly SloDay[];
  height: number;
}) => {
  const { height } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { accent, muted, line, tones } = usePalette();
  const days = props.days.filter(day => day.remaining !== undefined);
  if (days.length === 0) return <span>{t('slo.budget.empty')}</span>;
  const first = days[0].remaining!;
  const last = days[days.length - 1].remaining!;
  return (
    <div
      role="img"
      aria-label={t('slo.budget.alternative', {
        days: String(days.length),
        first: shown(first),
        last: shown(last),
      })}
    >
      <LineChart
        height={height}
        margin={{ top: 10, right: 16, bottom: 0, left: 0 }}
        skipAnimation
        hideLegend
        grid={{ horizontal: true }}
        xAxis={[
          {
            scaleType: 'point',
            data: days.map(day => day.date),
            disableTicks: true,
            tickLabelInterval: (_, index) =>
              index === 0 ||
              index === days.length - 1 ||
              index === Math.floor(days.length / 2),
            valueFormatter: (date: string) =>
              DateTime.fromISO(date).toLocaleString({
                day: 'numeric',
                month: 'short',
              }),
            height: 22,
            tickLabelStyle: { fontSize: 10.5, fill: muted },
          },
        ]}
        yAxis={[
          {
            width: 40,
            tickNumber: 4,
            disableLine: true,
            disableTicks: true,
            valueFormatter: (value: number) => shown(value),
            tickLabelStyle: { fontSize: 10.5, fill: muted },
          },
        ]}
        series={[
          {
            data: days.map(day => day.remaining!),
            curve: 'stepAfter',
            showMark: false,
            color: last < 0 ? tones.bad.fg : accent,
            valueFormatter: value =>
              value === null
                ? null
                : t('slo.budget.left', { number: shown(value) }),
          },
        ]}
        sx={{
          '& .MuiChartsGrid-line': { stroke: line },
          '& .MuiChartsAxis-line': { stroke: `${line} !important` },
        }}
      >
        <ChartsReferenceLine
          y={0}
          lineStyle={{ stroke: muted, strokeDasharray: '4 3' }}
        />
      </LineChart>
    </div>
  );
};

/** At most one digit after the point: a budget of a single pipeline is a small number. */
function shown(value: number): string {
  return String(Math.round(value * 10) / 10).replace('-', '−');
}
