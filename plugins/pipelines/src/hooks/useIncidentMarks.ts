import { useMemo } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { incidentDates } from '../alerts/incidentDates';
import { type CalendarMarks, NO_MARKS } from '../slo/calendarMarks';
import { onCallTranslationRef } from '../translation';
import { usePipelineIncidents } from './useIncidents';

/**
 * The dates on which incidents of a pipeline began, in words, for calendars and charts. Until they are known there are none.
 *
 * @param zone - IANA zone of the dates
 * @internal
 */
export function useIncidentMarks(
  entityRef: string,
  zone: string,
): CalendarMarks {
  const { t } = useTranslationRef(onCallTranslationRef);
  const { data } = usePipelineIncidents(entityRef);
  return useMemo(() => {
    if (!data?.length) return NO_MARKS;
    return new Map(
      [...incidentDates(data, zone)].map(([date, incidents]) => [
        date,
        t('incidents.mark', { count: incidents.length }),
      ]),
    );
  }, [data, t, zone]);
}
