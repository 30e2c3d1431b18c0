import type {
  DatasetDefinition,
  RunBatch,
  SourceIssue,
  TaskReading,
} from '@sluice/plugin-pipelines-node';
import { readDatasetDefinition } from './datasets/readDatasetDefinition';
import type { SourcePipeline } from './externalPipelineRecords';
import { readDefinition } from './readDefinition';
import { readRun } from './readRun';
import { readTask } from './readTask';
import type { RunReading } from './runRecords';

type CheckedRun = { externalId: string; run: RunReading };
type Definition = NonNullable<SourcePipeline['definition']>;

/** What of a batch can be stored, beside its readings. @internal */
export type CheckedBatch = {
  runs: CheckedRun[];
  tasks: TaskReading[];
  definitions: Definition[];
  datasets: DatasetDefinition[];
  /** What can't be, and clocks that are ahead. */
  issues: SourceIssue[];
};

/** Checks the rows of a batch, so that one bad row of a source costs that row alone. @internal */
export function checkBatch(batch: RunBatch, readAt: Date): CheckedBatch {
  const issues: SourceIssue[] = [];
  const runs: CheckedRun[] = [];
  const at = readAt.toISOString();
  for (const observation of batch.runs ?? []) {
    const result = readRun(observation, readAt);
    const pipeline = String(observation.pipelineExternalId ?? '').slice(0, 250);
    const title = `${pipeline || 'a pipeline without id'} ${String(
      observation.externalId ?? '',
    ).slice(0, 250)}`.trim();
    if ('reason' in result) {
      const message = `The run was left out: ${result.reason}`;
      issues.push({ kind: 'skipped-run', title, message, pipeline, at });
      continue;
    }
    runs.push({
      externalId: observation.pipelineExternalId,
      run: result.run,
    });
    if (result.skewed) {
      const message =
        'The run has times in the future: compare the clock of the source with that of this backend';
      issues.push({ kind: 'clock-skew', title, message, pipeline, at });
    }
  }
  const tasks: TaskReading[] = [];
  for (const reading of batch.tasks ?? []) {
    const result = readTask(reading, readAt);
    const title = `${reading.pipelineExternalId ?? ''} ${
      reading.runExternalId ?? ''
    } ${reading.taskId ?? ''}`
      .trim()
      .slice(0, 250);
    if ('task' in result) tasks.push(result.task);
    if ('reason' in result || result.skewed) {
      const message =
        'reason' in result
          ? `The task was left out: ${result.reason}`
          : 'The task ended in the future: compare the clock of the source with that of this backend';
      const kind = 'reason' in result ? 'skipped-run' : 'clock-skew';
      issues.push({ kind, title, message, at });
    }
  }
  const definitions: Definition[] = [];
  for (const listed of batch.definitions ?? []) {
    const result = readDefinition(listed);
    if ('definition' in result) {
      definitions.push(result.definition);
      continue;
    }
    const title = String(listed.externalId ?? '') || 'a pipeline without id';
    const message = `The definition was left out: ${result.reason}`;
    issues.push({ kind: 'skipped-run', title, message, at });
  }
  const datasets: DatasetDefinition[] = [];
  for (const listed of batch.datasets ?? []) {
    const result = readDatasetDefinition(listed);
    if ('definition' in result) {
      datasets.push(result.definition);
      continue;
    }
    const title = String(listed.externalId ?? '') || 'a dataset without id';
    const message = `The dataset was left out: ${result.reason}`;
    issues.push({ kind: 'skipped-reading', title, message, at });
  }
  return { runs, tasks, definitions, datasets, issues };
}
