import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FleetSummary } from '@sluice/plugin-pipelines-common';
import {
  DemoBadge,
  formatAge,
  StaleNote,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { isStale } from '../../fleet/freshness';
import { pipelinesTranslationRef } from '../../translation';

/**
 * How many pipelines there are and how old what is shown is: plain while fresh, marked when stale or when it couldn't be
 * refreshed.
 *
 * @internal
 */
export const FleetFreshness = (props: {
  summary: FleetSummary | undefined;
  /** When a collector last wrote, ISO 8601. */
  updatedAt: string | undefined;
  /** Why the last refresh failed. */
  error: Error | undefined;
}) => {
  const { summary, updatedAt, error } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const now = useNow();
  if (!summary)
    return error ? <StaleNote {...{ observedAt: updatedAt, error }} /> : null;
  return (
    <>
      <span>
        {t('fleet.count', { count: summary.total })}
        {!error && !isStale(updatedAt, now) && ` · ${freshness()}`}
      </span>
      {(error || isStale(updatedAt, now)) && (
        <span role="status">
          <StaleNote observedAt={updatedAt} error={error} />
        </span>
      )}
      {summary.demo && <DemoBadge />}
    </>
  );

  function freshness() {
    return updatedAt
      ? t('fleet.updated', { age: formatAge(updatedAt, now) })
      : t('fleet.neverUpdated');
  }
};
