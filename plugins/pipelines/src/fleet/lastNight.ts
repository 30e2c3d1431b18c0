import type { FleetRow } from '@sluice/plugin-pipelines-common';
import { DateTime } from 'luxon';

/** When the night begins, on the reader's clock. */
const NIGHT_BEGINS_HOUR = 18;

/**
 * The instant since which a failure counts as last night's: yesterday 18:00 on the reader's clock.
 *
 * @param now - epoch milliseconds
 * @param zone - IANA zone; without one, the reader's own
 * @returns epoch milliseconds
 * @internal
 */
export function nightBegan(now: number, zone: string = 'local'): number {
  return DateTime.fromMillis(now, { zone })
    .minus({ days: 1 })
    .set({ hour: NIGHT_BEGINS_HOUR, minute: 0, second: 0, millisecond: 0 })
    .toMillis();
}

/**
 * Failed pipelines, split by whether their last failure ended since the night began. A newer run may be in progress, so
 * the failure is looked for among the recent runs. One whose end is not known counts as last night's: better shown than
 * hidden.
 *
 * @param rows - pipelines whose status is `failed`
 * @param since - epoch milliseconds
 * @internal
 */
export function splitByNight(
  rows: readonly FleetRow[],
  since: number,
): { lastNight: FleetRow[]; earlier: FleetRow[] } {
  const lastNight: FleetRow[] = [];
  const earlier: FleetRow[] = [];
  for (const row of rows) {
    const failure = [...row.recentRuns, row.lastRun]
      .filter(run => run?.state === 'failed')
      .at(-1);
    const endedAt = failure?.endedAt;
    const isEarlier = endedAt !== undefined && Date.parse(endedAt) < since;
    (isEarlier ? earlier : lastNight).push(row);
  }
  return { lastNight, earlier };
}
