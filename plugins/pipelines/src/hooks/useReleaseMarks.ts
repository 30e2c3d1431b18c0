import { useMemo } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { releaseDates } from '../promotions/releaseDates';
import { releaseName } from '../promotions/releaseName';
import { type CalendarMarks, NO_MARKS } from '../slo/calendarMarks';
import { deliveryTranslationRef } from '../translation';
import { useEnvironments } from './useEnvironments';
import { usePipelineReleases } from './useReleases';

/**
 * The dates on which a pipeline was released into production, in words, for calendars and charts. Until they are known there are none.
 *
 * @param zone - IANA zone of the dates
 * @internal
 */
export function useReleaseMarks(
  entityRef: string,
  zone: string,
): CalendarMarks {
  const { t } = useTranslationRef(deliveryTranslationRef);
  const { data } = usePipelineReleases(entityRef);
  const production = useEnvironments().data?.at(-1)?.name;
  return useMemo(() => {
    if (!data?.items.length || production === undefined) return NO_MARKS;
    const dates = releaseDates(data.items, { environment: production, zone });
    return new Map(
      [...dates].map(([date, items]) => [
        date,
        items
          .map(({ release }) =>
            t('releases.history.mark', { name: releaseName(release) }),
          )
          .join(', '),
      ]),
    );
  }, [data, production, t, zone]);
}
