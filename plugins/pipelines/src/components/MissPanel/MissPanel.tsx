import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { MissAttribution, Verdict } from '@sluice/plugin-pipelines-common';
import {
  ErrorPanel,
  formatDuration,
  formatInstant,
  Panel,
  PanelSkeleton,
  useNow,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { useMissAttribution } from '../../hooks/useMissAttribution';
import { pathHops } from '../../slo/pathHops';
import { sloTranslationRef } from '../../translation';
import { TextButton } from '../TextButton';
import { MissTable } from './MissTable';

/**
 * Why a promise was broken: the pipelines that led to it in the order of the data, and the minutes that each added.
 *
 * @internal
 */
export const MissPanel = (props: {
  sloId: number;
  /** A late or missing one. */
  verdict: Verdict;
  /** The zone of its deadline. */
  timezone: string;
  onOpenRun?: (pipeline: string, runId: number) => void;
  /** Asks to take it out, or to declare its data unusable. */
  onDecide?: () => void;
}) => {
  const { sloId, verdict, timezone, onOpenRun, onDecide } = props;
  const runId = verdict.evidence.runIds.at(-1);
  const { t } = useTranslationRef(sloTranslationRef);
  const now = useNow();
  const { data, error, isPending, isFetching, refetch } = useMissAttribution(
    sloId,
    verdict,
  );
  const way = pathHops(verdict);
  const title = t('slo.miss.title', {
    when: formatInstant(verdict.dueAt, { now, zone: timezone }),
  });
  if (isPending) return <PanelSkeleton title={title} lines={4} />;
  if (!data) {
    return (
      <ErrorPanel
        title={t('slo.miss.error')}
        error={error}
        onRetry={() => refetch()}
        isRetrying={isFetching}
      />
    );
  }
  return (
    <Panel
      title={title}
      actions={
        <span style={{ display: 'inline-flex', flexWrap: 'wrap', gap: 12 }}>
          {onDecide && (
            <TextButton onClick={onDecide}>
              {t('slo.decisions.proposeFor')}
            </TextButton>
          )}
          {onOpenRun && runId !== undefined && (
            <TextButton onClick={() => onOpenRun(verdict.pipeline, runId)}>
              {t('slo.spent.run', { id: String(runId) })}
            </TextButton>
          )}
        </span>
      }
    >
      <p style={{ margin: '0 0 10px' }}>
        <Summary attribution={data} />
        {data.truncated && ` ${t('slo.miss.truncated')}`}
      </p>
      {way.length > 0 ? (
        <MissTable
          label={t('slo.miss.way')}
          dueAt={verdict.dueAt}
          hops={way}
          minutes="took"
          timezone={timezone}
          now={now}
        />
      ) : (
        <MissTable
          label={t('slo.miss.table')}
          dueAt={data.dueAt}
          hops={data.hops}
          minutes="added"
          timezone={timezone}
          now={now}
        />
      )}
    </Panel>
  );
};

/** Who is to blame, in a sentence. */
const Summary = ({ attribution }: { attribution: MissAttribution }) => {
  const { t } = useTranslationRef(sloTranslationRef);
  const { blame, done, missedMinutes } = attribution;
  const late = done
    ? t('slo.miss.late', { duration: formatDuration(missedMinutes * 60) })
    : t('slo.miss.never');
  const pipeline = blame.pipeline
    ? refName(blame.pipeline)
    : t('slo.miss.hidden');
  switch (blame.type) {
    case 'upstream':
      return <>{t('slo.miss.upstream', { late, pipeline })}</>;
    case 'self':
      return <>{t('slo.miss.self', { late })}</>;
    default:
      return <>{t('slo.miss.unknown', { late, pipeline })}</>;
  }
};
