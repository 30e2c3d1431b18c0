import type {
  CostReading,
  CountReading,
  FreshnessReading,
  ReadingSubject,
  TestReading,
} from '@sluice/plugin-pipelines-node';
import {
  checkId,
  cleanText,
  CLOCK_SKEW_TOLERANCE_MS,
  toStoredTime,
} from '../readRun';
import type { Checked } from './readingRecords';

/** The longest execution id that is stored, in characters. */
const MAX_EXECUTION_ID_LENGTH = 255;
const MEASURES = ['consumer-lag', 'sink', 'loaded-at', 'last-altered'];
const TRAFFIC = ['flowing', 'idle', 'silent'];
const TEST_STATES = ['pass', 'warn', 'fail', 'error', 'skipped'];
const SIDES = ['in', 'out'];
const BASES = ['metered', 'attributed'];
const UNITS = ['snowflake-credits'];
/** Longer ones, which may well be whole JSON documents, are no labels. */
const MAX_LABEL_LENGTH = 255;

/** A reading as it can be stored, or in words why it can't be. @internal */
export type ReadResult<T> = { reading: Checked<T> } | { reason: string };

/** Checks one freshness reading. @param observedAt - when the source was asked @internal */
export function readFreshness(
  reading: FreshnessReading,
  observedAt: Date,
): ReadResult<FreshnessReading> {
  const { measure, ageSeconds, loadedAt, traffic } = reading;
  const result = check(reading, observedAt, ['at'], () => {
    if (!MEASURES.includes(measure)) return unknown('measure', measure);
    if (traffic !== undefined && !TRAFFIC.includes(traffic)) {
      return unknown('traffic', traffic);
    }
    if (ageSeconds !== undefined && !isAmount(ageSeconds)) {
      return `its ageSeconds ${show(ageSeconds)} is not a number from 0 on`;
    }
    if (loadedAt !== undefined && !timeOf(loadedAt)) {
      return `its loadedAt ${show(loadedAt)} is not a time`;
    }
    return undefined;
  });
  if ('reason' in result || loadedAt === undefined) return result;
  return { reading: { ...result.reading, loadedAt: timeOf(loadedAt) } };
}

/** Checks one test result. @param observedAt - when the source was asked @internal */
export function readTest(
  reading: TestReading,
  observedAt: Date,
): ReadResult<TestReading> {
  const { executionId, failures, state, test } = reading;
  const result = check(reading, observedAt, ['at'], () => {
    const problem =
      checkId('test', test) ?? checkId('executionId', executionId);
    if (problem) return problem;
    if (executionId.length > MAX_EXECUTION_ID_LENGTH) {
      return `its executionId is longer than ${MAX_EXECUTION_ID_LENGTH} characters`;
    }
    if (!TEST_STATES.includes(state)) return unknown('state', state);
    if (failures !== undefined && !isAmount(failures)) {
      return `its failures ${show(failures)} is not a number from 0 on`;
    }
    return undefined;
  });
  if ('reason' in result) return result;
  const message = cleanText(reading.message) ?? undefined;
  return { reading: { ...result.reading, message } };
}

/** Checks one count. @param observedAt - when the source was asked @internal */
export function readCount(
  reading: CountReading,
  observedAt: Date,
): ReadResult<CountReading> {
  const { count, side } = reading;
  const result = check(reading, observedAt, ['at', 'from', 'to'], () => {
    if (!SIDES.includes(side)) return unknown('side', side);
    if (!Number.isSafeInteger(count) || count < 0) {
      return `its count ${show(count)} is not a whole number from 0 on`;
    }
    return undefined;
  });
  if ('reason' in result) return result;
  const { from, to } = result.reading;
  return from < to
    ? result
    : { reason: `its period from ${from} to ${to} has no length` };
}

/** Checks one cost. @param observedAt - when the source was asked @internal */
export function readCost(
  reading: CostReading,
  observedAt: Date,
): ReadResult<CostReading> {
  const { amount, basis, label, resource, unit } = reading;
  const problem = checkId('resource', resource);
  if (problem) return { reason: problem };
  if (resource.length > MAX_LABEL_LENGTH) {
    return {
      reason: `its resource is longer than ${MAX_LABEL_LENGTH} characters`,
    };
  }
  const result = checkTimes(reading, observedAt, ['at', 'from', 'to'], () => {
    if (!BASES.includes(basis)) return unknown('basis', basis);
    if (!UNITS.includes(unit)) return unknown('unit', unit);
    if (label !== undefined && basis === 'metered') {
      return 'it has a label, which only what is attributed can have';
    }
    if (!isAmount(amount)) {
      return `its amount ${show(amount)} is not a number from 0 on`;
    }
    return undefined;
  });
  if ('reason' in result) return result;
  const { from, to } = result.reading;
  if (from >= to) {
    return { reason: `its period from ${from} to ${to} has no length` };
  }
  const text = cleanText(label)?.slice(0, MAX_LABEL_LENGTH).trim();
  return { reading: { ...result.reading, label: text || undefined } };
}

function check<T extends { subject: ReadingSubject; at: string }>(
  reading: T,
  observedAt: Date,
  timeFields: Array<keyof T & string>,
  problemOf: () => string | undefined,
): ReadResult<T> {
  const { dataset, pipeline } = reading.subject ?? {};
  if ((dataset === undefined) === (pipeline === undefined)) {
    return { reason: 'its subject names neither a pipeline nor a dataset' };
  }
  const problem =
    pipeline === undefined
      ? checkId('subject.dataset', dataset)
      : checkId('subject.pipeline', pipeline);
  if (problem) return { reason: problem };
  return checkTimes(reading, observedAt, timeFields, problemOf);
}

function checkTimes<T extends { at: string }>(
  reading: T,
  observedAt: Date,
  timeFields: Array<keyof T & string>,
  problemOf: () => string | undefined,
): ReadResult<T> {
  const times: Partial<T> = {};
  for (const field of timeFields) {
    const time = timeOf(reading[field]);
    if (!time) {
      return { reason: `its ${field} ${show(reading[field])} is not a time` };
    }
    times[field] = time as T[typeof field];
  }
  const reason = problemOf();
  if (reason) return { reason };
  const latest = observedAt.getTime() + CLOCK_SKEW_TOLERANCE_MS;
  const skewed = Date.parse(times.at as string) > latest;
  return { reading: { ...reading, ...times, skewed } };
}

function timeOf(value: unknown): string | undefined {
  return typeof value === 'string' ? toStoredTime(value) : undefined;
}

function isAmount(value: unknown): boolean {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function unknown(field: string, value: unknown): string {
  return `its ${field} ${show(value)} is unknown`;
}

function show(value: unknown): string {
  return JSON.stringify(String(value).slice(0, 60));
}
