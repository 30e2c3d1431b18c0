import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  type ConsumerGroup,
  streamReadPermission,
} from '@sluice/plugin-pipelines-common';
import {
  DemoBadge,
  EmptyState,
  ErrorPanel,
  Panel,
  PanelSkeleton,
  StaleNote,
} from '@sluice/plugin-pipelines-react';
import { useGroupsPaging } from '../../hooks/useGroupsPaging';
import { useGroupTrends, useKafkaClusters } from '../../hooks/useStreams';
import {
  formatStreamsView,
  isNarrowed,
  NO_STREAM_FILTERS,
  parseStreamsView,
  type StreamsView,
  toGroupsQuery,
} from '../../streams/streamsView';
import { streamsTranslationRef } from '../../translation';
import { ConnectorPanel } from '../ConnectorPanel';
import { PageFrame } from '../PageFrame';
import { ClusterStrip } from './ClusterStrip';
import { GroupDrawer } from './GroupDrawer';
import { StreamFilters } from './StreamFilters';
import { StreamTable } from './StreamTable';

/**
 * Who reads from Kafka, how far behind, and who needs someone now? All groups of all clusters, a pipeline or not.
 *
 * @internal
 */
export const StreamsPage = () => {
  const { t } = useTranslationRef(streamsTranslationRef);
  const { allowed, loading } = usePermission({
    permission: streamReadPermission,
  });
  if (allowed) return <AllowedStreamsPage />;
  return (
    <PageFrame title={t('streams.title')}>
      {loading ? (
        <PanelSkeleton lines={8} />
      ) : (
        <Panel label={t('streams.denied.title')}>
          <EmptyState
            title={t('streams.denied.title')}
            description={t('streams.denied.hint', {
              permission: streamReadPermission.name,
            })}
          />
        </Panel>
      )}
    </PageFrame>
  );
};

const NO_GROUPS: readonly ConsumerGroup[] = [];

const AllowedStreamsPage = () => {
  const { t } = useTranslationRef(streamsTranslationRef);
  const [view, change] = useStreamsView();
  const query = useMemo(() => toGroupsQuery(view), [view]);
  const groups = useGroupsPaging(query);
  const clusters = useKafkaClusters();
  const { data } = groups;
  const trends = useGroupTrends(data?.items.map(({ id }) => id) ?? []);
  const error = groups.error ?? clusters.error;
  const isUnconfigured = clusters.data?.length === 0;
  const updatedAt = new Date(groups.dataUpdatedAt).toISOString();
  return (
    <PageFrame
      fill
      title={t('streams.title')}
      note={
        data && (
          <>
            <span role="status">
              {t('streams.count', { count: data.totalItems })}
              {groups.isPlaceholderData && ` · ${t('streams.updating')}`}
            </span>
            {error && <StaleNote observedAt={updatedAt} error={error} />}
            {clusters.data?.some(({ demo }) => demo) && <DemoBadge />}
          </>
        )
      }
    >
      {clusters.isPending && <PanelSkeleton lines={2} />}
      {clusters.data && clusters.data.length > 0 && (
        <ClusterStrip clusters={clusters.data} />
      )}
      <ConnectorPanel />
      {isUnconfigured && (
        <Panel label={t('streams.none.title')}>
          <EmptyState
            title={t('streams.none.title')}
            description={t('streams.none.hint')}
          />
        </Panel>
      )}
      {error && !data && (
        <ErrorPanel
          title={t('streams.error')}
          error={error}
          onRetry={() => {
            void groups.refetch();
            void clusters.refetch();
          }}
          isRetrying={groups.isFetching}
        />
      )}
      {!isUnconfigured && (data || !error) && (
        <div style={{ flex: 1, minHeight: 0, display: 'flex', gap: 16 }}>
          <StreamFilters
            view={view}
            page={data}
            clusters={clusters.data ?? []}
            onChange={change}
          />
          <StreamTable
            groups={data?.items ?? NO_GROUPS}
            trends={trends.data}
            totalItems={data?.totalItems ?? 0}
            page={groups.page}
            view={view}
            isLoading={groups.isPending}
            isUpdating={groups.isPlaceholderData}
            isFiltered={isNarrowed(view)}
            onPage={groups.setPage}
            onView={change}
            onClearFilters={() => change(NO_STREAM_FILTERS)}
          />
        </div>
      )}
      {view.groupId !== undefined && (
        <GroupDrawer
          groupId={view.groupId}
          onClose={() => change({ groupId: undefined })}
        />
      )}
    </PageFrame>
  );
};

/** The view that the address names. Typing replaces the entry in the browser's history; anything else adds one. */
function useStreamsView(): [
  StreamsView,
  (changes: Partial<StreamsView>) => void,
] {
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => parseStreamsView(params), [params]);
  const change = useCallback(
    (changes: Partial<StreamsView>) =>
      setParams(
        current =>
          formatStreamsView({ ...parseStreamsView(current), ...changes }),
        { replace: Object.keys(changes).join() === 'text' },
      ),
    [setParams],
  );
  return [view, change];
}
