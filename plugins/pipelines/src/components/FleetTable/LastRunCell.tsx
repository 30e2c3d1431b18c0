import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FleetRow } from '@sluice/plugin-pipelines-common';
import {
  formatDuration,
  Instant,
  RUN_STATE_LOOK,
  StatusGlyph,
  useStatusLabel,
} from '@sluice/plugin-pipelines-react';
import { pipelinesTranslationRef } from '../../translation';
import { TwoLines } from './TwoLines';

/**
 * The last run: how it went, when, and how long it took.
 *
 * @internal
 */
export const LastRunCell = (props: { row: FleetRow }) => {
  const { lastRun } = props.row;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const labelOf = useStatusLabel();
  if (!lastRun) return <span>{t('fleet.cell.neverRan')}</span>;
  const { state, runType, startedAt, endedAt, durationSeconds } = lastRun;
  const isLive = runType === 'continuous' && state === 'running';
  const glyph = (
    <StatusGlyph
      {...RUN_STATE_LOOK[state]}
      label={labelOf({ kind: 'run', state })}
      size={9}
    />
  );
  return isLive ? (
    <span>
      {glyph} {t('fleet.cell.live')}
    </span>
  ) : (
    <TwoLines
      first={
        <>
          {glyph}{' '}
          {startedAt ?? endedAt ? (
            <Instant instant={startedAt ?? endedAt} />
          ) : (
            labelOf({ kind: 'run', state })
          )}
        </>
      }
      second={
        durationSeconds !== undefined &&
        t(state === 'running' ? 'fleet.cell.runningFor' : 'fleet.cell.took', {
          duration: formatDuration(durationSeconds),
        })
      }
    />
  );
};
