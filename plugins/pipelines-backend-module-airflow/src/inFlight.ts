import type { RunObservation } from '@sluice/plugin-pipelines-node';

/** The cursor is written with every batch: this many are kept, the newest. */
const MOST_TRACKED = 200;

const isInFlight = ({ state }: RunObservation) =>
  state === 'running' || state === 'queued';

const keyOf = (run: { pipelineExternalId: string; externalId: string }) =>
  JSON.stringify([run.pipelineExternalId, run.externalId]);

/**
 * The runs to keep an eye on, after new observations.
 *
 * `updated_at` tells of every run that goes on or ends, but not of one that somebody deletes: it would stay "running" for
 * ever.
 *
 * @internal
 */
export function trackInFlight(
  tracked: RunObservation[],
  seen: RunObservation[],
): RunObservation[] {
  const byKey = new Map(tracked.map(run => [keyOf(run), run]));
  for (const run of seen) {
    byKey.delete(keyOf(run));
    if (isInFlight(run)) {
      byKey.set(keyOf(run), { ...run, url: undefined, note: undefined });
    }
  }
  return [...byKey.values()].slice(-MOST_TRACKED);
}

/** Tracked runs that Airflow doesn't list as running or queued. @internal */
export function missingFrom(
  tracked: RunObservation[],
  listed: RunObservation[],
): RunObservation[] {
  const keys = new Set(listed.map(keyOf));
  return tracked.filter(run => !keys.has(keyOf(run)));
}

/** A run that is no longer there to be asked about. @internal */
export function asUnknown(run: RunObservation): RunObservation {
  return { ...run, state: 'unknown' };
}
