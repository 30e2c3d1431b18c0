import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Slo } from '@sluice/plugin-pipelines-common';
import {
  SLO_STATUS_LOOK,
  StatusGlyph,
  useStatusLabel,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { sloTranslationRef } from '../../translation';

/** The SLOs of a pipeline, and those that it counts for, each with where it stands. @internal */
export const SloChoice = (props: {
  slos: readonly Slo[];
  entityRef: string;
  chosen: Slo;
  onChoose: (sloId: number) => void;
}) => {
  const { slos, entityRef, chosen, onChoose } = props;
  const { t } = useTranslationRef(sloTranslationRef);
  const labelOf = useStatusLabel();
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={chosen.id}
      onChange={(_, id: number | null) => id !== null && onChoose(id)}
      aria-label={t('slo.choose')}
      sx={{ flexWrap: 'wrap' }}
    >
      {slos.map(slo => {
        const name = slo.title ?? slo.name;
        const status = labelOf({ kind: 'slo', state: slo.status });
        return (
          <ToggleButton
            key={slo.id}
            value={slo.id}
            title={status}
            sx={{ textTransform: 'none', gap: 0.75, py: 0.5, fontSize: 12.5 }}
          >
            <StatusGlyph
              {...SLO_STATUS_LOOK[slo.status]}
              size={9}
              label={status}
            />
            {slo.entityRef === entityRef
              ? name
              : t('slo.shared', { name, entity: refName(slo.entityRef) })}
          </ToggleButton>
        );
      })}
    </ToggleButtonGroup>
  );
};
