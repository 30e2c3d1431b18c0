import Skeleton from '@mui/material/Skeleton';
import { styled } from '@mui/material/styles';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Verdict } from '@sluice/plugin-pipelines-common';
import {
  EmptyState,
  formatDuration,
  formatInstant,
  StatusGlyph,
  useNow,
  useStatusLabel,
  VERDICT_LOOK,
} from '@sluice/plugin-pipelines-react';
import { refName } from '../../fleet/words';
import { sloTranslationRef } from '../../translation';
import { PlainTable } from '../PlainTable';
import { TextButton } from '../TextButton';

/** It stands in the narrower column: what has room to break does, and evidence is never cut. */
const Narrow = styled(PlainTable)({
  '& .wrap': { minWidth: 64 },
  '& .due': { whiteSpace: 'normal', overflowWrap: 'anywhere' },
});

/** A second line of a row's head, aligned with the first one's text. */
const Second = styled('div')(({ theme }) => ({
  paddingLeft: 15,
  fontSize: 11.5,
  fontWeight: 400,
  whiteSpace: 'nowrap',
  color: theme.palette.text.secondary,
}));

/** What spent the budget, with its evidence; what has left the window is muted. @internal */
export const SpentTable = (props: {
  /** Late and missing ones, the one due last first. */
  verdicts: readonly Verdict[];
  isLoading: boolean;
  /** First local date of the window. */
  windowFrom: string | undefined;
  timezone: string;
  showPipeline: boolean;
  onOpenRun: (pipeline: string, runId: number) => void;
  /** The one that is explained beside the table. */
  explained: Verdict | undefined;
  onExplain: (verdict: Verdict) => void;
}) => {
  const { verdicts, isLoading, timezone, showPipeline } = props;
  const { t } = useTranslationRef(sloTranslationRef);
  const labelOf = useStatusLabel();
  const now = useNow();
  if (isLoading) return <Skeleton sx={{ mx: 2, mb: 2 }} height={60} />;
  if (verdicts.length === 0) {
    return <EmptyState title={t('slo.spent.none')} />;
  }
  return (
    <Narrow aria-label={t('slo.spent.title')}>
      <thead>
        <tr>
          <th>{t(showPipeline ? 'slo.spent.pipeline' : 'slo.spent.due')}</th>
          <th className="number">{t('slo.spent.done')}</th>
          <th>{t('slo.spent.why')}</th>
          <th>{t('slo.spent.evidence')}</th>
        </tr>
      </thead>
      <tbody>
        {verdicts.map(verdict => {
          const isOutside =
            props.windowFrom !== undefined &&
            verdict.localDate < props.windowFrom;
          const runId = verdict.evidence.runIds.at(-1);
          const due = formatInstant(verdict.dueAt, { now, zone: timezone });
          return (
            <tr
              key={`${verdict.pipeline} ${verdict.occurrence}`}
              className={isOutside ? 'muted' : undefined}
            >
              <th className={isOutside ? 'muted due' : 'due'}>
                <span style={{ marginRight: 6 }}>
                  <StatusGlyph
                    {...VERDICT_LOOK[verdict.state]}
                    label={labelOf({ kind: 'verdict', state: verdict.state })}
                    size={9}
                  />
                </span>
                {showPipeline ? refName(verdict.pipeline) : due}
                {showPipeline && <Second>{due}</Second>}
                {isOutside && <Second>{t('slo.spent.outside')}</Second>}
              </th>
              <td className="number">
                {verdict.marginSeconds === undefined
                  ? t('slo.spent.missing')
                  : t('slo.spent.late', {
                      duration: formatDuration(-verdict.marginSeconds),
                    })}
              </td>
              <td className="wrap">
                <TextButton
                  aria-pressed={
                    verdict.pipeline === props.explained?.pipeline &&
                    verdict.occurrence === props.explained.occurrence
                  }
                  title={t('slo.spent.explain')}
                  onClick={() => props.onExplain(verdict)}
                >
                  {t(`slo.spent.reason.${verdict.evidence.reason}`)}
                </TextButton>
              </td>
              <td>
                {runId === undefined ? (
                  t('slo.spent.noRun')
                ) : (
                  <TextButton
                    onClick={() => props.onOpenRun(verdict.pipeline, runId)}
                  >
                    {t('slo.spent.run', { id: String(runId) })}
                  </TextButton>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </Narrow>
  );
};
