import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FleetRow } from '@sluice/plugin-pipelines-common';
import {
  formatAge,
  formatInstant,
  statusLook,
  StatTile,
  useNow,
  useStatusLabel,
} from '@sluice/plugin-pipelines-react';
import { statusSince } from '../../pipeline/since';
import { pipelinesTranslationRef } from '../../translation';

/** Where the pipeline stands, why, since when, and for what can't be read: how old that is. @internal */
export const StatusTile = (props: { row: FleetRow }) => {
  const { row } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const labelOf = useStatusLabel();
  const now = useNow();
  const status = { kind: 'fleet', state: row.status } as const;
  const since = statusSince(row);
  const when = () => {
    if (row.status === 'unknown') {
      return row.observedAt
        ? t('pipeline.overview.status.readAt', {
            age: formatAge(row.observedAt, now),
          })
        : t('pipeline.overview.status.neverRead');
    }
    return (
      since &&
      t('pipeline.overview.status.since', {
        instant: formatInstant(since, { now }),
      })
    );
  };
  return (
    <StatTile
      value={labelOf(status)}
      label={
        row.environment
          ? t('pipeline.overview.status.label', {
              environment: row.environment,
            })
          : t('pipeline.overview.status.labelAnywhere')
      }
      note={[row.statusReason, when()].filter(Boolean).join(' · ')}
      look={statusLook(status)}
      lookLabel={labelOf(status)}
      emphasize
    />
  );
};
