import type { RunType } from '@sluice/plugin-pipelines-common';
import type { RunObservation } from '@sluice/plugin-pipelines-node';
import { iso } from './time';

/**
 * A run from its beginning to its end, as it was or will be. What a source shows of it depends on the moment. All
 * instants are milliseconds since 1970.
 *
 * @internal
 */
export type SimulatedRun = {
  pipelineExternalId: string;
  externalId: string;
  runType: RunType;
  /** When it was due or triggered, and entered the queue. */
  dueAt: number;
  startAt: number;
  /** Infinity for a process whose end isn't known yet. */
  endAt: number;
  outcome: 'success' | 'failed';
  intervalStart?: number;
  version: string;
  url: string;
  /** What the source says of it from its start on. */
  note?: string;
  /** What the source says of it once it has ended. */
  endNote?: string;
};

/**
 * When a run last changed, up to a moment.
 *
 * @returns undefined if nobody has heard of it by then
 * @internal
 */
export function lastChange(run: SimulatedRun, at: number): number | undefined {
  return [run.endAt, run.startAt, run.dueAt].find(event => event <= at);
}

/**
 * What a source says of a run at a moment.
 *
 * @returns undefined if nobody has heard of it by then
 * @internal
 */
export function observe(
  run: SimulatedRun,
  at: number,
): RunObservation | undefined {
  if (run.dueAt > at) return undefined;
  const started = run.startAt <= at;
  const ended = run.endAt <= at;
  const open = started ? 'running' : 'queued';
  const note = [run.note, ended ? run.endNote : undefined]
    .filter(Boolean)
    .join('. ');
  const due = iso(run.dueAt);
  const begin =
    run.intervalStart === undefined ? undefined : iso(run.intervalStart);
  return {
    pipelineExternalId: run.pipelineExternalId,
    externalId: run.externalId,
    state: ended ? run.outcome : open,
    runType: run.runType,
    runAfter: due,
    ...(begin !== undefined && {
      logicalDate: begin,
      dataIntervalStart: begin,
      dataIntervalEnd: due,
    }),
    queuedAt: due,
    ...(started && { startedAt: iso(run.startAt) }),
    ...(ended && { endedAt: iso(run.endAt) }),
    version: run.version,
    url: run.url,
    ...(note && { note }),
  };
}
