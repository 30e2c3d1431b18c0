import type { SourceIssue } from '@sluice/plugin-pipelines-node';
import type { SkippedRun } from './cursor';

const MOST_KEPT = 20;
const KEPT_FOR_MS = 24 * 60 * 60_000;

/**
 * The skipped runs that people should still see: the newest, for a day, each once.
 *
 * @internal
 */
export function keepSkipped(
  kept: SkippedRun[],
  seen: SkippedRun[],
  now: Date,
): SkippedRun[] {
  const byTitle = new Map<string, SkippedRun>();
  for (const run of [...kept, ...seen]) {
    byTitle.delete(run.title);
    if (now.getTime() - Date.parse(run.at) <= KEPT_FOR_MS) {
      byTitle.set(run.title, run);
    }
  }
  return [...byTitle.values()].slice(-MOST_KEPT);
}

/** @internal */
export function skippedRunIssues(skipped: SkippedRun[]): SourceIssue[] {
  return skipped.map(({ title, reason, pipeline, at }) => ({
    kind: 'skipped-run',
    title,
    message: `Airflow listed a run that can't be shown. ${reason}`,
    pipeline,
    at,
  }));
}
