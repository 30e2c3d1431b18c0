import { RUN_STATES, RUN_TYPES } from '@sluice/plugin-pipelines-common';
import type { RunObservation } from '@sluice/plugin-pipelines-node';
import type { RunReading } from './runRecords';

/** A clock at a source may be this much ahead of ours before we say so, in milliseconds. @internal */
export const CLOCK_SKEW_TOLERANCE_MS = 5 * 60_000;

/** The longest id that is stored, in characters. Airflow allows 250. @internal */
export const MAX_EXTERNAL_ID_LENGTH = 512;

/**
 * A run as it can be stored, or in words why it can't be. @internal
 */
export type ReadRunResult =
  | { run: RunReading; skewed: boolean }
  | { reason: string };

/**
 * Checks one observation, so that one bad row of a source costs that row alone.
 *
 * @param observedAt - when the source was asked
 * @internal
 */
export function readRun(
  observation: RunObservation,
  observedAt: Date,
): ReadRunResult {
  const problem =
    checkId('pipelineExternalId', observation.pipelineExternalId) ??
    checkId('externalId', observation.externalId);
  if (problem) return { reason: problem };
  if (!RUN_STATES.includes(observation.state)) {
    return { reason: `its state ${show(observation.state)} is unknown` };
  }
  if (!RUN_TYPES.includes(observation.runType)) {
    return { reason: `its runType ${show(observation.runType)} is unknown` };
  }
  const times = readTimes(observation);
  if ('reason' in times) return times;
  if (!times.runAfter) return { reason: 'it has no runAfter' };
  const { runAfter } = times;
  return {
    run: {
      externalRunId: observation.externalId,
      state: observation.state,
      runType: observation.runType,
      ...times,
      runAfter,
      version: cleanText(observation.version),
      url: httpUrl(observation.url),
      note: cleanText(observation.note),
      observedAt: observedAt.toISOString(),
    },
    skewed: isSkewed(times, observedAt),
  };
}

/** Checks an id that a source gives. @returns what is wrong with it, in words. @internal */
export function checkId(field: string, value: unknown): string | undefined {
  if (typeof value !== 'string' || value.trim() === '') {
    return `it has no ${field}`;
  }
  if (value.length > MAX_EXTERNAL_ID_LENGTH) {
    return `its ${field} is longer than ${MAX_EXTERNAL_ID_LENGTH} characters`;
  }
  if (value.includes('\0')) return `its ${field} holds a null character`;
  return undefined;
}

/** Text that every database takes: PostgreSQL refuses null characters. @internal */
export function cleanText(value: string | undefined): string | null {
  const text = typeof value === 'string' ? value.replaceAll('\0', '') : '';
  return text === '' ? null : text;
}

/** Only links that are safe to click. @internal */
export function httpUrl(value: string | undefined): string | null {
  const text = cleanText(value);
  return text && /^https?:\/\//i.test(text) ? text : null;
}

/**
 * A time in the one form in which we store times.
 *
 * @returns undefined if it isn't ISO 8601 or lies outside the years 1970 to 9999; a time without a zone is UTC
 * @internal
 */
export function toStoredTime(value: string): string | undefined {
  if (isStoredTime(value)) return value;
  const match =
    /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
      value,
    );
  if (!match) return undefined;
  const zoned = match[1] || value.length === 10 ? value : `${value}Z`;
  const time = new Date(zoned.replace(' ', 'T').replace(',', '.'));
  const year = time.getUTCFullYear();
  return year >= 1970 && year <= 9999 ? time.toISOString() : undefined;
}

/** Most times come in the stored form already, and there are many of them: this is several times faster than the rest. */
function isStoredTime(value: string): boolean {
  if (value.length !== 24 || value.charCodeAt(0) > 0x39) return false;
  const time = Date.parse(value);
  return time >= 0 && new Date(time).toISOString() === value;
}

const TIME_FIELDS = [
  'runAfter',
  'logicalDate',
  'dataIntervalStart',
  'dataIntervalEnd',
  'queuedAt',
  'startedAt',
  'endedAt',
] as const;

type Times = Record<(typeof TIME_FIELDS)[number], string | null>;

function readTimes(observation: RunObservation): Times | { reason: string } {
  const times = {} as Times;
  for (const field of TIME_FIELDS) {
    const value = observation[field];
    if (value === undefined || value === null) {
      times[field] = null;
      continue;
    }
    const time = typeof value === 'string' ? toStoredTime(value) : undefined;
    if (!time) return { reason: `its ${field} ${show(value)} is not a time` };
    times[field] = time;
  }
  return times;
}

function isSkewed(times: Times, observedAt: Date): boolean {
  const latest = new Date(
    observedAt.getTime() + CLOCK_SKEW_TOLERANCE_MS,
  ).toISOString();
  // A data interval or a due time may lie ahead; what has happened can't.
  return [times.queuedAt, times.startedAt, times.endedAt].some(
    time => time !== null && time > latest,
  );
}

function show(value: unknown): string {
  return JSON.stringify(String(value).slice(0, 60));
}
