import type { FleetRow } from '@sluice/plugin-pipelines-common';
import { StatusChip } from '@sluice/plugin-pipelines-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { pipelinesTranslationRef } from '../../translation';

/** Where the SLO that needs a human first stands; a dash where nothing is promised. @internal */
export const SloCell = (props: { row: Pick<FleetRow, 'slo'> }) => {
  const { slo } = props.row;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  if (!slo) return <span title={t('fleet.cell.noSlo')}>—</span>;
  return (
    <span title={slo.title ?? slo.name}>
      <StatusChip status={{ kind: 'slo', state: slo.status }} />
    </span>
  );
};
