import type { FleetSummary } from '@sluice/plugin-pipelines-common';
import {
  FLEET_STATUS_LOOK,
  type StatusLook,
} from '@sluice/plugin-pipelines-react';

/** The look of the worst status that needs a human; that of `ok` if none does. @internal */
export function attentionLook(
  summary: Pick<FleetSummary, 'byStatus'>,
): StatusLook {
  const worst = (['failed', 'late', 'unknown'] as const).find(
    status => (summary.byStatus[status] ?? 0) > 0,
  );
  return FLEET_STATUS_LOOK[worst ?? 'ok'];
}

/**
 * Whether the promised share of scheduled runs succeeded. Nothing is claimed where none ended.
 *
 * @internal
 */
export function successLook(
  summary: Pick<
    FleetSummary,
    'scheduledRuns30d' | 'succeededRuns30d' | 'successTarget'
  >,
): StatusLook | undefined {
  const { scheduledRuns30d, succeededRuns30d, successTarget } = summary;
  if (scheduledRuns30d === 0) return undefined;
  return succeededRuns30d >= successTarget * scheduledRuns30d
    ? { glyph: 'disc', tone: 'good' }
    : { glyph: 'triangle', tone: 'warn' };
}

/** Whether every source is read; unknown where there is none. @internal */
export function sourcesLook(
  summary: Pick<FleetSummary, 'sources'>,
): StatusLook {
  const { healthy, total } = summary.sources;
  if (total === 0) return { glyph: 'diamond', tone: 'unknown' };
  if (healthy === total) return { glyph: 'disc', tone: 'good' };
  return healthy === 0
    ? { glyph: 'square', tone: 'bad' }
    : { glyph: 'triangle', tone: 'warn' };
}
