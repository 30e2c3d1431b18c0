import type { AlertKind } from '@sluice/plugin-pipelines-common';
import { DateTime, Duration } from 'luxon';
import type { Affected, AlertRecord, Cause } from './alertRecords';
import { FAMILY_OF } from './alertRules';

/** What an alert is about, for its words. @internal */
export type AlertContent = {
  kind: AlertKind;
  cause: Cause;
  dueAt: string | null;
  /** Those that are affected, the worst first. */
  affected: Affected[];
};

/** Why a run isn't there, after the name of its pipeline. */
const MISS_WORDS: Readonly<Record<string, string>> = {
  failed: 'its run failed',
  'not-finished': 'its run is not done yet',
  'not-run': 'no run was started',
  'marked-by-hand':
    'its run was marked as a success by hand and delivered nothing',
  quarantined: 'its data is in quarantine',
};

/**
 * A time of the day for a reader, with the zone that it is in.
 *
 * @param time - ISO 8601
 * @param zone - IANA; UTC by default
 * @internal
 */
export function clockText(time: string, zone = 'UTC'): string {
  const local = DateTime.fromISO(time, { zone });
  return `${local.toFormat('HH:mm')} ${zone}`;
}

/** A length of time in words, `2 h 10 min`. @param seconds - rounded to minutes @internal */
export function lengthText(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const {
    days,
    hours,
    minutes: rest,
  } = Duration.fromObject({ minutes })
    .shiftTo('days', 'hours', 'minutes')
    .toObject();
  const parts = [
    days ? `${days} d` : '',
    hours ? `${hours} h` : '',
    rest || (!days && !hours) ? `${rest ?? 0} min` : '',
  ];
  return parts.filter(Boolean).join(' ');
}

/** One sentence that says what is wrong, with what, and for how many. @internal */
export function summaryOf(content: AlertContent): string {
  const { affected, cause, kind } = content;
  switch (FAMILY_OF[kind]) {
    case 'late':
      return lateSummary(content);
    case 'silent':
      return `${
        cause.title
      } is silent although it normally isn't at this time: ${counted(
        affected.length,
        'pipeline reads',
        'pipelines read',
      )} from it`;
    case 'unreadable':
      return `${cause.title} can't be read: nothing is known of ${counted(
        affected.length,
        'pipeline',
        'pipelines',
      )}`;
    case 'burning':
      return `${cause.title} spends its error budget ${
        kind === 'burning-fast' ? 'fast' : 'faster than it may'
      }${promiseOf(content)}`;
    case 'budget':
      return `${cause.title} has spent its error budget${promiseOf(content)}${
        affected[0]?.reason ? `: ${affected[0].reason}` : ''
      }`;
    default:
      return `Too little is known of ${
        cause.title
      } to say whether it keeps its promise${promiseOf(content)}${
        affected[0]?.reason ? `: ${affected[0].reason}` : ''
      }`;
  }
}

function lateSummary(content: AlertContent): string {
  const { affected, cause } = content;
  const others = affected.filter(each => each.pipelineRef !== cause.ref);
  const own = affected.find(each => each.pipelineRef === cause.ref);
  if (others.length === 0 && own) return `${cause.title} ${ownLateness(own)}`;
  const missed = others.filter(({ kind }) => kind === 'missed-deadline').length;
  const atRisk = others.filter(({ kind }) => kind === 'will-miss').length;
  const slow = others.length - missed - atRisk;
  const what = [
    missed ? `${missed} missed their deadline` : '',
    atRisk ? `${atRisk} will miss theirs` : '',
    slow ? `${slow} not done in time` : '',
  ].filter(Boolean);
  return `${cause.title} holds up ${counted(
    others.length,
    'pipeline',
    'pipelines',
  )} (${what.join(', ')})${
    cause.reason ? `: ${lowerFirst(cause.reason)}` : ''
  }`;
}

function ownLateness(own: Affected): string {
  const because = own.reason && MISS_WORDS[own.reason];
  const due = own.dueAt ? clockText(own.dueAt, own.timezone) : '';
  if (own.kind === 'will-miss') {
    const expected = own.expectedAt
      ? `: it is expected by ${clockText(own.expectedAt, own.timezone)}`
      : '';
    return `will miss its deadline of ${due}${expected}`;
  }
  const what =
    own.kind === 'missed-deadline'
      ? `missed its deadline of ${due}`
      : `was to be done by ${due}`;
  return `${what}${because ? `: ${because}` : ''}`;
}

/** What to do now. @internal */
export function nextStepOf(content: AlertContent): string {
  const { affected, cause, kind } = content;
  const own = affected.find(each => each.pipelineRef === cause.ref);
  switch (kind) {
    case 'will-miss':
      return `See what ${cause.title} waits for, and tell the readers of what will be late when to expect it.`;
    case 'missed-deadline':
    case 'over-duration':
      if (own?.reason === 'not-run') {
        return `Find out why ${cause.title} wasn't started, and start it.`;
      }
      if (own?.reason === 'not-finished') {
        return `See what the run of ${cause.title} waits for; stop and rerun it if it hangs.`;
      }
      return `Look at the last run of ${cause.title}, repair what broke it and run it again; what it holds up follows.`;
    case 'source-silent':
      return `Ask the producer of ${cause.title} whether it runs: consumers have nothing to read.`;
    case 'source-unreadable':
      return `Check the address, the credentials and the network of ${cause.title}; what became of its pipelines shows once it can be read.`;
    case 'burning-fast':
      return `Look at ${cause.title} now: at this rate its budget is spent within hours.`;
    case 'burning-slow':
      return `Plan a look at ${cause.title}: at this rate its budget doesn't last its window.`;
    case 'budget-exhausted':
      return `Put what makes ${cause.title} unreliable before new work, or agree on another promise.`;
    default:
      return `See why what was due isn't known: the sources of ${cause.title}, and whether they list it.`;
  }
}

/** What whoever opened it is told when it is over. @internal */
export function resolvedSummary(
  alert: Pick<AlertRecord, 'summary' | 'openedAt'>,
  now: string,
): string {
  const seconds = (Date.parse(now) - Date.parse(alert.openedAt)) / 1000;
  return `Over after ${lengthText(seconds)}: ${alert.summary}`;
}

function promiseOf({ affected }: AlertContent): string {
  const titles = [
    ...new Set(affected.flatMap(({ sloTitle }) => sloTitle ?? [])),
  ];
  return titles.length > 0 ? ` (${titles.join(', ')})` : '';
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLocaleLowerCase('en-US') + text.slice(1);
}
