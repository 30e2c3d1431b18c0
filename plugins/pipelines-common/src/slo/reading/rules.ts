import {
  KubernetesValidatorFunctions,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { completeOwnerRef } from '../../ownerRef';
import { nearest } from '../../validation/nearest';
import { either } from '../../validation/problem';
import { isTimeZone } from '../../validation/schedule';
import { parseDuration } from '../duration';
import type { Rule } from './fields';

const DAY_SECONDS = 86_400;
/** A budget over more than a year tells nobody what to do now. */
const MAX_WINDOW_DAYS = 366;
/** OpenSLO's limit, so that every definition can be exported. */
const MAX_DESCRIPTION_LENGTH = 1_050;
/** What one promise rests on stays readable. */
const MAX_REFS = 20;

/** Text that matches a pattern. @internal */
export function matching(pattern: RegExp, expected: string): Rule<string> {
  return {
    expected,
    read: value =>
      typeof value === 'string' && pattern.test(value) ? value : undefined,
  };
}

/** One of a closed list. @internal */
export function oneOf<T extends string | number>(known: readonly T[]): Rule<T> {
  return {
    expected: either(known),
    read: value => known.find(word => word === value),
    hint: value => {
      const meant = known.find(word => String(word) === value);
      if (meant !== undefined) return 'remove the quotes';
      const near =
        typeof value === 'string'
          ? nearest(value, known.map(String))
          : undefined;
      return near && `did you mean ${near}?`;
    },
  };
}

export const NAME = matching(
  /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
  'a name of 1 to 63 lower-case letters, digits and dashes, such as by-six',
);

export const TITLE = matching(/\S/, 'text');

export const DESCRIPTION: Rule<string> = {
  expected: `text of up to ${MAX_DESCRIPTION_LENGTH} characters`,
  read: value =>
    typeof value === 'string' &&
    /\S/.test(value) &&
    value.length <= MAX_DESCRIPTION_LENGTH
      ? value
      : undefined,
};

/** As `pipelines.environments` of the config names them. */
export const ENVIRONMENT = matching(
  /^[a-z0-9]([a-z0-9._-]{0,61}[a-z0-9])?$/,
  'the short name of an environment, such as prod',
);

/** Entity names with `*` for any characters. */
export const NAME_PATTERN = matching(
  /^[A-Za-z0-9_.*-]{1,63}$/,
  "an entity name in which * stands for any characters, such as 'fct_*'",
);

/** Test names with `*` for any characters. */
export const TEST_PATTERN = matching(
  /^\S(.{0,248}\S)?$/u,
  "a test name in which * stands for any characters, such as 'not_null*'",
);

export const TARGET: Rule<number> = {
  expected: 'a number in percent above 0 and below 100, such as 99.9',
  read: value =>
    typeof value === 'number' && value > 0 && value < 100 ? value : undefined,
  hint: value => {
    if (value === 100) return 'a target of 100 leaves no error budget';
    return typeof value === 'string' && /^\s*[\d.]+\s*%?\s*$/.test(value)
      ? `write ${parseFloat(value)}, without quotes and percent sign`
      : undefined;
  },
};

function secondsOf(value: unknown): number | undefined {
  try {
    return parseDuration(value as string);
  } catch {
    return undefined;
  }
}

function durationHint(value: unknown): string | undefined {
  if (typeof value === 'number') return 'add a unit: s, m, h or d';
  if (typeof value !== 'string') return undefined;
  try {
    parseDuration(value);
    return undefined;
  } catch (error) {
    // The message begins with what `expected` says already.
    return /(?:28d)(?:; |: )(.*)$/.exec((error as Error).message)?.[1];
  }
}

/** Seconds. */
export const DURATION: Rule<number> = {
  expected: 'a duration such as 45m, 24h or 28d',
  read: secondsOf,
  hint: durationHint,
};

/** Whole days. */
export const ROLLING: Rule<number> = {
  expected: `whole days from 1d to ${MAX_WINDOW_DAYS}d, such as 28d`,
  read: value => {
    const days = (secondsOf(value) ?? 0) / DAY_SECONDS;
    return Number.isInteger(days) && days >= 1 && days <= MAX_WINDOW_DAYS
      ? days
      : undefined;
  },
  hint: value =>
    typeof value === 'string' && /^\d+\s*(M|Q|months?|quarters?)$/.test(value)
      ? 'for a calendar month or quarter write calendar: month or calendar: quarter, with a timezone'
      : durationHint(value),
};

/** What an hour of timeslices can be cut into, in seconds. */
export const SLICE: Rule<number> = {
  expected: 'a duration that divides one hour, such as 1m or 5m',
  read: value => {
    const seconds = secondsOf(value);
    return seconds !== undefined && 3_600 % seconds === 0 ? seconds : undefined;
  },
  hint: durationHint,
};

export const LOCAL_TIME: Rule<string> = {
  expected: "a time of day in quotes from '00:00' to '23:59'",
  read: value =>
    typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value)
      ? value
      : undefined,
  hint: value => {
    if (typeof value === 'number') return 'put it in quotes';
    if (typeof value !== 'string') return undefined;
    if (value === '24:00') {
      return "midnight at the end of a day is '00:00' of the next one";
    }
    const [, hour, minute] =
      /^(\d|[01]\d|2[0-3]):([0-5]\d)(?::00)?$/.exec(value) ?? [];
    return hour && `did you mean '${hour.padStart(2, '0')}:${minute}'?`;
  },
};

export const ZONE: Rule<string> = {
  expected: 'an IANA time zone such as Europe/Berlin or UTC',
  read: value =>
    typeof value === 'string' && isTimeZone(value) ? value : undefined,
  hint: value => {
    if (typeof value !== 'string') return undefined;
    if (/^(UTC|GMT)?[+-]\d/.test(value)) {
      return "an offset doesn't know about summer time";
    }
    const meant = nearest(value, Intl.supportedValuesOf('timeZone'));
    return meant && `did you mean ${meant}?`;
  },
};

/** The full ref of an entity of one kind. @internal */
export function refOf(kind: string, example: string): Rule<string> {
  return {
    expected: `the entity ref of a ${
      kind[0].toLocaleUpperCase('en-US') + kind.slice(1)
    }, such as ${example}`,
    read: value => {
      if (typeof value !== 'string') return undefined;
      try {
        const ref = parseEntityRef(value, { defaultKind: kind });
        const isPossible =
          ref.kind.toLocaleLowerCase('en-US') === kind &&
          KubernetesValidatorFunctions.isValidNamespace(
            ref.namespace.toLocaleLowerCase('en-US'),
          ) &&
          KubernetesValidatorFunctions.isValidObjectName(ref.name);
        return isPossible ? stringifyEntityRef(ref) : undefined;
      } catch {
        return undefined;
      }
    },
  };
}

/** Full refs of entities of one kind, each once: a list, or one text with commas as annotations have it. @internal */
export function refsOf(kind: string, example: string): Rule<string[]> {
  const one = refOf(kind, example);
  return {
    expected: `a list of up to ${MAX_REFS} refs, each ${one.expected}`,
    read: value => {
      const given =
        typeof value === 'string'
          ? value.split(',').map(ref => ref.trim())
          : value;
      if (!Array.isArray(given)) return undefined;
      const refs = given.map(ref => one.read(ref));
      const known = refs.filter(ref => ref !== undefined);
      const isWhole =
        known.length > 0 &&
        known.length === refs.length &&
        known.length <= MAX_REFS;
      return isWhole ? [...new Set(known)] : undefined;
    },
  };
}

export const OWNER: Rule<string> = {
  expected:
    'the entity ref of a Group or User, such as group:default/finance-data',
  read: value => {
    if (typeof value !== 'string') return undefined;
    try {
      return completeOwnerRef(value, 'owner');
    } catch {
      return undefined;
    }
  },
};
