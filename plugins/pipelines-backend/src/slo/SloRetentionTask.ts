import { setImmediate } from 'node:timers/promises';
import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { ForecastStore } from './ForecastStore';
import type { HourStore } from './HourStore';
import { iso } from './localTime';
import type { SloStore } from './SloStore';
import type { VerdictStore } from './VerdictStore';

const DAY_MS = 24 * 3600_000;
/** The first days that are kept may be kept in part: they aren't added up again. */
const MARGIN_DAYS = 2;

/** What a {@link SloRetentionTask} needs. @internal */
export type SloRetentionTaskOptions = {
  database: Knex;
  store: Pick<SloStore, 'all'>;
  verdicts: Pick<VerdictStore, 'deleteOld'>;
  hours: Pick<HourStore, 'deleteOld'>;
  forecasts: Pick<ForecastStore, 'deleteOld'>;
  verdictsDays: number;
  logger: LoggerService;
  now: () => Date;
};

/**
 * Deletes verdicts, hours of timeslices and forecasts that are older than the config says, SLO by SLO. What they add up to by day stays: budgets and
 * yearly figures rest on it.
 *
 * @internal
 */
export class SloRetentionTask {
  readonly #options: SloRetentionTaskOptions;

  constructor(options: SloRetentionTaskOptions) {
    this.#options = options;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'pipelines-slo-retention',
      frequency: { hours: 24 },
      timeout: { minutes: 30 },
      initialDelay: { minutes: 15 },
      scope: 'global',
      fn: async signal => {
        await this.run(signal);
      },
    });
  }

  /** @returns how many rows were deleted */
  async run(signal: AbortSignal): Promise<number> {
    const { database, logger, now, verdictsDays } = this.#options;
    const { forecasts, hours, store, verdicts } = this.#options;
    const before = iso(now().getTime() - verdictsDays * DAY_MS);
    let deleted = 0;
    for (const { id } of await store.all(database)) {
      for (const from of [verdicts, hours, forecasts]) {
        if (signal.aborted) return deleted;
        deleted += await from.deleteOld(id, before, database);
        await setImmediate();
      }
    }
    if (deleted > 0) {
      logger.info(
        `Deleted ${deleted} verdicts, hours and forecasts older than ${verdictsDays} days`,
      );
    }
    return deleted;
  }
}

/**
 * From when on something may be judged again: what is older may be kept in part, or rest on runs that are deleted.
 *
 * @param options - so many days verdicts and runs are kept
 * @internal
 */
export function judgedSince(options: {
  verdictsDays: number;
  runsDays: number;
  now: Date;
}): string {
  const days = Math.min(options.verdictsDays, options.runsDays) - MARGIN_DAYS;
  return iso(options.now.getTime() - days * DAY_MS);
}
