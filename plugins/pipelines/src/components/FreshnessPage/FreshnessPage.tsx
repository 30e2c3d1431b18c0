import type { Entity } from '@backstage/catalog-model';
import Button from '@mui/material/Button';
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
import { sloTranslationRef } from '../../translation';
import { SloEditor } from '../SloEditor';
import { SloChoice } from './SloChoice';
import { SloView } from './SloView';

const Stack = styled('div')({ display: 'grid', gap: 12, minWidth: 0 });

const Choice = styled('div')({
  display: 'flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  justifyContent: 'space-between',
  gap: 8,
});

/**
 * Does the pipeline keep its promises, how much may still go wrong, and what did: one SLO at a time, chosen in the URL.
 *
 * @internal
 */
export const FreshnessPage = (props: { entity: Entity }) => {
  const entityRef = refOf(props.entity);
  const { t } = useTranslationRef(sloTranslationRef);
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
  const isTrying = params.has('try');
  const change = (changes: Record<string, string | undefined>) =>
    setParams(current => {
      const next = new URLSearchParams(current);
      for (const [name, value] of Object.entries(changes)) {
        if (value === undefined) next.delete(name);
        else next.set(name, value);
      }
      return next;
    });
  const openRun = (pipeline: string, runId: number) =>
    navigate(`${linkTo(pipeline)}/runs?run=${runId}`);
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
      <Choice>
        <SloChoice
          slos={data}
          entityRef={entityRef}
          chosen={slo}
          onChoose={id => change({ slo: String(id) })}
        />
        {!isTrying && (
          <Button
            size="small"
            variant="outlined"
            onClick={() => change({ slo: String(slo.id), try: '1' })}
          >
            {t('slo.try.action')}
          </Button>
        )}
      </Choice>
      {isTrying ? (
        <SloEditor
          key={slo.id}
          slo={slo}
          onOpenRun={openRun}
          onClose={() => change({ try: undefined })}
        />
      ) : (
        <SloView
          key={slo.id}
          slo={slo}
          entityRef={entityRef}
          onOpenRun={openRun}
        />
      )}
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
