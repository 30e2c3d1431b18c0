import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FleetRow } from '@sluice/plugin-pipelines-common';
import {
  formatAge,
  statusLook,
  StatTile,
  useNow,
  useStatusLabel,
  useStatusReason,
} from '@sluice/plugin-pipelines-react';
import { pipelinesTranslationRef } from '../../translation';

/** Where the pipeline stands, why and since when, and for what can't be read: how old that is. @internal */
export const StatusTile = (props: { row: FleetRow }) => {
  const { row } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const labelOf = useStatusLabel();
  const reasonOf = useStatusReason();
  const now = useNow();
  const status = { kind: 'fleet', state: row.status } as const;
  const read = () =>
    row.observedAt
      ? t('pipeline.overview.status.readAt', {
          age: formatAge(row.observedAt, now),
        })
      : t('pipeline.overview.status.neverRead');
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
      note={[reasonOf(row.statusReason), row.status === 'unknown' && read()]
        .filter(Boolean)
        .join(' · ')}
      look={statusLook(status)}
      lookLabel={labelOf(status)}
      emphasize
    />
  );
};
