import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ReleaseBoard } from '@sluice/plugin-pipelines-common';
import {
  formatDuration,
  StatTile,
  StatTileRow,
  type StatusLook,
} from '@sluice/plugin-pipelines-react';
import { formatCount } from '../../fleet/words';
import { deliveryTranslationRef } from '../../translation';

const NONE = '—';
/** DORA's elite stays below the one; hotfix and rollback are made to stay below the other. */
const TARGET_FAILURE_RATE = 0.05;
const TARGET_RESTORE_SECONDS = 15 * 60;

/** Production over thirty days, in five figures. @internal */
export const BoardSummary = (props: { summary: ReleaseBoard['summary'] }) => {
  const {
    changeFailureRate: failures,
    deployments,
    deploymentsPerDay: perDay,
    leadTimeMedianSeconds,
    timeToRestoreP90Seconds: restore,
    unmanagedChanges,
  } = props.summary;
  const { t } = useTranslationRef(deliveryTranslationRef);
  return (
    <StatTileRow>
      <StatTile
        value={
          perDay === undefined
            ? NONE
            : t('releases.summary.perDay', {
                number: String(Number(perDay.toFixed(1))),
              })
        }
        label={t('releases.summary.deployments')}
        note={t('releases.summary.deploymentsNote', {
          number: formatCount(deployments),
        })}
      />
      <StatTile
        value={formatDuration(leadTimeMedianSeconds)}
        label={t('releases.summary.leadTime')}
        note={t('releases.summary.leadTimeNote')}
      />
      <StatTile
        value={
          failures === undefined ? NONE : `${(failures * 100).toFixed(1)} %`
        }
        label={t('releases.summary.failures')}
        note={t('releases.summary.failuresNote')}
        look={against(failures, TARGET_FAILURE_RATE)}
      />
      <StatTile
        value={formatDuration(restore)}
        label={t('releases.summary.restore')}
        note={t('releases.summary.restoreNote')}
        look={against(restore, TARGET_RESTORE_SECONDS)}
      />
      <StatTile
        value={formatCount(unmanagedChanges)}
        label={t('releases.summary.unmanaged')}
        note={t('releases.summary.unmanagedNote')}
        look={
          unmanagedChanges > 0 ? { glyph: 'triangle', tone: 'warn' } : undefined
        }
      />
    </StatTileRow>
  );
};

function against(
  value: number | undefined,
  target: number,
): StatusLook | undefined {
  if (value === undefined) return undefined;
  return value <= target
    ? { glyph: 'disc', tone: 'good' }
    : { glyph: 'triangle', tone: 'warn' };
}
