import type { FleetRow } from '@sluice/plugin-pipelines-common';

/**
 * Since when a pipeline stands as it does, as far as its last run tells: a failure and a success since their end, a run
 * since its start. Of the other statuses no run tells.
 *
 * @internal
 */
export function statusSince(
  row: Pick<FleetRow, 'status' | 'lastRun'>,
): string | undefined {
  const { status, lastRun } = row;
  if (status === 'failed' || status === 'ok') return lastRun?.endedAt;
  return status === 'running' ? lastRun?.startedAt : undefined;
}
