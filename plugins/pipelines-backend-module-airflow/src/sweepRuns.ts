import type { RunObservation } from '@sluice/plugin-pipelines-node';
import type { AirflowApi } from './AirflowApi';
import type { AirflowInstance } from './config';
import type { AirflowCursor, SkippedRun } from './cursor';
import { AirflowError, isAirflowFailure } from './errors';
import { trackInFlight } from './inFlight';
import { FIRST_PAGE, type PageReading } from './paging';
import { readRun } from './runs';
import { keepSkipped } from './skippedRuns';
import { readsSince } from './watermark';

/** SQLite takes no larger insert. */
const MAX_BATCH = 400;
const MOST_RESTARTS = 3;

/** Runs to store, with the cursor to store beside them. @internal */
export type RunPart = { runs: RunObservation[]; cursor: AirflowCursor };

/**
 * Reads the runs that changed since the last sweep, or goes on with one that was interrupted.
 *
 * @throws AirflowError
 * @internal
 */
export async function* sweepRuns(options: {
  api: AirflowApi;
  instance: Pick<AirflowInstance, 'name' | 'historyDays' | 'uiUrl'>;
  isWanted: (dagId: string) => boolean;
  cursor: AirflowCursor;
  serverNow: Date;
  now: Date;
  signal: AbortSignal;
}): AsyncGenerator<RunPart> {
  const { api, instance, isWanted, serverNow, now, signal } = options;
  const { major } = api.dialect;
  const sweep = beginOrResume(options);
  let cursor: AirflowCursor = { ...options.cursor, sweep };
  let waiting: RunObservation[] = [];
  let skipped: SkippedRun[] = [];
  let restarts = 0;

  const part = (next: AirflowCursor, runs: RunObservation[]): RunPart => ({
    runs,
    cursor: {
      ...next,
      inFlight: trackInFlight(next.inFlight, runs),
      skipped: keepSkipped(next.skipped, skipped, now),
    },
  });

  let position = sweep.position as typeof sweep.position | undefined;
  while (position) {
    signal.throwIfAborted();
    let reading: PageReading;
    try {
      reading = await api.runs(
        { updatedSince: new Date(sweep.since) },
        position,
        { signal },
      );
    } catch (error) {
      // A cursor of before an upgrade; once at the start it isn't the position that is wrong.
      if (!isAirflowFailure(error, 'rejected') || position === FIRST_PAGE) {
        throw error;
      }
      reading = { rows: [], next: FIRST_PAGE, hasMoved: true };
    }
    if (reading.hasMoved && ++restarts > MOST_RESTARTS) {
      throw new AirflowError(
        `Airflow ${instance.name} deleted runs ${restarts} times while they were read; the next sweep starts over`,
        { failure: 'server' },
      );
    }
    for (const row of reading.rows) {
      const read = readRun(row, { uiUrl: instance.uiUrl, major });
      if ('skipped' in read) {
        skipped.push({ ...read.skipped, at: serverNow.toISOString() });
      } else if (isWanted(read.run.pipelineExternalId)) {
        waiting.push(read.run);
      }
    }
    // A page that is larger than a batch: its parts don't move the cursor past it.
    while (waiting.length > MAX_BATCH) {
      const { cursor: next, runs } = part(cursor, waiting.slice(0, MAX_BATCH));
      cursor = next;
      waiting = waiting.slice(MAX_BATCH);
      yield { cursor, runs };
    }
    position = reading.next;
    const isNextPageTooMuch = waiting.length + reading.rows.length > MAX_BATCH;
    if (position && isNextPageTooMuch) {
      const { cursor: next, runs } = part(
        { ...cursor, sweep: { ...sweep, position } },
        waiting,
      );
      cursor = next;
      waiting = [];
      skipped = [];
      yield { cursor, runs };
    }
  }

  yield part(
    { ...cursor, watermark: sweep.startedAt, sweep: undefined },
    waiting,
  );
}

function beginOrResume(options: {
  api: AirflowApi;
  instance: Pick<AirflowInstance, 'historyDays'>;
  cursor: AirflowCursor;
  serverNow: Date;
}): NonNullable<AirflowCursor['sweep']> {
  const { api, instance, cursor, serverNow } = options;
  const { major } = api.dialect;
  if (cursor.sweep) {
    return cursor.sweep.major === major
      ? cursor.sweep
      : { ...cursor.sweep, major, position: FIRST_PAGE };
  }
  return {
    since: readsSince({
      watermark: cursor.watermark ? new Date(cursor.watermark) : undefined,
      serverNow,
      historyDays: instance.historyDays,
    }).toISOString(),
    startedAt: serverNow.toISOString(),
    major,
    position: FIRST_PAGE,
  };
}
