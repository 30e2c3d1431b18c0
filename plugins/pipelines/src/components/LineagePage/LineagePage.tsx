import { useState } from 'react';
import type { Entity } from '@backstage/catalog-model';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { styled } from '@mui/material/styles';
import { CodeSnippet } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  EmptyState,
  ErrorPanel,
  Panel,
  PanelSkeleton,
  StaleNote,
} from '@sluice/plugin-pipelines-react';
import { useLineage } from '../../hooks/useLineage';
import { refOf } from '../../pipeline/isPipeline';
import { pipelinesTranslationRef } from '../../translation';
import { LineageGraph } from '../LineageGraph';
import { LineageList } from './LineageList';
import { lineageSides } from './lineageSides';

const Stack = styled('div')({ display: 'grid', gap: 12, minWidth: 0 });

const Sides = styled('div')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'repeat(auto-fit, minmax(320px, 1fr))',
  alignItems: 'start',
});

const DEPTHS = [1, 2, 3, 4];
const DEFAULT_DEPTH = 2;

/**
 * What a pipeline reads and feeds, as a graph and as lists, with the state of each pipeline among them.
 *
 * @internal
 */
export const LineagePage = (props: { entity: Entity }) => {
  const entityRef = refOf(props.entity);
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const [depth, setDepth] = useState(DEFAULT_DEPTH);
  const lineage = useLineage(entityRef, depth);
  const { data, error } = lineage;

  if (lineage.isPending) {
    return <PanelSkeleton title={t('lineage.title')} lines={10} />;
  }
  if (!data) {
    return (
      <ErrorPanel
        title={t('lineage.error')}
        error={error!}
        onRetry={() => lineage.refetch()}
        isRetrying={lineage.isFetching}
      />
    );
  }
  if (data.nodes.length <= 1) return <NoNeighbours />;
  const { upstream, downstream } = lineageSides(data.nodes);
  return (
    <Stack>
      {error && (
        <StaleNote
          observedAt={new Date(lineage.dataUpdatedAt).toISOString()}
          error={error}
        />
      )}
      <Panel
        title={t('lineage.title')}
        note={t('lineage.note')}
        actions={<DepthControl depth={depth} onChange={setDepth} />}
        flush
      >
        <LineageGraph lineage={data} />
        {data.truncated && (
          <p role="status" style={{ margin: 0, padding: '4px 16px 12px' }}>
            {t('lineage.truncated')}
          </p>
        )}
      </Panel>
      <Sides>
        <LineageList side="upstream" nodes={upstream} />
        <LineageList side="downstream" nodes={downstream} />
      </Sides>
    </Stack>
  );
};

const DepthControl = (props: {
  depth: number;
  onChange: (depth: number) => void;
}) => {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  return (
    <span
      style={{
        display: 'inline-flex',
        gap: 8,
        alignItems: 'center',
        fontSize: 12,
      }}
    >
      <span aria-hidden="true">{t('lineage.depth')}</span>
      <ToggleButtonGroup
        size="small"
        exclusive
        aria-label={t('lineage.depthLabel')}
        value={props.depth}
        onChange={(_, depth: number | null) => depth && props.onChange(depth)}
      >
        {DEPTHS.map(depth => (
          <ToggleButton
            key={depth}
            value={depth}
            sx={{ padding: '1px 10px', fontSize: 12 }}
          >
            {depth}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </span>
  );
};

const EXAMPLE = `spec:
  type: airflow-dag
  dependsOn:
    - resource:default/raw-payments
  dependencyOf:
    - resource:default/fct-revenue`;

const NoNeighbours = () => {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  return (
    <Panel label={t('lineage.title')}>
      <EmptyState
        title={t('lineage.empty.title')}
        description={t('lineage.empty.description')}
        action={
          <div style={{ maxWidth: 420, margin: '0 auto', textAlign: 'left' }}>
            <CodeSnippet text={EXAMPLE} language="yaml" />
          </div>
        }
      />
    </Panel>
  );
};
