import type { Entity } from '@backstage/catalog-model';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  BINDING_ANNOTATIONS,
  type PipelineOverview as Overview,
} from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  ErrorPanel,
  Panel,
  PanelSkeleton,
  StaleNote,
} from '@sluice/plugin-pipelines-react';
import { usePipeline } from '../../hooks/usePipeline';
import { refOf } from '../../pipeline/isPipeline';
import { definitionProblems } from '../../pipeline/problems';
import { pipelinesTranslationRef } from '../../translation';
import { PipelineAlertsPanel } from '../PipelineAlerts';
import { ScorecardCard } from '../ScorecardCard';
import { EnvironmentsPanel } from './EnvironmentsPanel';
import { FactsPanel } from './FactsPanel';
import { LinksPanel } from './LinksPanel';
import { OverviewTiles } from './OverviewTiles';
import { ProblemsPanel } from './ProblemsPanel';
import { RecentRunsPanel } from './RecentRunsPanel';

const Stack = styled('div')({ display: 'grid', gap: 12, minWidth: 0 });

const Columns = styled('div')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 1fr) minmax(280px, 340px)',
  alignItems: 'start',
  '@media (max-width: 900px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

/**
 * Is it keeping its promise, what runs where, what is wrong with it: one screen about one pipeline.
 *
 * @internal
 */
export const PipelineOverview = (props: { entity: Entity }) => {
  const { entity } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { data, error, isPending, isFetching, dataUpdatedAt, refetch } =
    usePipeline(refOf(entity));
  const problems = definitionProblems(data, entity);

  if (isPending) return <OverviewSkeleton />;
  if (!data) {
    return (
      <Stack>
        <ErrorPanel
          title={t('pipeline.overview.error')}
          error={error}
          onRetry={() => refetch()}
          isRetrying={isFetching}
        />
        <ProblemsPanel problems={problems} />
      </Stack>
    );
  }
  return (
    <Stack>
      {error && (
        <StaleNote
          observedAt={new Date(dataUpdatedAt).toISOString()}
          error={error}
        />
      )}
      <PipelineAlertsPanel entityRef={refOf(entity)} />
      <ProblemsPanel problems={problems} />
      {isSeen(data) ? (
        <>
          <OverviewTiles overview={data} />
          <Columns>
            <Stack>
              <RecentRunsPanel overview={data} />
              <EnvironmentsPanel environments={data.row.environments} />
              <ScorecardCard entityRef={refOf(entity)} />
            </Stack>
            <Stack>
              <FactsPanel row={data.row} />
              <LinksPanel entity={entity} links={data.links} />
            </Stack>
          </Columns>
        </>
      ) : (
        <Columns>
          <Stack>
            <NotSeen type={data.row.type} />
            <ScorecardCard entityRef={refOf(entity)} />
          </Stack>
          <Stack>
            <FactsPanel row={data.row} />
            <LinksPanel entity={entity} links={data.links} />
          </Stack>
        </Columns>
      )}
    </Stack>
  );
};

/** Whether any source has ever said anything about it. */
function isSeen({ row }: Overview): boolean {
  return row.environments.length > 0 || row.recentRuns.length > 0;
}

/** The annotation that binds a pipeline of this type to its technology. */
const BINDING_OF_TYPE: Record<Overview['row']['type'], string> = {
  'airflow-dag': BINDING_ANNOTATIONS.airflow,
  'dbt-selection': BINDING_ANNOTATIONS.dbt,
  'spark-job': BINDING_ANNOTATIONS.spark,
  'kafka-consumer': BINDING_ANNOTATIONS.kafka,
};

const NotSeen = (props: { type: Overview['row']['type'] }) => {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  return (
    <Panel label={t('pipeline.overview.unbound.title')}>
      <EmptyState
        title={t('pipeline.overview.unbound.title')}
        description={
          <>
            {t('pipeline.overview.unbound.description')}{' '}
            <code>{BINDING_OF_TYPE[props.type]}</code>
          </>
        }
      />
    </Panel>
  );
};

const OverviewSkeleton = () => (
  <Stack>
    <div
      style={{
        display: 'grid',
        gap: 12,
        gridTemplateColumns: 'repeat(auto-fit, minmax(168px, 1fr))',
      }}
    >
      {Array.from({ length: 4 }, (_, index) => (
        <PanelSkeleton key={index} lines={2} />
      ))}
    </div>
    <Columns>
      <PanelSkeleton lines={7} />
      <PanelSkeleton lines={7} />
    </Columns>
  </Stack>
);
