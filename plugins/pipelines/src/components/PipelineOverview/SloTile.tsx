import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FleetRow } from '@sluice/plugin-pipelines-common';
import {
  SLO_STATUS_LOOK,
  StatTile,
  useStatusLabel,
} from '@sluice/plugin-pipelines-react';
import { usePipelineLink } from '../../hooks/usePipelineLink';
import { pipelinesTranslationRef, sloTranslationRef } from '../../translation';

/** Where its SLO stands that needs a human first, with what is left of the budget; leads to the Freshness tab. @internal */
export const SloTile = (props: { row: FleetRow }) => {
  const { entityRef, slo } = props.row;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { t: tSlo } = useTranslationRef(sloTranslationRef);
  const labelOf = useStatusLabel();
  const linkTo = usePipelineLink();
  const freshness = `${linkTo(entityRef)}/freshness`;
  if (!slo) {
    return (
      <StatTile
        value="—"
        label={t('pipeline.overview.slo.label')}
        note={t('pipeline.overview.slo.none')}
        to={freshness}
      />
    );
  }
  const word = labelOf({ kind: 'slo', state: slo.status });
  return (
    <StatTile
      value={word}
      label={t('pipeline.overview.slo.labelOf', {
        name: slo.title ?? slo.name,
      })}
      note={
        slo.missesLeft === undefined || slo.allowed === undefined
          ? tSlo('slo.attained.none')
          : tSlo('slo.misses.bar', {
              words: tSlo('slo.misses.value', {
                left: String(slo.missesLeft).replace('-', '−'),
                allowed: String(Math.floor(slo.allowed + 1e-9)),
              }),
            })
      }
      look={SLO_STATUS_LOOK[slo.status]}
      lookLabel={word}
      emphasize
      to={`${freshness}?slo=${slo.id}`}
    />
  );
};
