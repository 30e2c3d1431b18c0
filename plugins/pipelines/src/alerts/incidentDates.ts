import type { Incident } from '@sluice/plugin-pipelines-common';
import { DateTime } from 'luxon';

/**
 * The local dates on which incidents began.
 *
 * @param zone - IANA zone of the dates
 * @returns incidents by local date, `2026-11-20`
 * @internal
 */
export function incidentDates(
  incidents: readonly Incident[],
  zone: string,
): Map<string, Incident[]> {
  const dates = new Map<string, Incident[]>();
  for (const incident of incidents) {
    const date = DateTime.fromISO(incident.openedAt, { zone }).toISODate();
    if (date) dates.set(date, [...(dates.get(date) ?? []), incident]);
  }
  return dates;
}
