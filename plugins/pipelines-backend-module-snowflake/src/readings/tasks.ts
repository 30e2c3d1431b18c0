import type { SourceIssue } from '@sluice/plugin-pipelines-node';
import type { TaskRun } from '../sql/taskHistory';
import { written } from '../tables/identifiers';

/**
 * Tasks of Snowflake whose last run failed. A task isn't a pipeline of the catalog, so its failure is an issue of the source; it is gone
 * with the next run that succeeds.
 *
 * @internal
 */
export function failedTasks(runs: TaskRun[]): SourceIssue[] {
  return runs
    .filter(({ STATE }) => STATE.startsWith('FAILED'))
    .map(({ COMPLETED, DATABASE, ERROR, QUERY, SCHEMA, STATE, TASK }) => ({
      kind: 'task-failed',
      title: [DATABASE, SCHEMA, TASK].map(written).join('.'),
      message: [
        STATE === 'FAILED_AND_AUTO_SUSPENDED'
          ? 'The last run of this task failed, and Snowflake suspended the task'
          : 'The last run of this task failed',
        ERROR && ` (error ${ERROR})`,
        QUERY && `; the query is ${QUERY}`,
      ]
        .filter(Boolean)
        .join(''),
      at: COMPLETED.toISOString(),
    }));
}
