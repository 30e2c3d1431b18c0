import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SloDay, Verdict } from '@sluice/plugin-pipelines-common';
import { useNow } from '@sluice/plugin-pipelines-react';
import { type CalendarCell, calendarWeeks } from '../../slo/calendarWeeks';
import { type CalendarMarks, NO_MARKS } from '../../slo/calendarMarks';
import { sloTranslationRef } from '../../translation';
import { CalendarLegend } from './CalendarLegend';
import { DateCell } from './DateCell';
import { DateTable } from './DateTable';

/**
 * What {@link DeadlineCalendar} shows.
 *
 * @internal
 */
export type DeadlineCalendarProps = {
  name: string;
  /** First and last local date, both inclusive. */
  from: string;
  to: string;
  days: readonly SloDay[];
  /** Of one pipeline, those of the dates shown. */
  verdicts: readonly Verdict[];
  /** The zone of the dates. */
  timezone: string;
  /** What else happened, by date. */
  marks?: CalendarMarks;
  /** The same as a table. */
  asTable?: boolean;
  /** Opens the run of a verdict. */
  onOpen: (verdict: Verdict) => void;
  /** Says why one was missed; without it a missed one opens its run as well. */
  onExplain?: (verdict: Verdict) => void;
};

/** Weeks as columns and weekdays as rows, as a wall calendar turned on its side. */
const Grid = styled('div')(({ theme }) => ({
  display: 'grid',
  gridAutoFlow: 'column',
  // The names of the weekdays; weeks follow.
  gridTemplateColumns: '28px',
  gridTemplateRows: '16px repeat(7, 20px)',
  gridAutoColumns: 'minmax(18px, 34px)',
  gap: 4,
  alignItems: 'center',
  fontSize: 10.5,
  color: theme.palette.text.secondary,
}));

const WEEKDAY_ROWS = [0, 1, 2, 3, 4, 5, 6];
/** A Monday; the names of the days after it label the rows. */
const SOME_MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 24 * 3600_000;

/**
 * One square a local date: kept, late, missing or unknown at a glance. One square is in the tab order; arrow keys move.
 *
 * @internal
 */
export const DeadlineCalendar = (props: DeadlineCalendarProps) => {
  const {
    name,
    from,
    to,
    days,
    verdicts,
    timezone,
    onExplain,
    onOpen,
    marks = NO_MARKS,
  } = props;
  const { t } = useTranslationRef(sloTranslationRef);
  // Once for all dates: each would have a timer of its own.
  const now = useNow();
  const weeks = useMemo(
    () => calendarWeeks({ from, to, days, verdicts }),
    [from, to, days, verdicts],
  );
  const dates = weeks.flatMap(week => week.cells.flatMap(c => c?.date ?? []));
  const [focused, setFocused] = useState<string>();
  const root = useRef<HTMLDivElement>(null);
  const inTabOrder =
    focused && dates.includes(focused) ? focused : dates.at(-1);

  const onKeyDown = (event: KeyboardEvent, date: string) => {
    const steps: Record<string, number> = {
      ArrowLeft: -7,
      ArrowRight: 7,
      ArrowUp: -1,
      ArrowDown: 1,
    };
    const step = steps[event.key];
    const target = step && dates[dates.indexOf(date) + step];
    if (!target) return;
    event.preventDefault();
    root.current
      ?.querySelector<HTMLElement>(`[data-date="${target}"]`)
      ?.focus();
  };

  const opener = ({ missed, verdict }: CalendarCell) => {
    if (missed && onExplain) return () => onExplain(missed);
    return verdict?.evidence.runIds.length ? () => onOpen(verdict) : undefined;
  };

  if (props.asTable) {
    return (
      <DateTable
        name={name}
        cells={weeks.flatMap(week => week.cells.flatMap(cell => cell ?? []))}
        timezone={timezone}
        onOpen={onOpen}
        onExplain={onExplain}
        marks={marks}
      />
    );
  }
  return (
    <div ref={root}>
      <Grid
        role="group"
        aria-label={t('slo.calendar.label', {
          name,
          good: String(sum(days, 'good')),
          bad: String(sum(days, 'bad')),
        })}
      >
        <span />
        {WEEKDAY_ROWS.map(row => (
          <span key={row} aria-hidden="true">
            {new Date(SOME_MONDAY + row * DAY_MS).toLocaleDateString(
              undefined,
              {
                weekday: 'short',
                timeZone: 'UTC',
              },
            )}
          </span>
        ))}
        {weeks.map(week => [
          <span key={`month of ${week.monday}`} aria-hidden="true">
            {week.month}
          </span>,
          ...week.cells.map((cell, row) =>
            cell ? (
              <DateCell
                key={cell.date}
                cell={cell}
                mark={marks.get(cell.date)}
                timezone={timezone}
                now={now}
                tabIndex={cell.date === inTabOrder ? 0 : -1}
                onFocus={() => setFocused(cell.date)}
                onKeyDown={event => onKeyDown(event, cell.date)}
                onOpen={opener(cell)}
              />
            ) : (
              <span key={`${week.monday}-${row}`} />
            ),
          ),
        ])}
      </Grid>
      <CalendarLegend hasMarks={marks.size > 0} />
    </div>
  );
};

function sum(days: readonly SloDay[], count: 'good' | 'bad'): number {
  return days.reduce((total, day) => total + day[count], 0);
}
