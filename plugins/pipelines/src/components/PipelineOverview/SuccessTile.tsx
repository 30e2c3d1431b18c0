import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PipelineOverview } from '@sluice/plugin-pipelines-common';
import { StatTile, type StatusLook } from '@sluice/plugin-pipelines-react';
import { countMisses, type Misses } from '../../pipeline/misses';
import { formatShare } from '../../pipeline/formatShare';
import { pipelinesTranslationRef } from '../../translation';

const GOOD: StatusLook = { glyph: 'disc', tone: 'good' };
const AT_RISK: StatusLook = { glyph: 'triangle', tone: 'warn' };
const BAD: StatusLook = { glyph: 'square', tone: 'bad' };
const UNKNOWN: StatusLook = { glyph: 'diamond', tone: 'unknown' };

/** The share of scheduled runs that succeeded, and in words how many may still fail. @internal */
export const SuccessTile = (props: { overview: PipelineOverview }) => {
  const { row, successTarget } = props.overview;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const ended = row.scheduledRuns30d;
  const misses = countMisses(
    { ended, succeeded: row.succeededRuns30d },
    successTarget,
  );
  const target = formatShare(successTarget);
  const words = useMissesWords(misses, ended);
  if (ended === 0) {
    return (
      <StatTile
        value="—"
        label={t('pipeline.overview.success.label')}
        note={t('pipeline.overview.success.none')}
        look={UNKNOWN}
        lookLabel={t('pipeline.overview.success.none')}
      />
    );
  }
  return (
    <StatTile
      value={formatShare(row.succeededRuns30d / ended)}
      label={t('pipeline.overview.success.label')}
      note={words}
      look={lookOf(misses)}
      lookLabel={
        misses.left < 0
          ? t('pipeline.overview.success.unmet', { target })
          : t('pipeline.overview.success.met', { target })
      }
    />
  );
};

function lookOf({ allowed, left }: Misses): StatusLook {
  if (left < 0) return BAD;
  return left === 0 && allowed > 0 ? AT_RISK : GOOD;
}

function useMissesWords({ failed, allowed, left }: Misses, ended: number) {
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const counts = { failed: String(failed), allowed: String(allowed) };
  if (allowed === 0) {
    return left < 0
      ? t('pipeline.overview.success.noneAllowedOver', {
          count: ended,
          failed: counts.failed,
        })
      : t('pipeline.overview.success.noneAllowed', { count: ended });
  }
  if (left < 0) {
    return t('pipeline.overview.success.overspent', {
      count: -left,
      ...counts,
    });
  }
  return left === 0
    ? t('pipeline.overview.success.noneLeft', counts)
    : t('pipeline.overview.success.left', { count: left, ...counts });
}
