import { ServiceUnavailableError } from '@backstage/errors';
import type { TaskInstance } from '@sluice/plugin-pipelines-common';
import {
  errorText,
  type ObservationService,
  type StoredRun,
} from '../observations';

/** A page waits no longer than this for a source, in milliseconds. */
const TASKS_TIMEOUT_MS = 15_000;

/**
 * The tasks of a run, asked of its source now.
 *
 * @throws ServiceUnavailableError if the source can't be asked
 * @internal
 */
export async function readTasks(
  observations: ObservationService,
  found: { run: StoredRun; pipelineExternalId: string },
  signal: AbortSignal,
): Promise<{ supported: boolean; items: TaskInstance[] }> {
  const { run, pipelineExternalId } = found;
  const source = observations.source(run.sourceId);
  if (!source?.readTasks) return { supported: false, items: [] };
  const timeout = AbortSignal.timeout(TASKS_TIMEOUT_MS);
  try {
    const items = await source.readTasks(
      { pipelineExternalId, externalId: run.externalRunId },
      { signal: AbortSignal.any([signal, timeout]) },
    );
    return { supported: true, items };
  } catch (error) {
    const reason = timeout.aborted
      ? `no answer within ${TASKS_TIMEOUT_MS / 1000} s`
      : errorText(error);
    throw new ServiceUnavailableError(
      `${source.title} could not be asked for the tasks of the run: ${reason}`,
    );
  }
}
