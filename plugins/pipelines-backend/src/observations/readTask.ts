import type { TaskReading } from '@sluice/plugin-pipelines-node';
import { checkId, CLOCK_SKEW_TOLERANCE_MS, toStoredTime } from './readRun';

const STATES: readonly string[] = ['success', 'open', 'failed', 'absent'];

/** A task as it can be stored, or in words why it can't be. @internal */
export type ReadTaskResult =
  | { task: TaskReading; skewed: boolean }
  | { reason: string };

/**
 * Checks one reading of a task, so that one bad row of a source costs that row alone.
 *
 * @param observedAt - when the source was asked
 * @internal
 */
export function readTask(
  reading: TaskReading,
  observedAt: Date,
): ReadTaskResult {
  const problem =
    checkId('pipelineExternalId', reading.pipelineExternalId) ??
    checkId('runExternalId', reading.runExternalId) ??
    checkId('taskId', reading.taskId);
  if (problem) return { reason: problem };
  const { endedAt, state, tries } = reading;
  if (!STATES.includes(state)) {
    return { reason: `its state ${JSON.stringify(state)} is unknown` };
  }
  if (tries !== undefined && !(Number.isSafeInteger(tries) && tries >= 0)) {
    return { reason: 'its tries are not a whole number from 0 on' };
  }
  const ended = endedAt === undefined ? undefined : toStoredTime(endedAt);
  if (state === 'success' && !ended) {
    return {
      reason: 'it succeeded without an endedAt that is a time',
    };
  }
  const latest = observedAt.getTime() + CLOCK_SKEW_TOLERANCE_MS;
  return {
    task: { ...reading, endedAt: ended },
    skewed: ended !== undefined && Date.parse(ended) > latest,
  };
}
