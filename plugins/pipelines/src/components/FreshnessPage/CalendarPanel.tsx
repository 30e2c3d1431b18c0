import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Slo, SloDay, Verdict } from '@sluice/plugin-pipelines-common';
import { Panel } from '@sluice/plugin-pipelines-react';
import type { CalendarMarks } from '../../slo/calendarMarks';
import { kindWords } from '../../slo/kindWords';
import { daysBefore, lastOf, localToday } from '../../slo/localDates';
import { sloTranslationRef } from '../../translation';
import { DeadlineCalendar } from '../DeadlineCalendar';
import { TextButton } from '../TextButton';

/** So many days are shown. @internal */
export const CALENDAR_DAYS = 90;

/** The last 90 days of an SLO, as a calendar or as a table. @internal */
export const CalendarPanel = (props: {
  slo: Slo;
  days: readonly SloDay[];
  verdicts: readonly Verdict[];
  onOpenRun: (pipeline: string, runId: number) => void;
  onExplain: (verdict: Verdict) => void;
  /** Incidents, by date. */
  marks: CalendarMarks;
}) => {
  const { slo, days, verdicts, marks, onExplain, onOpenRun } = props;
  const { t } = useTranslationRef(sloTranslationRef);
  const [asTable, setAsTable] = useState(false);
  const zone = slo.timezone ?? 'UTC';
  const today = localToday(zone);
  return (
    <Panel
      title={t(`slo.calendar.title_${kindWords(slo.kind)}`)}
      note={t('slo.calendar.note', { days: String(CALENDAR_DAYS), zone })}
      actions={
        <TextButton onClick={() => setAsTable(!asTable)}>
          {t(asTable ? 'slo.calendar.asCalendar' : 'slo.calendar.asTable')}
        </TextButton>
      }
    >
      <DeadlineCalendar
        name={slo.title ?? slo.name}
        from={daysBefore(today, CALENDAR_DAYS - 1)}
        to={lastOf([today, slo.next?.localDate])}
        days={days}
        verdicts={verdicts}
        timezone={zone}
        asTable={asTable}
        onExplain={onExplain}
        marks={marks}
        onOpen={verdict =>
          onOpenRun(verdict.pipeline, verdict.evidence.runIds.at(-1)!)
        }
      />
    </Panel>
  );
};
