import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  sourceReadPermission,
  type Source,
} from '@sluice/plugin-pipelines-common';
import {
  DemoBadge,
  EmptyState,
  ErrorPanel,
  Panel,
  PanelSkeleton,
  StaleNote,
} from '@sluice/plugin-pipelines-react';
import { DateTime } from 'luxon';
import { useSources } from '../../hooks/useSources';
import { pipelinesTranslationRef } from '../../translation';
import { PageFrame } from '../PageFrame';
import { SourceTable } from './SourceTable';

/**
 * Is what the pages show read in time, and if not, what does each collector say?
 *
 * @internal
 */
export const SourcesPage = () => {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { allowed, loading } = usePermission({
    permission: sourceReadPermission,
  });
  if (!allowed) {
    return (
      <PageFrame title={t('sources.title')}>
        {loading ? <PanelSkeleton lines={8} /> : <Denied />}
      </PageFrame>
    );
  }
  return <AllowedSourcesPage />;
};

const AllowedSourcesPage = () => {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const sources = useSources();
  const { data, error } = sources;
  return (
    <PageFrame
      title={t('sources.title')}
      note={
        data && (
          <>
            <span>
              {t('sources.count', {
                count: data.length,
                healthy: String(healthyOf(data)),
              })}
            </span>
            {error && (
              <StaleNote
                observedAt={
                  DateTime.fromMillis(sources.dataUpdatedAt).toISO() ??
                  undefined
                }
                error={error}
              />
            )}
            {data.some(({ demo }) => demo) && <DemoBadge />}
          </>
        )
      }
    >
      {!data && !error && <PanelSkeleton lines={8} />}
      {!data && error && (
        <ErrorPanel
          title={t('sources.error')}
          error={error}
          onRetry={() => sources.refetch()}
          isRetrying={sources.isFetching}
        />
      )}
      {data?.length === 0 && (
        <Panel label={t('sources.none.title')}>
          <EmptyState
            title={t('sources.none.title')}
            description={t('sources.none.hint')}
          />
        </Panel>
      )}
      {data && data.length > 0 && <SourceTable sources={data} />}
    </PageFrame>
  );
};

function healthyOf(sources: readonly Source[]): number {
  return sources.filter(({ status }) => status === 'healthy').length;
}

const Denied = () => {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  return (
    <Panel label={t('sources.denied.title')}>
      <EmptyState
        title={t('sources.denied.title')}
        description={t('sources.denied.hint', {
          permission: sourceReadPermission.name,
        })}
      />
    </Panel>
  );
};
