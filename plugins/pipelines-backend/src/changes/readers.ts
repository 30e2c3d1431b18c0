import type { FleetHistory } from '../fleet';
import type {
  ChangeHistory,
  ObservationService,
  ReadingService,
} from '../observations';
import type { PromiseHistory } from '../slo';
import type { ChangeReader } from './change';
import {
  catalogChanges,
  definitionChanges,
  promiseChanges,
} from './configurationChanges';
import { type DeployedRelease, releaseChanges } from './releaseChanges';
import { runChanges } from './runChanges';
import { sourceChanges } from './sourceChanges';
import { testChanges } from './testChanges';
import { volumeChanges } from './volumeChanges';

const DAY_MS = 24 * 3600_000;
/** What is usual for runs is taken from so many days before. */
const RUN_DAYS = 28;
/** Of a pipeline that runs every few minutes fewer days tell as much. */
const MAX_RUNS = 600;
/** What is usual for counts and tests; readings are kept for about as long. */
const READING_DAYS = 14;

/** Runs that were out of the ordinary. @internal */
export function runReader(observations: ObservationService): ChangeReader {
  return {
    kind: 'run',
    async read({ environment, pipelineId }, window) {
      const history = await observations.history(pipelineId, environment, {
        after: daysBefore(window.before, RUN_DAYS),
        through: window.before,
      });
      const runs = history.runs.slice(-MAX_RUNS);
      return runChanges({ ...history, runs }, window);
    },
  };
}

/** Definitions at the source, facts in the catalog, and the promises of the pipeline that is asked about. @internal */
export function configurationReader(options: {
  changes: ChangeHistory;
  fleet: FleetHistory;
  promises: PromiseHistory;
}): ChangeReader {
  const { changes, fleet, promises } = options;
  return {
    kind: 'configuration',
    async read({ distance, environment, pipelineId }, { before, from }) {
      const period = { from, to: before };
      return [
        ...definitionChanges(
          await changes.definitions(pipelineId, environment, period),
        ),
        ...catalogChanges(await fleet.changes(pipelineId, period)),
        // What a pipeline upstream promises holds nobody up.
        ...(distance === 0
          ? promiseChanges(await promises.ofPipeline(pipelineId, period))
          : []),
      ];
    },
  };
}

/** Who knows what came to run. @internal */
export interface DeploymentReader {
  /** @param period - [from, to), ISO 8601 in UTC */
  of(
    target: { unit: string; environment: string },
    period: { from: string; to: string },
  ): Promise<DeployedRelease[]>;
}

/** Releases that came to run, went back, or were changed by hand. @internal */
export function releaseReader(deployments: DeploymentReader): ChangeReader {
  return {
    kind: 'release',
    async read({ environment, pipeline, unit }, { before, from }) {
      const found = await deployments.of(
        { unit, environment },
        { from, to: before },
      );
      return releaseChanges(found, pipeline);
    },
  };
}

/** Counts far from the usual. @internal */
export function volumeReader(readings: ReadingService): ChangeReader {
  return {
    kind: 'volume',
    async read({ environment, pipelineId }, window) {
      const counts = await readings.counts({
        pipelineId,
        environment,
        from: daysBefore(window.before, READING_DAYS),
        to: window.before,
      });
      return volumeChanges(counts, window);
    },
  };
}

/** Data tests that began to fail. @internal */
export function testReader(readings: ReadingService): ChangeReader {
  return {
    kind: 'tests',
    async read({ environment, pipelineId }, window) {
      const results = await readings.testsThatFailed({
        pipelineId,
        environment,
        from: daysBefore(window.before, READING_DAYS),
        to: window.before,
        failedFrom: window.from,
      });
      return testChanges(results, window);
    },
  };
}

/** Sources that were lost, came back, fell silent or became another version. @internal */
export function sourceReader(options: {
  changes: ChangeHistory;
  readings: ReadingService;
  observations: ObservationService;
}): ChangeReader {
  const { changes, observations, readings } = options;
  return {
    kind: 'source',
    async read({ environment, pipelineId }, { before, from }) {
      const history = await changes.sources(pipelineId, environment, {
        from,
        to: before,
      });
      const silentAt = await readings.firstSilence({
        pipelineId,
        environment,
        from,
        to: before,
      });
      return [
        ...sourceChanges(history, id => observations.source(id)?.title ?? id),
        ...(silentAt
          ? [
              {
                kind: 'source' as const,
                at: silentAt,
                reason: { code: 'source-silent' as const, at: silentAt },
              },
            ]
          : []),
      ];
    },
  };
}

function daysBefore(instant: string, days: number): string {
  return new Date(Date.parse(instant) - days * DAY_MS).toISOString();
}
