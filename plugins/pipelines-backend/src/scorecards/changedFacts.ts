import type { FactReading } from '@sluice/plugin-pipelines-node';

const HOUR_MS = 3600_000;

/**
 * Which readings say something new. The same value at a later time is new only once it is half as old as the strictest check may find it: otherwise each
 * reading would write each row.
 *
 * @param known - what is stored, by entity ref and fact
 * @param maxAgeHoursOf - of a fact, the least of all checks; undefined if none asks
 * @internal
 */
export function changedFacts(
  readings: readonly FactReading[],
  known: ReadonlyMap<string, ReadonlyMap<string, FactReading>>,
  maxAgeHoursOf: (fact: string) => number | undefined,
): FactReading[] {
  return readings.filter(reading => {
    const before = known.get(reading.entityRef)?.get(reading.fact);
    if (!before || said(before) !== said(reading)) return true;
    const maxAgeHours = maxAgeHoursOf(reading.fact);
    if (maxAgeHours === undefined) return false;
    const passedMs = Date.parse(reading.at) - Date.parse(before.at);
    return passedMs > (maxAgeHours * HOUR_MS) / 2;
  });
}

function said(reading: FactReading): string {
  return JSON.stringify([
    reading.state,
    reading.state === 'known' ? reading.value : reading.reason,
    reading.source,
    reading.evidence ?? [],
  ]);
}
