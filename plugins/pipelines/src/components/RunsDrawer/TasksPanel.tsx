import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  ErrorPanel,
  Panel,
  PanelSkeleton,
} from '@sluice/plugin-pipelines-react';
import { useRunTasks } from '../../hooks/useRunTasks';
import { pipelinesTranslationRef } from '../../translation';
import { TaskTable } from './TaskTable';

/** The tasks of a run, asked of its source when the reader looks. @internal */
export const TasksPanel = (props: { entityRef: string; runId: string }) => {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { data, error, isPending, isFetching, refetch } = useRunTasks(
    props.entityRef,
    props.runId,
  );
  const title = t('runs.tasks.title');
  if (isPending) return <PanelSkeleton title={title} lines={6} />;
  if (!data) {
    return (
      <ErrorPanel
        title={t('runs.tasks.error')}
        error={error}
        onRetry={() => refetch()}
        isRetrying={isFetching}
      />
    );
  }
  if (!data.supported || data.items.length === 0) {
    return (
      <Panel title={title}>
        <EmptyState
          title={
            data.supported ? t('runs.tasks.empty') : t('runs.tasks.unsupported')
          }
        />
      </Panel>
    );
  }
  return (
    <Panel title={title} note={String(data.items.length)} flush>
      <TaskTable tasks={data.items} />
    </Panel>
  );
};
