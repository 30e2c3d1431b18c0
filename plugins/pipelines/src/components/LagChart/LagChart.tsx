import { ChartsReferenceLine } from '@mui/x-charts/ChartsReferenceLine';
import { LineChart } from '@mui/x-charts/LineChart';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  formatInstant,
  GLYPH_CHARACTERS,
  useNow,
  usePalette,
} from '@sluice/plugin-pipelines-react';
import { DateTime } from 'luxon';
import { streamsTranslationRef } from '../../translation';

/** One line of a chart: a value a point, null where nobody knows. @internal */
export type LagLine = {
  id: string;
  label: string;
  values: Array<number | null>;
};

/** A release on the axis of time. @internal */
export type ReleaseMark = { at: string; name: string };

const DAY_MS = 24 * 3600_000;
/** A promise that is further above all values than this would press them flat: it is said, not drawn. */
const REACH = 4;

/**
 * Something about lag over time. Where nothing is known there is no line. The same is told in words to screen readers.
 *
 * @internal
 */
export const LagChart = (props: {
  /** What is drawn, in words. */
  title: string;
  /** When each point is, ISO 8601, ascending. */
  times: readonly string[];
  lines: LagLine[];
  /** ISO 8601. */
  range: { from: string; to: string };
  format: (value: number) => string;
  height: number;
  /** Where the axis of values has its ticks, up to a value; without it, where they are round as numbers. */
  ticks?: (top: number) => number[];
  /** A promise: good is below it. */
  limit?: { value: number; label: string };
  releases?: readonly ReleaseMark[];
}) => {
  const { format, height, limit, lines, range, ticks, title } = props;
  const { releases = [] } = props;
  const { t } = useTranslationRef(streamsTranslationRef);
  const { accent, line, muted, tones } = usePalette();
  const now = useNow();
  const from = Date.parse(range.from);
  const to = Date.parse(range.to);
  const known = lines.flatMap(({ values }) => values.filter(v => v !== null));
  if (known.length === 0) {
    return (
      <p style={{ margin: 0, color: muted }}>{t('streams.chart.empty')}</p>
    );
  }
  const most = Math.max(...known);
  const last = lines[0].values.at(-1) ?? null;
  const marks = releases.filter(({ at }) => {
    const time = Date.parse(at);
    return time >= from && time < to;
  });
  const shownLimit = limit && limit.value < most * REACH ? limit : undefined;
  const top = Math.max(most, shownLimit?.value ?? 0);
  return (
    <div
      role="img"
      aria-label={[
        t('streams.chart.alternative', {
          what: title,
          now: last === null ? t('streams.unknown') : format(last),
          most: format(most),
          from: formatInstant(range.from, { now }),
          to: formatInstant(range.to, { now }),
        }),
        limit && `${limit.label}.`,
        marks.length > 0 &&
          t('streams.chart.marks', {
            releases: marks
              .map(({ at, name }) => `${name} ${formatInstant(at, { now })}`)
              .join(', '),
          }),
      ]
        .filter(Boolean)
        .join(' ')}
    >
      <LineChart
        height={height}
        // Half a label has to fit beyond the last point.
        margin={{ top: 12, right: 26, bottom: 0, left: 0 }}
        skipAnimation
        hideLegend
        grid={{ horizontal: true }}
        xAxis={[
          {
            scaleType: 'time',
            data: props.times.map(at => new Date(at)),
            min: new Date(from),
            max: new Date(to),
            disableTicks: true,
            tickNumber: 6,
            valueFormatter: (at: Date, context) =>
              context.location === 'tick'
                ? DateTime.fromJSDate(at).toFormat(
                    to - from > 2 * DAY_MS ? 'd LLL' : 'HH:mm',
                  )
                : formatInstant(at.toISOString(), { now }),
            height: 22,
            tickLabelStyle: { fontSize: 10.5, fill: muted },
          },
        ]}
        yAxis={[
          {
            min: 0,
            max: top > 0 ? top * 1.1 : 1,
            width: 70,
            tickNumber: 4,
            tickInterval: ticks?.(top * 1.1),
            disableLine: true,
            disableTicks: true,
            valueFormatter: (value: number) => format(value),
            tickLabelStyle: { fontSize: 10.5, fill: muted },
          },
        ]}
        series={lines.map(({ id, label, values }, place) => ({
          id,
          label,
          data: values,
          curve: 'linear' as const,
          connectNulls: false,
          showMark: false,
          area: lines.length === 1,
          color: place === 0 ? accent : tones.running.fg,
          valueFormatter: (value: number | null) =>
            value === null ? t('streams.unknown') : format(value),
        }))}
        sx={{
          '& .MuiChartsGrid-line': { stroke: line },
          '& .MuiChartsAxis-line': { stroke: `${line} !important` },
          '& .MuiAreaElement-root': { fillOpacity: 0.14 },
          '& .MuiLineElement-root': { strokeWidth: 1.6 },
          '& .MuiLineElement-series-out': { strokeDasharray: '5 3' },
        }}
      >
        {shownLimit && (
          <ChartsReferenceLine
            y={shownLimit.value}
            lineStyle={{ stroke: tones.bad.fg, strokeDasharray: '5 3' }}
          />
        )}
        {marks.map(({ at }) => (
          <ChartsReferenceLine
            key={at}
            x={new Date(at)}
            label={GLYPH_CHARACTERS.triangle}
            labelAlign="start"
            labelStyle={{ fontSize: 8, fill: muted }}
            lineStyle={{ stroke: muted, strokeDasharray: '1 3' }}
          />
        ))}
      </LineChart>
    </div>
  );
};
