import type { Entity } from '@backstage/catalog-model';
import { styled } from '@mui/material/styles';
import { useNavigate, useSearchParams } from 'react-router-dom';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Slo } from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  ErrorPanel,
  Panel,
  PanelSkeleton,
  StaleNote,
} from '@sluice/plugin-pipelines-react';
import { usePipelineLink } from '../../hooks/usePipelineLink';
import { usePipelineSlos } from '../../hooks/useSlos';
import { refOf } from '../../pipeline/isPipeline';
import { pipelinesTranslationRef } from '../../translation';
import { SloChoice } from './SloChoice';
import { SloView } from './SloView';

const Stack = styled('div')({ display: 'grid', gap: 12, minWidth: 0 });

/**
 * Does the pipeline keep its promises, how much may still go wrong, and what did: one SLO at a time, chosen in the URL.
 *
 * @internal
 */
export const FreshnessPage = (props: { entity: Entity }) => {
  const entityRef = refOf(props.entity);
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { data, error, isPending, isFetching, dataUpdatedAt, refetch } =
    usePipelineSlos(entityRef);
  const [params, setParams] = useSearchParams();
  const linkTo = usePipelineLink();
  const navigate = useNavigate();

  if (isPending) {
    return (
      <Stack>
        <PanelSkeleton lines={2} />
        <PanelSkeleton lines={7} />
      </Stack>
    );
  }
  if (!data) {
    return (
      <ErrorPanel
        title={t('slo.error')}
        error={error}
        onRetry={() => refetch()}
        isRetrying={isFetching}
      />
    );
  }
  const slo = chosen(data, params.get('slo'));
  if (!slo) {
    return (
      <Panel label={t('slo.title')}>
        <EmptyState
          title={t('slo.empty.title')}
          description={t('slo.empty.description')}
        />
      </Panel>
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
      <SloChoice
        slos={data}
        entityRef={entityRef}
        chosen={slo}
        onChoose={id =>
          setParams(current => {
            const next = new URLSearchParams(current);
            next.set('slo', String(id));
            return next;
          })
        }
      />
      <SloView
        key={slo.id}
        slo={slo}
        entityRef={entityRef}
        onOpenRun={(pipeline, runId) =>
          navigate(`${linkTo(pipeline)}/runs?run=${runId}`)
        }
      />
    </Stack>
  );
};

/** The one in the URL, or the first deadline, or the first. */
function chosen(slos: Slo[], id: string | null): Slo | undefined {
  return (
    slos.find(slo => String(slo.id) === id) ??
    slos.find(slo => slo.kind === 'deadline') ??
    slos[0]
  );
}
