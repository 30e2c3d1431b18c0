import type { FleetRecord } from '../fleet';
import type { ObservationService } from '../observations';
import { plusMs } from '../slo';
import type { Condition } from './alertRecords';
import { gradeOf } from './alertRules';
import { affectedOf } from './sloConditions';

/** New pipelines of a source that can't be read join its alert after this at the latest. In milliseconds. */
const RECHECK_MS = 10 * 60_000;

/** A source as it was judged. @internal */
export type JudgedSource = Awaited<
  ReturnType<ObservationService['health']>
>[number];

/** Whether nothing is known of its pipelines, and that isn't because it is about to be read for the first time. @internal */
export function isUnreadable(source: JudgedSource): boolean {
  return !source.health.readable && source.health.status !== 'pending';
}

/**
 * A source that can't be read is one matter, whatever number of pipelines nothing is known of because of it.
 *
 * @param options - `production`: the last environment of the config
 * @internal
 */
export function sourceConditions(options: {
  source: JudgedSource;
  pipelines: FleetRecord[];
  production: string;
  now: string;
}): Condition[] {
  const { now, pipelines, production, source } = options;
  if (!isUnreadable(source)) return [];
  const since =
    source.failingSince ?? source.lastSuccessAt ?? source.lastAttemptAt ?? now;
  return pipelines.map(pipeline => ({
    id: `source:${source.id}:unreadable:${pipeline.id}`,
    origin: `source:${source.id}`,
    kind: 'source-unreadable' as const,
    ...gradeOf('source-unreadable', {
      ...pipeline,
      production: source.environment === production,
    }),
    ...affectedOf(pipeline),
    since,
    reason: source.message ?? undefined,
    cause: {
      type: 'source' as const,
      ref: source.id,
      title: source.title,
      owner: '',
      reason: source.message ?? undefined,
    },
    recheckAt: plusMs(now, RECHECK_MS),
  }));
}
