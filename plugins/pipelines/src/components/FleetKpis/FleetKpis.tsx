import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FleetSummary } from '@sluice/plugin-pipelines-common';
import {
  formatDuration,
  StatTile,
  StatTileRow,
  type StatusLook,
} from '@sluice/plugin-pipelines-react';
import { formatCount, formatShare, formatTarget } from '../../fleet/words';
import { pipelinesTranslationRef } from '../../translation';
import { attentionLook, successLook, sourcesLook } from './looks';

/**
 * What {@link FleetKpis} shows.
 *
 * @internal
 */
export type FleetKpisProps = {
  /** Undefined while it loads. */
  summary: FleetSummary | undefined;
  /** Where a click on a figure leads: the rows behind it. */
  links: { needsYou: string; running: string; sources?: string };
};

const RUNNING: StatusLook = { glyph: 'half', tone: 'running' };

/**
 * The five figures above the fleet, each with what it means.
 *
 * @internal
 */
export const FleetKpis = (props: FleetKpisProps) => {
  const { summary, links } = props;
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const { failed = 0, late = 0, unknown = 0 } = summary?.byStatus ?? {};
  const running = summary?.byStatus.running ?? 0;
  const attention = [
    failed > 0 && t('fleet.kpi.needsYou.failed', { number: String(failed) }),
    late > 0 && t('fleet.kpi.needsYou.late', { number: String(late) }),
    unknown > 0 && t('fleet.kpi.needsYou.unknown', { number: String(unknown) }),
  ].filter(Boolean);
  const success = summary && successLook(summary);

  return (
    <StatTileRow>
      <StatTile
        label={t('fleet.kpi.needsYou.label')}
        value={summary && formatCount(failed + late + unknown)}
        note={
          summary && (attention.join(' · ') || t('fleet.kpi.needsYou.calm'))
        }
        look={summary && attentionLook(summary)}
        to={links.needsYou}
      />
      <StatTile
        label={t('fleet.kpi.success.label')}
        value={summary && successValue(summary)}
        note={summary && successNote(summary)}
        look={success}
        lookLabel={
          success &&
          t(success.tone === 'good' ? 'fleet.kpi.met' : 'fleet.kpi.missed')
        }
      />
      <StatTile
        label={t('fleet.kpi.inTime.label', {
          target: formatDuration(summary?.runDurationTargetSeconds ?? 2700),
        })}
        value={summary && inTimeValue(summary)}
        note={summary && inTimeNote(summary)}
      />
      <StatTile
        label={t('fleet.kpi.running.label')}
        value={summary && formatCount(running)}
        note={
          summary &&
          t('fleet.kpi.running.note', {
            total: formatCount(summary.total),
            paused: formatCount(summary.byStatus.paused ?? 0),
          })
        }
        look={running > 0 ? RUNNING : undefined}
        to={links.running}
      />
      <StatTile
        label={t('fleet.kpi.sources.label')}
        value={
          summary &&
          t('fleet.kpi.sources.value', {
            healthy: String(summary.sources.healthy),
            total: String(summary.sources.total),
          })
        }
        note={summary && sourcesNote(summary)}
        look={summary && sourcesLook(summary)}
        to={links.sources}
      />
    </StatTileRow>
  );

  function successValue(from: FleetSummary) {
    return formatShare(from.succeededRuns30d, from.scheduledRuns30d, 2) ?? '—';
  }

  function successNote(from: FleetSummary) {
    if (from.scheduledRuns30d === 0) return t('fleet.kpi.success.none');
    return t('fleet.kpi.success.note', {
      target: formatTarget(from.successTarget),
      failed: formatCount(from.scheduledRuns30d - from.succeededRuns30d),
    });
  }

  function inTimeValue(from: FleetSummary) {
    return (
      formatShare(from.batchRunsInTime30d, from.finishedBatchRuns30d, 1) ?? '—'
    );
  }

  function inTimeNote(from: FleetSummary) {
    if (from.finishedBatchRuns30d === 0) return t('fleet.kpi.inTime.none');
    return t('fleet.kpi.inTime.note', {
      inTime: formatCount(from.batchRunsInTime30d),
      finished: formatCount(from.finishedBatchRuns30d),
    });
  }

  function sourcesNote(from: FleetSummary) {
    const { healthy, total } = from.sources;
    if (total === 0) return t('fleet.kpi.sources.none');
    return healthy === total
      ? t('fleet.kpi.sources.all')
      : t('fleet.kpi.sources.some', { count: total - healthy });
  }
};
