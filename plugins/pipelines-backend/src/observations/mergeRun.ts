import type { RunFacts, RunReading } from './runRecords';

/**
 * What is known of a run once `reading` is added to what was known.
 *
 * A first success is frozen: clearing a finished Airflow run overwrites its dates at the source, and a promise that was kept
 * stays kept. A reading that is older than the one we have changes nothing.
 *
 * @returns `previous` itself if the reading is older
 * @internal
 */
export function mergeRun(
  previous: RunFacts | undefined,
  reading: RunReading,
): RunFacts {
  if (previous && reading.observedAt < previous.observedAt) return previous;
  const firstSuccessAt =
    previous?.firstSuccessAt ??
    (reading.state === 'success'
      ? reading.endedAt ?? reading.observedAt
      : null);
  return {
    ...reading,
    firstStartedAt: previous?.firstStartedAt ?? reading.startedAt,
    firstSuccessAt,
    cleared: Boolean(
      previous && (previous.cleared || ranAgain(previous, reading)),
    ),
    durationMs: between(reading.startedAt, reading.endedAt),
    doneAfterMs: between(
      reading.dataIntervalEnd ?? reading.runAfter,
      firstSuccessAt,
    ),
  };
}

const COMPARED: Array<keyof RunFacts> = [
  'state',
  'runType',
  'runAfter',
  'logicalDate',
  'dataIntervalStart',
  'dataIntervalEnd',
  'queuedAt',
  'startedAt',
  'endedAt',
  'version',
  'url',
  'note',
  'firstStartedAt',
  'firstSuccessAt',
  'cleared',
];

/** Whether two states of a run are the same but for when they were read. @internal */
export function sameRun(a: RunFacts, b: RunFacts): boolean {
  return COMPARED.every(field => a[field] === b[field]);
}

const ENDED = ['success', 'failed'];

function ranAgain(previous: RunFacts, reading: RunReading): boolean {
  if (!ENDED.includes(previous.state)) return false;
  if (reading.state === 'queued' || reading.state === 'running') return true;
  return (
    ENDED.includes(reading.state) &&
    (differs(previous.startedAt, reading.startedAt) ||
      differs(previous.endedAt, reading.endedAt))
  );
}

/** A time that was missing before, or is missing now, is no evidence of a second execution. */
function differs(before: string | null, after: string | null): boolean {
  return before !== null && after !== null && before !== after;
}

function between(from: string | null, to: string | null): number | null {
  return from && to ? Date.parse(to) - Date.parse(from) : null;
}
