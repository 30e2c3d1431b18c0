import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Slo, SloDay } from '@sluice/plugin-pipelines-common';
import { Panel } from '@sluice/plugin-pipelines-react';
import type { CalendarMarks } from '../../slo/calendarMarks';
import { localToday } from '../../slo/localDates';
import { windowWords } from '../../slo/windowWords';
import { sloTranslationRef } from '../../translation';
import { BudgetChart } from '../BudgetChart';

/** How the budget of the window went, up to today. @internal */
export const BudgetPanel = (props: {
  slo: Slo;
  days: readonly SloDay[];
  /** Incidents, by date. */
  marks: CalendarMarks;
  /** Releases into production, by date. */
  releases: CalendarMarks;
}) => {
  const { slo, days, marks, releases } = props;
  const { t } = useTranslationRef(sloTranslationRef);
  const today = localToday(slo.timezone ?? 'UTC');
  const words = windowWords(slo.definition);
  return (
    <Panel
      title={
        words.unit === 'rolling'
          ? t('slo.budget.title_rolling', { days: words.days })
          : t(`slo.budget.title_${words.unit}`)
      }
      note={t('slo.budget.note')}
    >
      <BudgetChart
        days={days}
        from={slo.windowFrom ?? days[0]?.date ?? today}
        to={today}
        height={190}
        marks={marks}
        releases={releases}
      />
    </Panel>
  );
};
