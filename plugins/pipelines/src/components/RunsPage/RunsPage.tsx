import { useCallback, useMemo } from 'react';
import type { Entity } from '@backstage/catalog-model';
import { styled } from '@mui/material/styles';
import { useSearchParams } from 'react-router-dom';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DEFAULT_RUN_DURATION_TARGET_SECONDS } from '@sluice/plugin-pipelines-common';
import {
  ErrorPanel,
  Panel,
  PanelSkeleton,
  StaleNote,
} from '@sluice/plugin-pipelines-react';
import { usePipeline } from '../../hooks/usePipeline';
import { useRuns } from '../../hooks/useRuns';
import { useRunsPaging } from '../../hooks/useRunsPaging';
import { refOf } from '../../pipeline/isPipeline';
import { pipelinesTranslationRef } from '../../translation';
import { RunsChart } from '../RunsChart';
import { RunsDrawer } from '../RunsDrawer';
import { RunsTable } from '../RunsTable';
import { RunsFilter } from './RunsFilter';
import { formatRunsView, parseRunsView, type RunsView } from './runsView';

const Stack = styled('div')({ display: 'grid', gap: 12, minWidth: 0 });

/** How many runs the chart draws: more would be thinner than a pixel of meaning. */
const CHART_RUNS = 100;

/**
 * The history of one pipeline: durations over time, a page of runs, and the details of one of them.
 *
 * @internal
 */
export const RunsPage = (props: { entity: Entity }) => {
  const entityRef = refOf(props.entity);
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const [view, change] = useRunsView();
  const { data: overview, isPending: isOverviewPending } =
    usePipeline(entityRef);
  const targetSeconds =
    overview?.runDurationTargetSeconds ?? DEFAULT_RUN_DURATION_TARGET_SECONDS;
  const filter = {
    environment: view.environment,
    state: view.states.length > 0 ? view.states : undefined,
  };
  // Durations of different environments say nothing side by side: one of them, the one that the status is about.
  const drawnEnvironment = view.environment ?? overview?.row.environment;
  const chart = useRuns(
    entityRef,
    { ...filter, environment: drawnEnvironment, limit: CHART_RUNS },
    { enabled: !isOverviewPending || Boolean(view.environment) },
  );
  const runs = useRunsPaging(entityRef, { ...filter, limit: view.pageSize });
  const { data, error } = runs;

  if (!data && error) {
    return (
      <ErrorPanel
        title={t('runs.error')}
        error={error}
        onRetry={() => runs.refetch()}
        isRetrying={runs.isFetching}
      />
    );
  }
  const drawn = (chart.data?.items ?? [])
    .filter(run => run.durationSeconds !== undefined)
    .reverse();
  return (
    <Stack>
      <RunsFilter
        view={view}
        totalItems={data?.totalItems}
        isUpdating={runs.isPlaceholderData}
        onChange={change}
      />
      {error && (
        <StaleNote
          observedAt={new Date(runs.dataUpdatedAt).toISOString()}
          error={error}
        />
      )}
      {chart.isPending && (
        <PanelSkeleton title={t('runs.chart.title')} lines={6} />
      )}
      {drawn.length > 0 && (
        <Panel
          title={t('runs.chart.title')}
          note={[
            t('runs.chart.note', { count: drawn.length }),
            drawnEnvironment &&
              t('runs.chart.environment', { environment: drawnEnvironment }),
          ]
            .filter(Boolean)
            .join(' ')}
        >
          <RunsChart runs={drawn} targetSeconds={targetSeconds} height={190} />
        </Panel>
      )}
      <RunsTable
        runs={data?.items ?? []}
        totalItems={data?.totalItems ?? 0}
        page={runs.page}
        pageSize={view.pageSize}
        targetSeconds={targetSeconds}
        isLoading={runs.isPending}
        isUpdating={runs.isPlaceholderData}
        isFiltered={Boolean(view.environment || view.states.length)}
        onPage={runs.setPage}
        onPageSize={pageSize => change({ pageSize })}
        onOpen={runId => change({ runId })}
        onClearFilters={() => change({ environment: undefined, states: [] })}
      />
      {view.runId && (
        <RunsDrawer
          entityRef={entityRef}
          runId={view.runId}
          run={[...(data?.items ?? []), ...(chart.data?.items ?? [])].find(
            run => run.id === view.runId,
          )}
          isLoading={runs.isPending || chart.isPending}
          targetSeconds={targetSeconds}
          onClose={() => change({ runId: undefined })}
        />
      )}
    </Stack>
  );
};

function useRunsView(): [RunsView, (changes: Partial<RunsView>) => void] {
  const [params, setParams] = useSearchParams();
  const view = useMemo(() => parseRunsView(params), [params]);
  const change = useCallback(
    (changes: Partial<RunsView>) =>
      setParams(current =>
        formatRunsView({ ...parseRunsView(current), ...changes }, current),
      ),
    [setParams],
  );
  return [view, change];
}
