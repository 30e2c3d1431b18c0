import type { RunObservation } from '@sluice/plugin-pipelines-node';
import type { AirflowApi } from './AirflowApi';
import { isAirflowFailure } from './errors';
import { asUnknown, missingFrom } from './inFlight';
import { FIRST_PAGE, type PagePosition } from './paging';
import { readRun } from './runs';

/** With more runs in flight than fit these pages nobody can say cheaply which are missing. */
const MOST_PAGES = 10;
/** Each costs a request; the rest is looked at next time. */
const MOST_ASKED = 20;

/**
 * Asks about runs that were in flight and that Airflow no longer lists as such without having said that they ended: mostly
 * runs that somebody deleted.
 *
 * @param options - `tracked`: what was in flight when last seen
 * @returns what they are now; `unknown` for those that are gone
 * @throws AirflowError
 * @internal
 */
export async function readLostRuns(options: {
  api: AirflowApi;
  uiUrl: string;
  tracked: RunObservation[];
  signal: AbortSignal;
}): Promise<RunObservation[]> {
  const { api, uiUrl, tracked, signal } = options;
  if (!tracked.length) return [];
  const context = { uiUrl, major: api.dialect.major };
  const toRun = (row: unknown): RunObservation[] => {
    const read = readRun(row, context);
    return 'run' in read ? [read.run] : [];
  };

  const listed: RunObservation[] = [];
  let position: PagePosition | undefined = FIRST_PAGE;
  for (let pages = 0; position; pages++) {
    if (pages === MOST_PAGES) return [];
    const reading = await api.runs(
      { states: ['running', 'queued'] },
      position as PagePosition,
      { signal },
    );
    listed.push(...reading.rows.flatMap(toRun));
    position = reading.next;
  }

  const found: RunObservation[] = [];
  for (const run of missingFrom(tracked, listed).slice(0, MOST_ASKED)) {
    try {
      const row = await api.run(
        { dagId: run.pipelineExternalId, runId: run.externalId },
        { signal },
      );
      found.push(...toRun(row));
    } catch (error) {
      if (!isAirflowFailure(error, 'not-found')) throw error;
      found.push(asUnknown(run));
    }
  }
  return found;
}
