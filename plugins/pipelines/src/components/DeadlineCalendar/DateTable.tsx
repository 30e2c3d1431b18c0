import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Verdict } from '@sluice/plugin-pipelines-common';
import {
  formatDuration,
  formatInstant,
  StatusGlyph,
  useNow,
  useStatusLabel,
  VERDICT_LOOK,
} from '@sluice/plugin-pipelines-react';
import type { CalendarCell } from '../../slo/calendarWeeks';
import type { CalendarMarks } from '../../slo/calendarMarks';
import { sloTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';
import { TextButton } from '../TextButton';

const Scroll = styled('div')(({ theme }) => ({
  maxHeight: 320,
  overflow: 'auto',
  margin: '0 -16px',
  '&:focus-visible': {
    outline: `2px solid ${theme.palette.primary.main}`,
    outlineOffset: -2,
  },
  '& thead th': {
    position: 'sticky',
    top: 0,
    backgroundColor: theme.palette.background.paper,
  },
  // Where it is narrow, words wrap rather than that the last column is cut.
  '&& th, && td': { whiteSpace: 'normal' },
  '&& .wrap': { minWidth: 64 },
  '@media print': { maxHeight: 'none' },
}));

/** The dates of the calendar as a table, the last one first; those on which nothing was due are left out. @internal */
export const DateTable = (props: {
  name: string;
  cells: readonly CalendarCell[];
  timezone: string;
  onOpen: (verdict: Verdict) => void;
  onExplain?: (verdict: Verdict) => void;
  /** What else happened, by date. */
  marks: CalendarMarks;
}) => {
  const { name, cells, timezone, marks, onExplain, onOpen } = props;
  const { t } = useTranslationRef(sloTranslationRef);
  const labelOf = useStatusLabel();
  const now = useNow();
  const time = (instant: string | undefined) =>
    instant ? formatInstant(instant, { now, zone: timezone }) : '—';
  const due = cells.filter(cell => cell.state !== undefined).reverse();
  return (
    <Scroll
      role="region"
      aria-label={t('slo.calendar.table', { name })}
      // It scrolls, so the keyboard has to get there.
      tabIndex={0}
    >
      <PlainTable>
        <thead>
          <tr>
            <th>{t('slo.calendar.column.date')}</th>
            <th>{t('slo.calendar.column.state')}</th>
            <th>{t('slo.calendar.column.due')}</th>
            <th>{t('slo.calendar.column.arrived')}</th>
            <th className="number">{t('slo.calendar.column.margin')}</th>
            <th>{t('slo.calendar.column.run')}</th>
          </tr>
        </thead>
        <tbody>
          {due.map(({ date, day, state, verdict, missed, isMonthEnd }) => {
            const runId = verdict?.evidence.runIds.at(-1);
            const margin = verdict?.marginSeconds;
            return (
              <tr key={date}>
                <th>
                  {date}
                  {isMonthEnd && (
                    <div className="muted">{t('slo.calendar.monthEnd')}</div>
                  )}
                  {marks.has(date) && (
                    <div className="muted wrap">{marks.get(date)}</div>
                  )}
                </th>
                <td>
                  <span style={{ marginRight: 6 }}>
                    <StatusGlyph {...VERDICT_LOOK[state!]} size={9} />
                  </span>
                  {verdict || !day
                    ? labelOf({ kind: 'verdict', state: state! })
                    : t('slo.calendar.counts', {
                        good: String(day.good),
                        bad: String(day.bad),
                      })}
                  {missed && onExplain && (
                    <TextButton onClick={() => onExplain(missed)}>
                      {t('slo.calendar.why')}
                    </TextButton>
                  )}
                </td>
                <td className="wrap">{time(verdict?.dueAt)}</td>
                <td className="wrap">{time(verdict?.arrivedAt)}</td>
                <td className="number wrap">
                  {margin === undefined
                    ? '—'
                    : t(
                        margin < 0 ? 'slo.calendar.late' : 'slo.calendar.early',
                        { duration: formatDuration(Math.abs(margin)) },
                      )}
                </td>
                <td>
                  {verdict && runId !== undefined ? (
                    <TextButton onClick={() => onOpen(verdict)}>
                      {t('slo.spent.run', { id: String(runId) })}
                    </TextButton>
                  ) : (
                    '—'
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </PlainTable>
    </Scroll>
  );
};
