import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PipelineOverview } from '@sluice/plugin-pipelines-common';
import {
  formatDuration,
  StatTile,
  type StatusLook,
} from '@sluice/plugin-pipelines-react';
import { pipelinesTranslationRef } from '../../translation';

const WITHIN: StatusLook = { glyph: 'disc', tone: 'good' };
const OVER: StatusLook = { glyph: 'triangle', tone: 'warn' };
const UNKNOWN: StatusLook = { glyph: 'diamond', tone: 'unknown' };

/** How long a run takes, against how long it may. @internal */
export const DurationTile = (props: { overview: PipelineOverview }) => {
  const { overview } = props;
  const { durationSecondsP50, durationSecondsP95, inTimeRuns30d } = overview;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const target = formatDuration(overview.runDurationTargetSeconds);
  if (durationSecondsP50 === undefined || durationSecondsP95 === undefined) {
    return (
      <StatTile
        value="—"
        label={t('pipeline.overview.duration.labelNone')}
        note={t('pipeline.overview.duration.none')}
        look={UNKNOWN}
        lookLabel={t('pipeline.overview.duration.none')}
      />
    );
  }
  const isWithin = durationSecondsP95 <= overview.runDurationTargetSeconds;
  return (
    <StatTile
      value={formatDuration(durationSecondsP50)}
      label={t('pipeline.overview.duration.label', {
        p95: formatDuration(durationSecondsP95),
      })}
      note={t('pipeline.overview.duration.note', {
        inTime: String(inTimeRuns30d ?? 0),
        finished: String(overview.finishedRuns30d ?? 0),
        target,
      })}
      look={isWithin ? WITHIN : OVER}
      lookLabel={
        isWithin
          ? t('pipeline.overview.duration.within', { target })
          : t('pipeline.overview.duration.over', { target })
      }
    />
  );
};
