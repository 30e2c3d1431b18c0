import type { RootConfigService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { isTimeZone } from '@sluice/plugin-pipelines-common';
import { readFileSync } from 'fs';
import {
  type CloseOptions,
  WEEKDAYS,
  WORKING_WEEK,
  type Weekday,
  isDate,
  everyWeekday,
  monthEnds,
} from './dateRules';
import { WEEK_PATTERNS, weekYearCloses } from './fourFourFive';
import { icalDates } from './icalDates';
import {
  type DatesOfYear,
  type NamedCalendar,
  RuledCalendar,
} from './NamedCalendar';

const KEY = 'pipelines.calendars';
const CLOSES = ['last-day', 'last-weekday'] as const;
const YEAR_ENDS = ['nearest', 'last'] as const;
/** What a calendar is made from; at most one of them. */
const BASES = ['monthEnd', 'fourFourFive', 'ical'] as const;
const FIELDS: readonly string[] = [
  ...BASES,
  'name',
  'title',
  'weekdays',
  'dates',
  'except',
  'exceptCalendars',
];

/**
 * The calendars of `pipelines.calendars`, by name; config.d.ts says what they mean. Files are read here, once.
 *
 * @throws InputError that names the key and what it has to be
 * @public
 */
export function readCalendars(
  root: RootConfigService,
): Map<string, NamedCalendar> {
  const calendars = new Map<string, NamedCalendar>();
  (root.getOptionalConfigArray(KEY) ?? []).forEach((config, i) => {
    const key = `${KEY}[${i}]`;
    const calendar = readCalendar(config, key, calendars);
    if (calendars.has(calendar.name)) {
      throw new InputError(`${KEY} names ${calendar.name} twice`);
    }
    calendars.set(calendar.name, calendar);
  });
  return calendars;
}

function readCalendar(
  config: Config,
  key: string,
  before: ReadonlyMap<string, NamedCalendar>,
): NamedCalendar {
  const name = config.getString('name');
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) {
    throw new InputError(
      `${key}.name is ${JSON.stringify(
        name,
      )}, but has to be of 1 to 63 lower-case letters, digits and dashes`,
    );
  }
  const unknown = config.keys().find(field => !FIELDS.includes(field));
  if (unknown) {
    throw new InputError(
      `${key}.${unknown} is not a field of a calendar; known are ${FIELDS.join(
        ', ',
      )}`,
    );
  }

  const added = readDates(config, key, 'dates');
  const taken = readDates(config, key, 'except');
  const both = [...added].find(date => taken.has(date));
  if (both) {
    throw new InputError(`${key} has ${both} in both dates and except`);
  }
  const others = readOthers(config, key, before);
  const isExcepted = (date: string) =>
    !added.has(date) &&
    (taken.has(date) || others.some(other => other.has(date)));
  const { datesOf, everyDateEndsAPeriod } = readBase(
    config,
    key,
    isExcepted,
    added.size > 0,
  );

  return RuledCalendar.create({
    name,
    title: config.getOptionalString('title') ?? name,
    everyDateEndsAPeriod,
    datesOf: year => [
      ...[...datesOf(year)].filter(date => !isExcepted(date)),
      ...[...added].filter(date => date.startsWith(`${year}-`)),
    ],
  });
}

/** The rule of the calendar, before single dates are added and taken. */
function readBase(
  config: Config,
  key: string,
  isExcepted: CloseOptions['isExcepted'],
  hasDates: boolean,
): { datesOf: DatesOfYear; everyDateEndsAPeriod: boolean } {
  const bases = BASES.filter(base => config.has(base));
  if (bases.length > 1) {
    throw new InputError(
      `${key} has ${bases.join(
        ' and ',
      )}, but can be only one of them; make two calendars`,
    );
  }
  const weekdays = readWeekdays(config, key);
  const close = (word: CloseOptions['close']) => {
    if (weekdays && word === 'last-day') {
      throw new InputError(
        `${key}.weekdays has no effect on a last-day; remove it, or close on the last-weekday`,
      );
    }
    return { close: word, weekdays: weekdays ?? WORKING_WEEK, isExcepted };
  };

  switch (bases[0]) {
    case 'monthEnd':
      return {
        datesOf: monthEnds(
          close(readWord(config, key, 'monthEnd', CLOSES, 'last-day')),
        ),
        everyDateEndsAPeriod: true,
      };
    case 'fourFourFive': {
      const years = config.getConfig('fourFourFive');
      const at = `${key}.fourFourFive`;
      const options = close(readWord(years, at, 'close', CLOSES, 'last-day'));
      const rule = {
        yearStart: checkDate(years.getString('yearStart'), `${at}.yearStart`),
        yearEnd: readWord(years, at, 'yearEnd', YEAR_ENDS, 'nearest'),
        pattern: readWord(years, at, 'pattern', WEEK_PATTERNS, '4-4-5'),
      };
      return {
        datesOf: naming(
          `${at}.yearStart`,
          () => weekYearCloses(rule, options),
          ' ',
        ),
        everyDateEndsAPeriod: true,
      };
    }
    case 'ical': {
      if (weekdays) {
        throw new InputError(
          `${key}.weekdays has no effect on an iCalendar file; remove it`,
        );
      }
      const dates = readIcal(config.getConfig('ical'), `${key}.ical`);
      return {
        datesOf: year => [...dates].filter(date => date.startsWith(`${year}-`)),
        everyDateEndsAPeriod: false,
      };
    }
    default:
      if (!weekdays && !hasDates) {
        throw new InputError(
          `${key} has no dates: give it weekdays, dates, monthEnd, fourFourFive or ical`,
        );
      }
      return {
        datesOf: weekdays ? everyWeekday(weekdays) : () => [],
        everyDateEndsAPeriod: false,
      };
  }
}

function readIcal(config: Config, key: string): Set<string> {
  const file = config.getString('file');
  const timezone = config.getOptionalString('timezone') ?? 'UTC';
  if (!isTimeZone(timezone)) {
    throw new InputError(
      `${key}.timezone is ${JSON.stringify(
        timezone,
      )}, but has to be an IANA time zone such as Europe/Berlin`,
    );
  }
  const read = () => readFileSync(file, 'utf8');
  const text = naming(`${key}.file is ${file}, which can't be read`, read);
  return naming(
    `${key}.file is ${file}, but`,
    () => icalDates(text, timezone),
    ' ',
  );
}

function readOthers(
  config: Config,
  key: string,
  before: ReadonlyMap<string, NamedCalendar>,
): NamedCalendar[] {
  const names = config.getOptionalStringArray('exceptCalendars') ?? [];
  return names.map((name, i) => {
    const other = before.get(name);
    if (!other) {
      throw new InputError(
        `${key}.exceptCalendars[${i}] is ${name}, but has to be the name of a calendar that stands before it in the list`,
      );
    }
    return other;
  });
}

function readDates(config: Config, key: string, field: string): Set<string> {
  const dates = config.getOptionalStringArray(field) ?? [];
  return new Set(
    dates.map((date, i) => checkDate(date, `${key}.${field}[${i}]`)),
  );
}

function checkDate(date: string, key: string): string {
  if (isDate(date)) return date;
  throw new InputError(
    `${key} is ${JSON.stringify(
      date,
    )}, but has to be a date such as 2026-12-25`,
  );
}

function readWeekdays(config: Config, key: string): Weekday[] | undefined {
  const words = config.getOptionalStringArray('weekdays');
  if (words?.length === 0) {
    throw new InputError(`${key}.weekdays is empty: name at least one`);
  }
  return words?.map((word, i) =>
    checkWord(word, `${key}.weekdays[${i}]`, WEEKDAYS),
  );
}

function readWord<T extends string>(
  config: Config,
  key: string,
  field: string,
  known: readonly T[],
  fallback: T,
): T {
  const word = config.getOptionalString(field);
  return word === undefined
    ? fallback
    : checkWord(word, `${key}.${field}`, known);
}

function checkWord<T extends string>(
  word: string,
  key: string,
  known: readonly T[],
): T {
  const found = known.find(w => w === word);
  if (found) return found;
  throw new InputError(
    `${key} is ${JSON.stringify(word)}, but has to be one of ${known.join(
      ', ',
    )}`,
  );
}

/** Runs something and puts the key before what it says is wrong. */
function naming<T>(prefix: string, run: () => T, separator = ': '): T {
  try {
    return run();
  } catch (error) {
    throw new InputError(`${prefix}${separator}${(error as Error).message}`);
  }
}
