import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SloPreview, Verdict } from '@sluice/plugin-pipelines-common';
import { EmptyState, Panel } from '@sluice/plugin-pipelines-react';
import { formatShare } from '../../pipeline/formatShare';
import { budgetWords } from '../../slo/budgetWords';
import { daysBefore, lastOf, localToday } from '../../slo/localDates';
import { sloTranslationRef } from '../../translation';
import { DeadlineCalendar } from '../DeadlineCalendar';

/** So many days a definition is tried on. @internal */
export const TRIED_DAYS = 90;

const Facts = styled('dl')(({ theme }) => ({
  display: 'grid',
  gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
  gap: 8,
  margin: '0 0 12px',
  '& dt': { fontSize: 11.5, color: theme.palette.text.secondary },
  '& dd': {
    margin: 0,
    fontSize: 18,
    fontWeight: 650,
    fontVariantNumeric: 'tabular-nums',
  },
  '& > div': {
    display: 'flex',
    flexDirection: 'column-reverse',
    justifyContent: 'flex-end',
  },
}));

/** What a definition would have come to: its figures, and its calendar. @internal */
export const PreviewPanel = (props: {
  title: string;
  /** What is different; said to those who can't see it. */
  note?: string;
  name: string;
  preview: SloPreview;
  timezone: string;
  isUpdating: boolean;
  onOpen: (verdict: Verdict) => void;
}) => {
  const { title, note, name, preview, timezone, isUpdating, onOpen } = props;
  const { t } = useTranslationRef(sloTranslationRef);
  const { budget, days = [], problems, truncated, verdicts } = preview;
  return (
    <Panel title={title} note={note && <span role="status">{note}</span>}>
      {hasError(problems) && <EmptyState title={t('slo.try.invalid')} />}
      {!hasError(problems) && (!budget || days.length === 0) && (
        <EmptyState title={t('slo.try.nothing')} />
      )}
      {!hasError(problems) && budget && days.length > 0 && (
        <div aria-busy={isUpdating} style={{ opacity: isUpdating ? 0.55 : 1 }}>
          <Facts>
            <div>
              <dt>{t('slo.try.attained')}</dt>
              <dd>
                {budget.good + budget.bad > 0
                  ? formatShare(budget.good / (budget.good + budget.bad))
                  : '—'}
              </dd>
            </div>
            <div>
              <dt>{t('slo.try.misses')}</dt>
              <dd>{t('slo.misses.value', budgetWords(budget))}</dd>
            </div>
            <div>
              <dt>{t('slo.try.bad', { days: String(TRIED_DAYS) })}</dt>
              <dd>{String(days.reduce((sum, day) => sum + day.bad, 0))}</dd>
            </div>
          </Facts>
          <DeadlineCalendar
            name={name}
            from={daysBefore(localToday(timezone), TRIED_DAYS - 1)}
            to={lastOf([localToday(timezone), days.at(-1)?.date])}
            days={days}
            verdicts={verdicts}
            timezone={timezone}
            onOpen={onOpen}
          />
          {truncated && <p>{t('slo.try.truncated')}</p>}
        </div>
      )}
    </Panel>
  );
};

function hasError(problems: SloPreview['problems']): boolean {
  return problems.some(({ level }) => level === 'error');
}
