import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Slo } from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  ErrorPanel,
  Panel,
  PanelSkeleton,
} from '@sluice/plugin-pipelines-react';
import { useSloDetail, useVerdicts } from '../../hooks/useSlos';
import { pipelinesTranslationRef } from '../../translation';
import { BudgetChart } from '../BudgetChart';
import { DeadlineCalendar } from '../DeadlineCalendar';
import { SloTiles } from './SloTiles';
import { SpentTable } from './SpentTable';

const Stack = styled('div')({ display: 'grid', gap: 12, minWidth: 0 });

const Columns = styled('div')({
  display: 'grid',
  gap: 12,
  gridTemplateColumns: 'minmax(0, 3fr) minmax(320px, 2fr)',
  alignItems: 'start',
  '@media (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

const CALENDAR_DAYS = 90;
const DAY_MS = 24 * 3600_000;
/** The calendar of a pipeline that is due every hour has one square a day all the same. */
const MAX_VERDICTS = 500;

/** One SLO: its figures, its calendar, its budget, and what spent it. @internal */
export const SloView = (props: {
  slo: Slo;
  entityRef: string;
  onOpenRun: (pipeline: string, runId: number) => void;
}) => {
  const { slo, entityRef, onOpenRun } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const detail = useSloDetail(slo.id);
  const isOwn = slo.entityRef === entityRef;
  const verdicts = useVerdicts(slo.id, {
    pipeline: isOwn ? entityRef : undefined,
    limit: MAX_VERDICTS,
  });
  const spent = useVerdicts(slo.id, {
    state: ['LATE', 'MISSING'],
    limit: 20,
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
    return <PanelSkeleton title={t('slo.calendar.title')} lines={7} />;
  }
  const { days } = detail.data;
  const zone = slo.timezone ?? 'UTC';
  const today = localToday(zone);
  const items = verdicts.data?.items ?? [];
  if (!slo.budget) {
    return (
      <Panel label={t('slo.title')}>
        <EmptyState
          title={t('slo.attained.none')}
          description={t(
            isCounted(slo) ? 'slo.notCounted' : 'slo.notEvaluated',
          )}
        />
      </Panel>
    );
  }
  const past = days.filter(day => day.date <= today);
  return (
    <Stack>
      <SloTiles slo={slo} verdicts={items} />
      <Columns>
        <Panel
          title={t('slo.calendar.title')}
          note={t('slo.calendar.note', {
            days: String(CALENDAR_DAYS),
            zone,
          })}
        >
          <DeadlineCalendar
            name={slo.title ?? slo.name}
            from={daysBefore(today, CALENDAR_DAYS - 1)}
            to={lastOf([today, slo.next?.localDate])}
            days={days}
            verdicts={items}
            timezone={zone}
            onOpen={verdict =>
              onOpenRun(verdict.pipeline, verdict.evidence.runIds.at(-1)!)
            }
          />
        </Panel>
        <Panel title={t('slo.spent.title')} flush>
          <SpentTable
            verdicts={spent.data?.items ?? []}
            isLoading={spent.isPending}
            windowFrom={slo.windowFrom}
            timezone={zone}
            showPipeline={!isOwn}
            onOpenRun={onOpenRun}
          />
        </Panel>
      </Columns>
      <Panel title={t('slo.budget.title')} note={t('slo.budget.note')}>
        <BudgetChart days={past} height={190} />
      </Panel>
    </Stack>
  );
};

function isCounted(slo: Slo): boolean {
  return ['freshness', 'completeness', 'correctness'].includes(slo.kind);
}

function localToday(zone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(
    new Date(),
  );
}

function daysBefore(date: string, days: number): string {
  return new Date(Date.parse(date) - days * DAY_MS).toISOString().slice(0, 10);
}

function lastOf(dates: Array<string | undefined>): string {
  return dates
    .filter(date => date !== undefined)
    .sort()
    .at(-1)!;
}
