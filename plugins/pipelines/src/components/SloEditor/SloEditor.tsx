import { useState } from 'react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Slo, SloPreview, Verdict } from '@sluice/plugin-pipelines-common';
import {
  ErrorPanel,
  Panel,
  PanelSkeleton,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { useDebounced } from '../../hooks/useDebounced';
import { useSloPreview } from '../../hooks/useSlos';
import {
  draftFields,
  draftProblems,
  valueAt,
  withValue,
} from '../../slo/sloDraft';
import { verdictChanges } from '../../slo/verdictChanges';
import { sloTranslationRef } from '../../translation';
import { DraftForm } from './DraftForm';
import { PreviewPanel, TRIED_DAYS } from './PreviewPanel';
import { PatchPanel } from './PatchPanel';

const Stack = styled('div')({ display: 'grid', gap: 12, minWidth: 0 });

const Columns = styled('div')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(210px, 270px) repeat(2, minmax(0, 1fr))',
  alignItems: 'start',
  '@media (max-width: 1150px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

/** So long typing has to rest before it is tried, in milliseconds. */
const REST_MS = 400;

/**
 * Tries another promise on the past: today's verdicts beside those that it would have had, and the definition to copy. Nothing is
 * kept: the promise changes where the entity is.
 *
 * @internal
 */
export const SloEditor = (props: {
  slo: Slo;
  onOpenRun: (pipeline: string, runId: number) => void;
  onClose: () => void;
}) => {
  const { slo, onOpenRun, onClose } = props;
  const { t } = useTranslationRef(sloTranslationRef);
  const [draft, setDraft] = useState(slo.definition);
  const tried = useDebounced(draft, REST_MS);
  const now = usePreview(slo, slo.definition);
  const then = usePreview(slo, tried);
  const fields = draftFields(slo);
  const problems = draftProblems(then.data?.problems ?? [], fields);
  const name = slo.title ?? slo.name;
  const open = (verdict: Verdict) =>
    onOpenRun(verdict.pipeline, verdict.evidence.runIds.at(-1)!);
  const error = then.error ?? now.error;
  const isUpdating = draft !== tried || then.isFetching;

  return (
    <Stack>
      <Columns>
        <Panel
          title={t('slo.try.title')}
          actions={
            <Button size="small" onClick={onClose}>
              {t('slo.try.close')}
            </Button>
          }
        >
          <DraftForm
            fields={fields}
            valueOf={path => valueAt(draft, path) ?? ''}
            problems={problems.byPath}
            onChange={(field, text) =>
              setDraft(current => withValue(current, field, text))
            }
          />
          {problems.others.map(problem => (
            <Alert key={problem} severity="error" sx={{ mt: 1.5 }}>
              {problem}
            </Alert>
          ))}
        </Panel>
        {error && (
          <ErrorPanel
            title={t('slo.try.error')}
            error={error}
            onRetry={() => Promise.all([now.refetch(), then.refetch()])}
            isRetrying={then.isFetching}
          />
        )}
        {!error && !(now.data && then.data) && (
          <>
            <PanelSkeleton title={t('slo.try.now')} lines={9} />
            <PanelSkeleton title={t('slo.try.then')} lines={9} />
          </>
        )}
        {!error && now.data && then.data && (
          <>
            <PreviewPanel
              title={t('slo.try.now')}
              name={`${name}, ${t('slo.try.now')}`}
              preview={now.data}
              timezone={zoneOf(slo.definition)}
              isUpdating={false}
              onOpen={open}
            />
            <PreviewPanel
              title={t('slo.try.then')}
              note={changesOf(now.data, then.data)}
              name={`${name}, ${t('slo.try.then')}`}
              preview={then.data}
              timezone={zoneOf(tried)}
              isUpdating={isUpdating}
              onOpen={open}
            />
          </>
        )}
      </Columns>
      {then.data?.yaml && (
        <PatchPanel
          entityRef={slo.entityRef}
          definition={tried}
          yaml={then.data.yaml}
          hint={t(
            slo.origin === 'entity' ? 'slo.try.replace' : 'slo.try.declare',
            { name: slo.name, entity: refName(slo.entityRef) },
          )}
        />
      )}
    </Stack>
  );

  function changesOf(before: SloPreview, after: SloPreview) {
    if (!after.budget) return undefined;
    const { better, worse } = verdictChanges(before.verdicts, after.verdicts);
    if (better === 0 && worse === 0) return t('slo.try.same');
    return t('slo.try.changes', {
      better: String(better),
      worse: String(worse),
    });
  }
};

function usePreview(slo: Slo, definition: Slo['definition']) {
  return useSloPreview({
    entityRef: slo.entityRef,
    slo: definition,
    days: TRIED_DAYS,
  });
}

/** The zone in which its dates are to be read; UTC while it is one that doesn't exist. */
function zoneOf(definition: Slo['definition']): string {
  const zone =
    valueAt(definition, 'deadline.timezone') ??
    valueAt(definition, 'window.timezone') ??
    'UTC';
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions()
      .timeZone;
  } catch {
    return 'UTC';
  }
}
