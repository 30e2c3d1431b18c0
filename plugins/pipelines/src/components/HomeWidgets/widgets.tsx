import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useNow } from '@sluice/plugin-pipelines-react';
import { nightBegan, splitByNight } from '../../fleet/lastNight';
import { useFleetLink } from '../../hooks/useFleetLink';
import { useFleetRows } from '../../hooks/useFleetRows';
import { useOwnershipRefs } from '../../hooks/useOwnershipRefs';
import { pipelinesTranslationRef } from '../../translation';
import { PipelineList } from './PipelineList';

/** Pipelines that the reader or the reader's groups own. @internal */
export const MyPipelines = () => {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const fleetLink = useFleetLink();
  const ownership = useOwnershipRefs();
  const owner = ownership.data ?? [];
  const fleet = useFleetRows({ owner }, { enabled: owner.length > 0 });
  // Who owns nothing has nothing to ask for: without a filter the answer would be everyone's.
  const rows = ownership.data?.length === 0 ? [] : fleet.data?.items;
  return (
    <PipelineList
      rows={rows}
      total={fleet.data?.totalItems}
      error={ownership.error ?? fleet.error}
      onRetry={() => (ownership.error ? ownership : fleet).refetch()}
      none={t('home.mine.none')}
      fleetLink={fleetLink({ owner })}
    />
  );
};

/** Pipelines that failed since yesterday evening and have not succeeded since. @internal */
export const FailedLastNight = () => {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const fleetLink = useFleetLink();
  const now = useNow();
  const fleet = useFleetRows({ status: ['failed'] });
  const split = fleet.data && splitByNight(fleet.data.items, nightBegan(now));
  const earlier = split?.earlier.length ?? 0;
  return (
    <PipelineList
      rows={split?.lastNight}
      error={fleet.error}
      onRetry={() => fleet.refetch()}
      none={t('home.failed.none')}
      note={earlier > 0 && t('home.failed.earlier', { count: earlier })}
      fleetLink={fleetLink({ status: ['failed'] })}
    />
  );
};

/** Pipelines whose run is overdue or takes too long. @internal */
export const RunningLate = () => {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const fleetLink = useFleetLink();
  const fleet = useFleetRows({ status: ['late'] });
  return (
    <PipelineList
      rows={fleet.data?.items}
      total={fleet.data?.totalItems}
      error={fleet.error}
      onRetry={() => fleet.refetch()}
      none={t('home.late.none')}
      fleetLink={fleetLink({ status: ['late'] })}
    />
  );
};
