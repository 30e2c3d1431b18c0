import type {
  FreshnessReading,
  RunObservation,
} from '@sluice/plugin-pipelines-node';
import { dbtNodeOf } from '../catalog/technologies';
import type { NorthstarPipeline } from '../fleet';
import { DAY, iso, MINUTE } from './time';

/** How far back loads are told, so that the first start stays quick. */
const TOLD = 7 * DAY;

/** The tables are looked at shortly before a run is done, and when it is. */
const BEFORE = 5 * MINUTE;

/**
 * When the models of a dbt selection were loaded by the runs that succeeded: as `dbt source freshness` would read them, had somebody asked
 * at the right moments.
 *
 * @param options - `now` in milliseconds since 1970
 * @internal
 */
export function loadReadings(options: {
  pipeline: NorthstarPipeline;
  runs: RunObservation[];
  now: number;
}): FreshnessReading[] {
  const { now, pipeline, runs } = options;
  const models = pipeline.writes.map(key => key.slice(key.indexOf(':') + 1));
  return runs.flatMap(run => {
    const { dataIntervalStart, endedAt, state } = run;
    if (!endedAt || state !== 'success') return [];
    const doneAt = Date.parse(endedAt);
    if (doneAt < now - TOLD) return [];
    return models.flatMap(model => {
      const subject = { dataset: dbtNodeOf(pipeline, model) };
      const reading = (at: number, loadedAt: string): FreshnessReading => ({
        subject,
        at: iso(at),
        measure: 'loaded-at',
        ageSeconds: (at - Date.parse(loadedAt)) / 1000,
        loadedAt,
      });
      return [
        ...(dataIntervalStart
          ? [reading(doneAt - BEFORE, dataIntervalStart)]
          : []),
        reading(doneAt, endedAt),
      ];
    });
  });
}
