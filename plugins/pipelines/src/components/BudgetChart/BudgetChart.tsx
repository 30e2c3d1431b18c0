import { LineChart } from '@mui/x-charts/LineChart';
import { ChartsReferenceLine } from '@mui/x-charts/ChartsReferenceLine';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SloDay } from '@sluice/plugin-pipelines-common';
import { GLYPH_CHARACTERS, usePalette } from '@sluice/plugin-pipelines-react';
import { DateTime } from 'luxon';
import { budgetPoints } from '../../slo/budgetPoints';
import { type CalendarMarks, NO_MARKS } from '../../slo/calendarMarks';
import { sloTranslationRef } from '../../translation';

/**
 * How much of the error budget was left at the end of each day, as steps. The list beside it says what spent it.
 *
 * @internal
 */
export const BudgetChart = (props: {
  /** Oldest first. */
  days: readonly SloDay[];
  /** First and last local date, both inclusive. */
  from: string;
  to: string;
  height: number;
  /** Incidents, in words, by date. */
  marks?: CalendarMarks;
  /** Releases into production, in words, by date. */
  releases?: CalendarMarks;
}) => {
  const {
    days,
    from,
    to,
    height,
    marks = NO_MARKS,
    releases = NO_MARKS,
  } = props;
  const { t } = useTranslationRef(sloTranslationRef);
  const { accent, muted, line, tones } = usePalette();
  const points = budgetPoints({ days, from, to });
  const known = points.filter(point => point.remaining !== null);
  if (known.length === 0) return <span>{t('slo.budget.empty')}</span>;
  const first = known[0].remaining!;
  const last = known[known.length - 1].remaining!;
  const alternative = t('slo.budget.alternative', {
    days: String(points.length),
    first: shown(first),
    last: shown(last),
  });
  const among = (dates: CalendarMarks) =>
    points.flatMap(({ date }) => (dates.has(date) ? date : []));
  const marked = among(marks);
  const released = among(releases);
  return (
    <div
      role="img"
      aria-label={[
        marked.length > 0
          ? t('slo.budget.marks', { alternative, dates: marked.join(', ') })
          : alternative,
        ...(released.length > 0
          ? [t('slo.budget.releases', { dates: released.join(', ') })]
          : []),
      ].join(' ')}
    >
      <LineChart
        height={height}
        // Half a label has to fit beyond the last point.
        margin={{ top: 10, right: 26, bottom: 0, left: 0 }}
        skipAnimation
        hideLegend
        grid={{ horizontal: true }}
        xAxis={[
          {
            scaleType: 'point',
            data: points.map(point => point.date),
            disableTicks: true,
            tickLabelInterval: (_, index) =>
              index === 0 ||
              index === points.length - 1 ||
              (points.length > 4 && index === Math.floor(points.length / 2)),
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
            // Without it a full budget would look like an empty one.
            min: Math.min(0, ...known.map(point => point.remaining!)),
            disableLine: true,
            disableTicks: true,
            valueFormatter: (value: number) => shown(value),
            tickLabelStyle: { fontSize: 10.5, fill: muted },
          },
        ]}
        series={[
          {
            data: points.map(point => point.remaining),
            curve: 'stepAfter',
            showMark: points.length === 1,
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
        {released.map(date => (
          <ChartsReferenceLine
            key={`released ${date}`}
            x={date}
            label={GLYPH_CHARACTERS.triangle}
            labelAlign="end"
            labelStyle={{ fontSize: 8, fill: muted }}
            lineStyle={{ stroke: muted, strokeDasharray: '1 3' }}
          />
        ))}
        {marked.map(date => (
          <ChartsReferenceLine
            key={date}
            x={date}
            label={GLYPH_CHARACTERS.square}
            labelAlign="start"
            labelStyle={{ fontSize: 9, fill: tones.bad.fg }}
            lineStyle={{ stroke: tones.bad.fg, strokeDasharray: '2 3' }}
          />
        ))}
      </LineChart>
    </div>
  );
};

/** At most one digit after the point: a budget of a single pipeline is a small number. */
function shown(value: number): string {
  return String(Math.round(value * 10) / 10).replace('-', '−');
}
