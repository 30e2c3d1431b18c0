import { useEffect, useMemo, useRef, useState } from 'react';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Slo, Verdict } from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  ErrorPanel,
  Panel,
  PanelSkeleton,
} from '@sluice/plugin-pipelines-react';
import { useSloDetail, useVerdicts } from '../../hooks/useSlos';
import { useIncidentMarks } from '../../hooks/useIncidentMarks';
import { useReleaseMarks } from '../../hooks/useReleaseMarks';
import { mergedMarks } from '../../slo/calendarMarks';
import { kindWords } from '../../slo/kindWords';
import { wholeDate } from '../../slo/readProposal';
import { sloTranslationRef } from '../../translation';
import { ChangesPanel } from '../ChangesPanel';
import { MissPanel } from '../MissPanel';
import { DecisionsPanel, LoosenedNote, ProposeDialog } from '../SloDecisions';
import { BudgetPanel } from './BudgetPanel';
import { CalendarPanel } from './CalendarPanel';
import { SloTiles } from './SloTiles';
import { SpentTable } from './SpentTable';

const Stack = styled('div')({ display: 'grid', gap: 12, minWidth: 0 });

const Columns = styled('div')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 3fr) minmax(340px, 2fr)',
  alignItems: 'start',
  '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

/** The calendar of a pipeline that is due every hour has one square a day all the same. */
const MAX_VERDICTS = 500;

/** Why one was missed: found by those who asked, wherever it stands on the page. */
const Explanation = styled(Stack)({
  scrollMarginTop: 16,
  '&:focus': { outline: 'none' },
});

/** Takes the reader to the explanation that was asked for. */
function useExplanation(chosen: Verdict | undefined) {
  const region = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) region.current?.focus();
  }, [chosen]);
  return region;
}

/** One SLO: its figures, its calendar, its budget, and what spent it. @internal */
export const SloView = (props: {
  slo: Slo;
  entityRef: string;
  onOpenRun: (pipeline: string, runId: number) => void;
}) => {
  const { slo, entityRef, onOpenRun } = props;
  const { t } = useTranslationRef(sloTranslationRef);
  const [chosen, setChosen] = useState<Verdict>();
  const [proposal, setProposal] = useState<
    { from: string; to: string } | 'empty'
  >();
  const explanation = useExplanation(chosen);
  const zone = slo.timezone ?? 'UTC';
  const incidents = useIncidentMarks(entityRef, zone);
  const releases = useReleaseMarks(entityRef, zone);
  const marks = useMemo(
    () => mergedMarks(incidents, releases),
    [incidents, releases],
  );
  const detail = useSloDetail(slo.id);
  const isOwn = slo.entityRef === entityRef;
  const verdicts = useVerdicts(slo.id, {
    pipeline: isOwn ? entityRef : undefined,
    limit: MAX_VERDICTS,
  });
  const spent = useVerdicts(slo.id, {
    state: ['LATE', 'MISSING'],
    limit: 14,
  });

  if (!detail.data) {
    if (detail.error) {
      return (
        <ErrorPanel
          title={t('slo.error')}
          error={detail.error}
          onRetry={() => detail.refetch()}
          isRetrying={detail.isFetching}
        />
      );
    }
    return (
      <PanelSkeleton
        title={t(`slo.calendar.title_${kindWords(slo.kind)}`)}
        lines={7}
      />
    );
  }
  const { days } = detail.data;
  const timezone = slo.timezone ?? 'UTC';
  const missed = spent.data?.items ?? [];
  // The latest one unless the reader asks about another.
  const explained = chosen ?? missed.at(0);
  const items = verdicts.data?.items ?? [];
  if (!slo.budget) {
    return (
      <Panel label={t('slo.title')}>
        <EmptyState
          title={t('slo.attained.none')}
          description={t(
            kindWords(slo.kind) === 'counted'
              ? 'slo.notCounted'
              : 'slo.notEvaluated',
          )}
        />
      </Panel>
    );
  }
  return (
    <Stack>
      <LoosenedNote slo={slo} />
      <SloTiles slo={slo} verdicts={items} />
      <Columns>
        <Stack>
          <CalendarPanel
            slo={slo}
            days={days}
            verdicts={items}
            onOpenRun={onOpenRun}
            onExplain={setChosen}
            marks={marks}
          />
          <BudgetPanel
            slo={slo}
            days={days}
            marks={incidents}
            releases={releases}
          />
        </Stack>
        <Stack>
          <Panel title={t('slo.spent.title')} flush>
            <SpentTable
              verdicts={missed}
              isLoading={spent.isPending}
              windowFrom={slo.windowFrom}
              timezone={timezone}
              showPipeline={!isOwn}
              onOpenRun={onOpenRun}
              explained={explained}
              onExplain={setChosen}
            />
          </Panel>
          <DecisionsPanel
            slo={slo}
            entityRef={entityRef}
            onPropose={() => setProposal('empty')}
          />
          {explained && (
            <Explanation
              ref={explanation}
              tabIndex={-1}
              role="region"
              aria-label={t('slo.miss.region')}
            >
              <MissPanel
                sloId={slo.id}
                verdict={explained}
                timezone={timezone}
                onOpenRun={onOpenRun}
                onDecide={() => setProposal(wholeDate(explained.localDate))}
              />
              <ChangesPanel
                key={`${explained.pipeline} ${explained.occurrence}`}
                pipeline={explained.pipeline}
                before={explained.dueAt}
                environment={slo.environment}
                timezone={timezone}
              />
            </Explanation>
          )}
        </Stack>
      </Columns>
      {proposal && (
        <ProposeDialog
          slo={slo}
          period={proposal === 'empty' ? undefined : proposal}
          onClose={() => setProposal(undefined)}
        />
      )}
    </Stack>
  );
};
