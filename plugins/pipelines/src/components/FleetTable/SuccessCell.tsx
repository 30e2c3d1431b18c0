import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FleetRow } from '@sluice/plugin-pipelines-common';
import { formatCount, formatShare } from '../../fleet/words';
import { pipelinesTranslationRef } from '../../translation';

/**
 * The share of scheduled runs that succeeded; a dash where none ended, which is not zero.
 *
 * @internal
 */
export const SuccessCell = (props: {
  row: Pick<FleetRow, 'scheduledRuns30d' | 'succeededRuns30d'>;
}) => {
  const { scheduledRuns30d, succeededRuns30d } = props.row;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const share = formatShare(succeededRuns30d, scheduledRuns30d, 1);
  const title = share
    ? t('fleet.cell.successOf', {
        succeeded: formatCount(succeededRuns30d),
        total: formatCount(scheduledRuns30d),
      })
    : t('fleet.cell.noScheduled');
  return <span title={title}>{share ?? '—'}</span>;
};
