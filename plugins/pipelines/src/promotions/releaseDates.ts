import { DateTime } from 'luxon';
import type { HistoryItem } from './lanes';

/**
 * The local dates on which something was released into an environment.
 *
 * @param items - what ran before Sluice knew the unit is no release of a date
 * @param options - `environment` is the one that promises are about; `zone`, IANA, that of the dates
 * @returns what was released by local date, `2026-11-20`, in order
 * @internal
 */
export function releaseDates(
  items: readonly HistoryItem[],
  options: { environment: string; zone: string },
): Map<string, HistoryItem[]> {
  const { environment, zone } = options;
  const dates = new Map<string, HistoryItem[]>();
  const own = items
    .filter(
      item => item.environment === environment && item.origin !== 'adoption',
    )
    .sort((a, b) => a.at.localeCompare(b.at));
  for (const item of own) {
    const date = DateTime.fromISO(item.at, { zone }).toISODate();
    if (date) dates.set(date, [...(dates.get(date) ?? []), item]);
  }
  return dates;
}
