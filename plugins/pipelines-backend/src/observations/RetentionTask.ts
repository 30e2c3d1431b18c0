import { setImmediate } from 'node:timers/promises';
import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { SLICE_ROWS } from '../database/slices';
import type { CostStore } from './readings/CostStore';
import type { ChangeStore } from './history/ChangeStore';
import { daysBefore } from './readings/ReadingService';
import type { ReadingStore } from './readings/ReadingStore';
import type { RunStore } from './RunStore';

/** However old they are, so many runs of a pipeline in an environment are kept: without them its status would be gone. @internal */
export const RUNS_ALWAYS_KEPT = 30;

/** Deletes runs and readings that are older than the config says, in slices. @internal */
export class RetentionTask {
  readonly #options: {
    database: Knex;
    runs: RunStore;
    runsDays: number;
    readings: ReadingStore;
    readingsDays: number;
    costs: CostStore;
    costsDays: number;
    changes: ChangeStore;
    logger: LoggerService;
    now: () => Date;
  };

  constructor(options: {
    database: Knex;
    runs: RunStore;
    runsDays: number;
    readings: ReadingStore;
    readingsDays: number;
    costs: CostStore;
    costsDays: number;
    changes: ChangeStore;
    logger: LoggerService;
    now: () => Date;
  }) {
    this.#options = options;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'pipelines-retention',
      frequency: { hours: 24 },
      timeout: { minutes: 30 },
      initialDelay: { minutes: 10 },
      scope: 'global',
      fn: async signal => {
        await this.run(signal);
        await this.deleteReadings(signal);
        await this.deleteCosts(signal);
        await this.deleteChanges();
      },
    });
  }

  /** @returns how many runs were deleted */
  async run(signal: AbortSignal): Promise<number> {
    const { database, runs, runsDays, logger, now } = this.#options;
    const before = daysBefore(now(), runsDays);
    const ids: number[] = await database('external_pipelines')
      .orderBy('id')
      .pluck('id');
    let deleted = 0;
    for (const externalPipelineId of ids) {
      for (;;) {
        if (signal.aborted) return deleted;
        const slice = await runs.deleteOld(
          {
            externalPipelineId,
            before,
            keep: RUNS_ALWAYS_KEPT,
            limit: SLICE_ROWS,
          },
          database,
        );
        deleted += slice;
        await setImmediate();
        if (slice < SLICE_ROWS) break;
      }
    }
    if (deleted > 0) {
      logger.info(`Deleted ${deleted} runs older than ${runsDays} days`);
    }
    return deleted;
  }

  /** What SLOs made of readings stays. @returns how many readings were deleted */
  async deleteReadings(signal: AbortSignal): Promise<number> {
    const { database, logger, now, readings, readingsDays } = this.#options;
    const before = daysBefore(now(), readingsDays);
    let deleted = 0;
    for (const subject of await readings.subjects(database)) {
      if (signal.aborted) return deleted;
      deleted += await readings.deleteOld(subject, before, database);
      await setImmediate();
    }
    if (deleted > 0) {
      logger.info(
        `Deleted ${deleted} readings older than ${readingsDays} days`,
      );
    }
    return deleted;
  }

  /** @returns how many costs were deleted */
  async deleteCosts(signal: AbortSignal): Promise<number> {
    const { costs, costsDays, database, logger, now } = this.#options;
    const before = daysBefore(now(), costsDays);
    let deleted = 0;
    while (!signal.aborted) {
      const slice = await costs.deleteOld(before, database);
      deleted += slice;
      await setImmediate();
      if (slice === 0) break;
    }
    if (deleted > 0) {
      logger.info(`Deleted ${deleted} costs older than ${costsDays} days`);
    }
    return deleted;
  }

  /** What changed is kept as long as the runs that it may explain. @returns how many changes were deleted */
  async deleteChanges(): Promise<number> {
    const { changes, database, now, runsDays } = this.#options;
    return changes.deleteOld(daysBefore(now(), runsDays), database);
  }
}
