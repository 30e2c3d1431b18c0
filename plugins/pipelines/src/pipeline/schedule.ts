import { DateTime } from 'luxon';

/**
 * The IANA zone that a schedule is written in, if it names one as its last word: `0 5 * * * America/New_York`.
 *
 * @internal
 */
export function zoneOfSchedule(
  schedule: string | undefined,
): string | undefined {
  const word = schedule?.trim().split(/\s+/).at(-1);
  if (!word || !/^(UTC|[A-Z][A-Za-z_]+\/[A-Za-z_/+-]+)$/.test(word)) {
    return undefined;
  }
  return DateTime.fromMillis(0, { zone: word }).isValid ? word : undefined;
}

/** Whether two zones show the same wall clock at this instant, so that saying it twice tells nothing. @internal */
export function isSameClock(
  instant: string,
  zone: string,
  otherZone: string = 'local',
): boolean {
  const at = DateTime.fromISO(instant);
  return at.setZone(zone).offset === at.setZone(otherZone).offset;
}
