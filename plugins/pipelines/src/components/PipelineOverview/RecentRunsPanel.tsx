import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PipelineOverview } from '@sluice/plugin-pipelines-common';
import { EmptyState, Panel } from '@sluice/plugin-pipelines-react';
import { pipelinesTranslationRef } from '../../translation';
import { RunsChart } from '../RunsChart';

/** The last runs as bars: how long, and how they ended. @internal */
export const RecentRunsPanel = (props: { overview: PipelineOverview }) => {
  const { row, runDurationTargetSeconds } = props.overview;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { recentRuns, environment } = row;
  const count = recentRuns.length;
  return (
    <Panel
      title={
        count > 0
          ? t('pipeline.overview.runs.title', { count })
          : t('pipeline.overview.runs.titleNone')
      }
      note={environment && t('pipeline.overview.runs.note', { environment })}
      actions={
        <Link to="runs" style={{ fontWeight: 600, fontSize: 12.5 }}>
          {t('pipeline.overview.runs.all')} →
        </Link>
      }
    >
      {count > 0 ? (
        <RunsChart
          runs={recentRuns}
          targetSeconds={runDurationTargetSeconds}
          height={170}
        />
      ) : (
        <EmptyState
          title={t('pipeline.overview.runs.empty')}
          description={t('pipeline.overview.runs.emptyHint')}
        />
      )}
    </Panel>
  );
};
