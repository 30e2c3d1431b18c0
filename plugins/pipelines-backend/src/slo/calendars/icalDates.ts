import { InputError } from '@backstage/errors';
import ICAL from 'ical.js';
import { DateTime, Duration } from 'luxon';
import { RRule } from 'rrule';
import { LAST_YEAR } from './NamedCalendar';

/** Every day of fifty years. A file with more is no list of special days, and would hold up the start. */
const MAX_DATES = 20_000;
/** An event that lasts longer is a slip in its end. */
const MAX_EVENT_DAYS = 366;
/** A calendar of dates has no use for shorter ones, and they would take for ever to expand. */
const FREQUENCIES: readonly string[] = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];

/**
 * The dates that the events of an iCalendar file (RFC 5545) cover, repeated ones up to the end of {@link LAST_YEAR}.
 *
 * All-day events cover their days whatever the zone. Events with times cover the days that they touch in `timezone`;
 * times without a zone count as being in it. Cancelled events cover nothing; EXDATE, RDATE and changed occurrences
 * (RECURRENCE-ID) count.
 *
 * ical.js reads the file, rrule repeats the dates: the former never returns from a rule that nothing matches
 * (kewisch/ical.js#1038) and moves a yearly 29 February to 1 March.
 *
 * @param text - the content of the file
 * @param timezone - IANA zone
 * @throws InputError that says what can't be read, and in which event
 * @internal
 */
export function icalDates(text: string, timezone: string): Set<string> {
  const events = parseEvents(text);
  const moved = new Map<string, Set<number>>();
  for (const event of events) {
    naming(event, () => noteChange(event, timezone, moved));
  }
  const dates = new Set<string>();
  for (const event of events) {
    naming(event, () => {
      for (const date of datesOf(event, timezone, moved)) {
        dates.add(date);
        if (dates.size > MAX_DATES) throw tooManyDates();
      }
    });
  }
  return dates;
}

/** Puts the name of the event before what is wrong with it. */
function naming(event: ICAL.Component, run: () => void) {
  try {
    run();
  } catch (error) {
    throw new InputError(
      `the event ${nameOf(event)}: ${(error as Error).message}`,
    );
  }
}

function parseEvents(text: string): ICAL.Component[] {
  let root: ICAL.Component;
  try {
    root = new ICAL.Component(ICAL.parse(text));
  } catch (error) {
    throw new InputError(`it isn't iCalendar: ${(error as Error).message}`);
  }
  if (root.name !== 'vcalendar') {
    throw new InputError("it isn't iCalendar: it has no VCALENDAR");
  }
  const events = root.getAllSubcomponents('vevent');
  if (events.length === 0) throw new InputError('it has no VEVENT');
  return events;
}

/** Notes the start that a changed occurrence had before the change, by the UID of its event. */
function noteChange(
  event: ICAL.Component,
  timezone: string,
  moved: Map<string, Set<number>>,
) {
  const id = event.getFirstProperty('recurrence-id');
  if (!id) return;
  if (id.getParameter('range')) {
    throw new InputError(
      "RECURRENCE-ID with RANGE isn't supported; end the first event with UNTIL and add another",
    );
  }
  const uid = uidOf(event);
  const starts = moved.get(uid) ?? new Set();
  moved.set(uid, starts.add(timesOf(id, timezone)[0].toMillis()));
}

function* datesOf(
  component: ICAL.Component,
  timezone: string,
  moved: Map<string, Set<number>>,
): Iterable<string> {
  if (component.getFirstPropertyValue('status') === 'CANCELLED') return;
  const dtstart = component.getFirstProperty('dtstart');
  if (!dtstart) throw new InputError('it has no DTSTART');
  const [start] = timesOf(dtstart, timezone);
  const isAllDay = dtstart.type === 'date';
  const length = lengthOf(component, start, isAllDay, timezone);
  const isChange = component.hasProperty('recurrence-id');
  const left = new Set([
    ...instantsOf(component, 'exdate', timezone),
    ...(isChange ? [] : moved.get(uidOf(component)) ?? []),
  ]);
  const starts = new Set([
    ...repeated(component, start),
    ...instantsOf(component, 'rdate', timezone),
  ]);
  for (const millis of starts) {
    if (left.has(millis)) continue;
    const first = DateTime.fromMillis(millis, { zone: start.zone });
    // The end is not part of it; an event without a length covers the day of its start.
    const end = first.plus(length).minus(length.valueOf() > 0 ? 1 : 0);
    const last = isAllDay ? end : end.setZone(timezone);
    let day = (isAllDay ? first : first.setZone(timezone)).startOf('day');
    for (; day <= last; day = day.plus({ days: 1 })) {
      yield day.toISODate()!;
    }
  }
}

/** By its end, its duration, else a day for a date and nothing for a time (RFC 5545, 3.6.1). */
function lengthOf(
  component: ICAL.Component,
  start: DateTime,
  isAllDay: boolean,
  timezone: string,
): Duration {
  const dtend = component.getFirstProperty('dtend');
  const duration = component.getFirstPropertyValue('duration');
  let length: Duration = Duration.fromObject({ days: isAllDay ? 1 : 0 });
  if (dtend) length = timesOf(dtend, timezone)[0].diff(start);
  if (duration) length = Duration.fromISO(String(duration));
  if (!length.isValid || length.valueOf() < 0) {
    throw new InputError('it ends before it starts');
  }
  if (length.as('days') > MAX_EVENT_DAYS) {
    throw new InputError(`it lasts longer than ${MAX_EVENT_DAYS} days`);
  }
  return length;
}

/** The instants at which an event starts: once, or as its rule says. */
function repeated(component: ICAL.Component, start: DateTime): number[] {
  const rules = component
    .getAllProperties('rrule')
    .map(property => property.getFirstValue() as ICAL.Recur);
  if (rules.length === 0) return [start.toMillis()];
  return rules.flatMap(rule => {
    checkRule(rule);
    // rrule reckons in wall-clock time, for which UTC stands in.
    const wall = start.setZone('utc', { keepLocalTime: true });
    const horizon = DateTime.utc(LAST_YEAR, 12, 31).endOf('day');
    const until = rule.until
      ? DateTime.min(untilOf(rule.until, start), horizon)
      : horizon;
    const starts = new RRule({
      ...RRule.parseString(rule.toString().replace(/;?UNTIL=[^;]*/, '')),
      dtstart: wall.toJSDate(),
      until: until.toJSDate(),
    }).all((_, count) => count <= MAX_DATES);
    if (starts.length > MAX_DATES) throw tooManyDates();
    return starts.map(date =>
      DateTime.fromJSDate(date, { zone: 'utc' })
        .setZone(start.zone, { keepLocalTime: true })
        .toMillis(),
    );
  });
}

function tooManyDates(): InputError {
  return new InputError(
    `it has more than ${MAX_DATES} dates up to ${LAST_YEAR}; end its RRULE with UNTIL or COUNT`,
  );
}

function checkRule(rule: ICAL.Recur) {
  if (!FREQUENCIES.includes(rule.freq)) {
    throw new InputError(
      `its RRULE repeats ${rule.freq}, but dates repeat ${FREQUENCIES.join(
        ', ',
      )}`,
    );
  }
  const parts = Object.keys(rule.parts);
  // Day by day up to the year 9999, if nothing ever matches.
  if (rule.freq === 'DAILY' && parts.length > 0) {
    throw new InputError(
      `its RRULE is DAILY with ${parts.join(
        ' and ',
      )}; write it as WEEKLY, MONTHLY or YEARLY`,
    );
  }
}

/** The last wall-clock time that a rule may reach, with UTC standing in for the zone. */
function untilOf(until: ICAL.Time, start: DateTime): DateTime {
  const isUtc = until.zone?.tzid === 'UTC';
  const wall = wallClock(until, isUtc ? 'UTC' : start.zoneName!);
  const inZone = until.isDate ? wall.endOf('day') : wall.setZone(start.zone);
  return inZone.setZone('utc', { keepLocalTime: true });
}

function instantsOf(
  component: ICAL.Component,
  name: 'exdate' | 'rdate',
  timezone: string,
): number[] {
  return component
    .getAllProperties(name)
    .flatMap(property => timesOf(property, timezone))
    .map(time => time.toMillis());
}

/** The dates (of no zone: UTC stands in) or times of a property, in the zone that it names, else in the calendar's. */
function timesOf(property: ICAL.Property, timezone: string): DateTime[] {
  const own = property.getParameter('tzid');
  return property.getValues().map(value => {
    if (!(value instanceof ICAL.Time)) {
      throw new InputError(
        `its ${property.name.toUpperCase()} is not a date or time`,
      );
    }
    const isUtc = value.zone?.tzid === 'UTC';
    return wallClock(value, isUtc ? 'UTC' : String(own ?? timezone));
  });
}

function wallClock(time: ICAL.Time, zone: string): DateTime {
  const { year, month, day, hour, minute, second } = time;
  if (time.isDate) return DateTime.utc(year, month, day);
  const local = DateTime.fromObject(
    { year, month, day, hour, minute, second },
    { zone },
  );
  if (!local.isValid) {
    throw new InputError(
      `its time ${time} can't be used: ${local.invalidExplanation}`,
    );
  }
  return local;
}

function uidOf(component: ICAL.Component): string {
  return String(component.getFirstPropertyValue('uid') ?? '');
}

function nameOf(component: ICAL.Component): string {
  const { jCal } = component;
  const summary = component.getFirstPropertyValue('summary');
  return JSON.stringify(summary ?? (uidOf(component) || jCal[0]));
}
