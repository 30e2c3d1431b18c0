import { InputError } from '@backstage/errors';
import { ZoneOffsets } from './zoneOffsets';

/** A day of a calendar, in milliseconds. @internal */
export const DAY_MS = 24 * 60 * 60_000;

/** The instants at which the clocks of a zone read a local time, in milliseconds since 1970. @internal */
export type LocalReading = {
  /** Ascending: none in a gap, two in an overlap. */
  instants: number[];
  /** The local time by the offset before the nearest change: in a gap, the local time moved on by the length of the gap. */
  byOffsetBefore: number;
  /** The local time by the offset after the nearest change: in a gap, the local time moved back by it. */
  byOffsetAfter: number;
};

/**
 * When the clocks of a zone read a local time.
 *
 * Offsets of a day before and a day after are looked at, as no zone changes twice in two days (the same method as
 * luxon's `getPossibleOffsets` and the Temporal proposal's `GetPossibleInstantsFor`).
 *
 * @param local - the local time as if it were UTC, milliseconds since 1970
 * @throws InputError if the zone is unknown
 * @internal
 */
export function readingOf(local: number, zone: string): LocalReading {
  const offsets = ZoneOffsets.of(zone);
  const before = offsets.at(local - DAY_MS);
  const after = offsets.at(local + DAY_MS);
  const byOffsetBefore = local - before;
  const byOffsetAfter = local - after;
  if (before === after) {
    return { instants: [byOffsetBefore], byOffsetBefore, byOffsetAfter };
  }
  const instants: number[] = [];
  if (offsets.at(byOffsetBefore) === before) instants.push(byOffsetBefore);
  if (offsets.at(byOffsetAfter) === after) instants.push(byOffsetAfter);
  instants.sort((a, b) => a - b);
  return { instants, byOffsetBefore, byOffsetAfter };
}

/**
 * The instant of a local time.
 *
 * A local time that a change of the clocks skips counts as the first instant after the gap; one that occurs twice counts
 * as the earlier. Luxon itself moves a skipped time on by the length of the gap (02:30 becomes 03:30, not 03:00).
 * A date that a zone skips as a whole (Samoa's 2011-12-30) is such a gap too.
 *
 * @param date - local calendar date, ISO 8601, `2026-03-29`
 * @param time - wall-clock time, `HH:mm`
 * @param zone - IANA time zone
 * @returns ISO 8601 in UTC with milliseconds
 * @throws InputError if one of them can't be read
 * @internal
 */
export function localInstant(date: string, time: string, zone: string): string {
  return iso(instantOf(dayOf(date) + timeOfDay(time), zone));
}

/**
 * {@link localInstant} in numbers, for many at once.
 *
 * @param local - the local time as if it were UTC, milliseconds since 1970
 * @returns milliseconds since 1970
 * @throws InputError if the zone is unknown
 * @internal
 */
export function instantOf(local: number, zone: string): number {
  const reading = readingOf(local, zone);
  return reading.instants[0] ?? endOfGap(reading, zone);
}

/** The first instant with the offset that holds after a gap: the local time lies in the gap, so its two readings enclose the change. */
function endOfGap(reading: LocalReading, zone: string): number {
  const offsets = ZoneOffsets.of(zone);
  let inside = reading.byOffsetAfter;
  let past = reading.byOffsetBefore;
  const after = offsets.at(past);
  while (past - inside > 1) {
    const middle = Math.floor((inside + past) / 2);
    if (offsets.at(middle) === after) past = middle;
    else inside = middle;
  }
  return past;
}

/**
 * The calendar date that a zone has at an instant.
 *
 * @param instant - ISO 8601
 * @returns ISO 8601, `2026-03-29`
 * @throws InputError if one of them can't be read
 * @internal
 */
export function localDateOf(instant: string, zone: string): string {
  const at = millis(instant);
  return dateText(at + ZoneOffsets.of(zone).at(at));
}

/**
 * The date so many days later, or earlier if negative.
 *
 * @param date - ISO 8601, `2026-03-29`
 * @internal
 */
export function addDays(date: string, days: number): string {
  return dateText(dayOf(date) + days * DAY_MS);
}

/**
 * The start of a date as if it were in UTC, milliseconds since 1970.
 *
 * @throws InputError if it is none
 * @internal
 */
export function dayOf(date: string): number {
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) {
    throw new InputError(`Not a date (yyyy-mm-dd): '${date}'`);
  }
  const at = Date.parse(`${date}T00:00:00.000Z`);
  // The runtime reads 30 February as 2 March.
  if (Number.isNaN(at) || dateText(at) !== date) {
    throw new InputError(`No such date: '${date}'`);
  }
  return at;
}

/** The date of a local time as if it were UTC, `2026-03-29`. @internal */
export function dateText(local: number): string {
  return iso(local).slice(0, 10);
}

/**
 * A time of day, `HH:mm`, in milliseconds since midnight.
 *
 * @throws InputError if it is none
 * @internal
 */
export function timeOfDay(time: string): number {
  const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (!parts) {
    throw new InputError(`Not a time of day (00:00 to 23:59): '${time}'`);
  }
  return (Number(parts[1]) * 60 + Number(parts[2])) * 60_000;
}

/**
 * An instant in milliseconds since 1970.
 *
 * @throws InputError if it is none
 * @internal
 */
export function millis(instant: string): number {
  const at = Date.parse(instant);
  if (Number.isNaN(at)) throw new InputError(`Not an instant: '${instant}'`);
  return at;
}

/** An instant so many milliseconds after another, or before it. @internal */
export function plusMs(instant: string, ms: number): string {
  return iso(millis(instant) + ms);
}

/** The later of two instants as the database holds them, which compare as text. @internal */
export function later(a: string, b: string): string {
  return a > b ? a : b;
}

/** The earlier of two instants as the database holds them. @internal */
export function earlier(a: string, b: string): string {
  return a < b ? a : b;
}

/** An instant as the database holds it: ISO 8601 in UTC with milliseconds. @internal */
export function iso(at: number): string {
  return new Date(at).toISOString();
}
