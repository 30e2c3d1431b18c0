import type { KeyboardEvent } from 'react';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  formatDuration,
  formatInstant,
  StatusGlyph,
  usePalette,
  useStatusLabel,
  VERDICT_LOOK,
} from '@sluice/plugin-pipelines-react';
import type { CalendarCell } from '../../slo/calendarWeeks';
import { sloTranslationRef } from '../../translation';

/** From this margin on a deadline was kept with ease, and its square is as deep as it gets, in seconds. */
const AMPLE_SECONDS = 30 * 60;

const Square = styled('button')(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'center',
  width: '100%',
  height: 20,
  padding: 0,
  border: 0,
  borderRadius: 4,
  font: 'inherit',
  cursor: 'default',
  '&[data-opens="true"]': { cursor: 'pointer' },
  '&:focus-visible': {
    outline: `2px solid ${theme.palette.primary.main}`,
    outlineOffset: 1,
  },
  position: 'relative',
  // A corner that is cut off: an incident began on that date.
  '&[data-marked="true"]::after': {
    content: '""',
    position: 'absolute',
    top: 0,
    right: 0,
    borderStyle: 'solid',
    borderWidth: '0 9px 9px 0',
    borderColor: `transparent ${theme.palette.text.primary} transparent transparent`,
    borderTopRightRadius: 4,
  },
  '&[data-month-end="true"]': {
    boxShadow: `inset 0 -2px 0 ${theme.palette.text.secondary}`,
  },
}));

/** One local date of the calendar. @internal */
export const DateCell = (props: {
  cell: CalendarCell;
  /** What else happened on that date, in words. */
  mark: string | undefined;
  timezone: string;
  /** The reader's clock, epoch milliseconds. */
  now: number;
  tabIndex: 0 | -1;
  onFocus: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
  /** Undefined where there is nothing to open. */
  onOpen: (() => void) | undefined;
}) => {
  const { cell, timezone, now, tabIndex, onFocus, onKeyDown, onOpen } = props;
  const { state, verdict } = cell;
  const { tones, line } = usePalette();
  const words = useWords(cell, props.mark, timezone, now);
  const look = state && VERDICT_LOOK[state];
  const isFilled = state === 'LATE' || state === 'MISSING';
  const fg = look ? tones[look.tone].fg : undefined;
  return (
    <Square
      type="button"
      tabIndex={tabIndex}
      data-date={cell.date}
      data-state={state ?? 'none'}
      data-opens={onOpen !== undefined}
      data-month-end={cell.isMonthEnd}
      data-marked={props.mark !== undefined}
      aria-label={words}
      title={words}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      onClick={onOpen}
      style={{
        color: isFilled ? tones[look!.tone].bg : fg,
        backgroundColor: background(),
      }}
    >
      {look && state !== 'GOOD' && <StatusGlyph glyph={look.glyph} size={8} />}
    </Square>
  );

  function background(): string {
    if (!look) return `color-mix(in srgb, ${line} 45%, transparent)`;
    if (isFilled) return fg!;
    if (state !== 'GOOD') return tones[look.tone].bg;
    const margin = verdict?.marginSeconds;
    const ample =
      margin === undefined
        ? 1
        : Math.min(1, Math.max(0, margin) / AMPLE_SECONDS);
    return `color-mix(in srgb, ${fg} ${Math.round(
      35 + 45 * ample,
    )}%, transparent)`;
  }
};

function useWords(
  cell: CalendarCell,
  mark: string | undefined,
  timezone: string,
  now: number,
): string {
  const { t } = useTranslationRef(sloTranslationRef);
  const labelOf = useStatusLabel();
  const { day, state, verdict } = cell;
  const stateWord = state
    ? labelOf({ kind: 'verdict', state })
    : t('slo.calendar.none');
  const margin = verdict?.marginSeconds;
  const details = [
    verdict &&
      `${formatInstant(verdict.dueAt, { now, zone: timezone })} ${timezone}`,
    margin !== undefined &&
      t(margin < 0 ? 'slo.calendar.late' : 'slo.calendar.early', {
        duration: formatDuration(Math.abs(margin)),
      }),
    !verdict &&
      day &&
      day.good + day.bad > 0 &&
      t('slo.calendar.counts', {
        good: String(day.good),
        bad: String(day.bad),
      }),
    cell.isMonthEnd && t('slo.calendar.monthEnd'),
    mark,
  ].filter(Boolean);
  return t('slo.calendar.cell', {
    date: cell.date,
    state: stateWord,
    detail: details.length > 0 ? `, ${details.join(', ')}` : '',
  });
}
