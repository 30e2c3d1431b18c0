import type { Entity } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  ErrorPanel,
  Panel,
  PanelSkeleton,
  StaleNote,
} from '@sluice/plugin-pipelines-react';
import { useEnvironments } from '../../hooks/useEnvironments';
import { usePipelineReleases } from '../../hooks/useReleases';
import { refOf } from '../../pipeline/isPipeline';
import { deliveryTranslationRef } from '../../translation';
import { HistoryTable } from './HistoryTable';
import { SwimLanes } from './SwimLanes';

/** The API looks back so far without being told. */
const DAYS = 90;

/** What was released of a pipeline: a lane an environment, and the same as a table. @internal */
export const ReleaseHistoryPage = (props: { entity: Entity }) => {
  const entityRef = refOf(props.entity);
  const { t } = useTranslationRef(deliveryTranslationRef);
  const { data, dataUpdatedAt, error, isFetching, isPending, refetch } =
    usePipelineReleases(entityRef);
  const environments = useEnvironments().data?.map(each => each.name) ?? [];
  if (isPending) {
    return <PanelSkeleton title={t('releases.history.title')} lines={8} />;
  }
  if (!data) {
    return (
      <ErrorPanel
        title={t('releases.history.error')}
        error={error}
        onRetry={() => refetch()}
        isRetrying={isFetching}
      />
    );
  }
  return (
    <Panel
      title={t('releases.history.title')}
      note={
        error ? (
          <StaleNote
            observedAt={new Date(dataUpdatedAt).toISOString()}
            error={error}
          />
        ) : (
          t('releases.history.days', { days: String(DAYS) })
        )
      }
    >
      {data.items.length === 0 ? (
        <EmptyState title={t('releases.history.none')} />
      ) : (
        <>
          <SwimLanes
            items={data.items}
            environments={environments}
            days={DAYS}
          />
          <HistoryTable items={data.items} />
        </>
      )}
    </Panel>
  );
};
