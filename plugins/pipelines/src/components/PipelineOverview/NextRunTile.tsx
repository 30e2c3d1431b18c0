import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FleetRow } from '@sluice/plugin-pipelines-common';
import {
  formatAge,
  formatInstant,
  formatInstantFully,
  StatTile,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { isSameClock, zoneOfSchedule } from '../../pipeline/schedule';
import { pipelinesTranslationRef } from '../../translation';

/** When it runs next: on the reader's clock, and below it on its own. @internal */
export const NextRunTile = (props: { row: FleetRow }) => {
  const { nextRunAt, schedule, status, lastRun } = props.row;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const now = useNow();

  if (lastRun?.runType === 'continuous') {
    return (
      <StatTile
        value={t('pipeline.overview.next.continuous')}
        label={t('pipeline.overview.next.labelNone')}
        note={t('pipeline.overview.next.continuousNote')}
      />
    );
  }
  if (!nextRunAt || status === 'paused') {
    return (
      <StatTile
        value="—"
        label={t('pipeline.overview.next.labelNone')}
        note={[
          status === 'paused'
            ? t('pipeline.overview.next.paused')
            : !schedule && t('pipeline.overview.next.none'),
          schedule,
        ]
          .filter(Boolean)
          .join(' · ')}
      />
    );
  }
  const zone = zoneOfSchedule(schedule);
  const when = formatAge(nextRunAt, now);
  const inItsZone =
    zone &&
    !isSameClock(nextRunAt, zone) &&
    `${formatInstant(nextRunAt, { now, zone })} ${zone}`;
  return (
    <StatTile
      value={
        <time dateTime={nextRunAt} title={formatInstantFully(nextRunAt, zone)}>
          {formatInstant(nextRunAt, { now })}
        </time>
      }
      label={
        Date.parse(nextRunAt) < now
          ? t('pipeline.overview.next.overdue', { when })
          : t('pipeline.overview.next.label', { when })
      }
      note={[inItsZone, schedule].filter(Boolean).join(' · ') || undefined}
    />
  );
};
