import { setImmediate } from 'node:timers/promises';
import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import type { LagDays } from './LagService';
import type { LagStore } from './LagStore';

const DAY_MS = 24 * 3600_000;

/** Rolls minutes up into their hours, and deletes hours and changes of health that are too old, in slices. @internal */
export class LagRetentionTask {
  readonly #options: {
    database: Knex;
    store: LagStore;
    days: LagDays;
    logger: LoggerService;
    now: () => Date;
  };

  constructor(options: {
    database: Knex;
    store: LagStore;
    days: LagDays;
    logger: LoggerService;
    now: () => Date;
  }) {
    this.#options = options;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'pipelines-lag-retention',
      frequency: { hours: 1 },
      timeout: { minutes: 10 },
      initialDelay: { minutes: 7 },
      scope: 'global',
      fn: signal => this.run(signal),
    });
  }

  async run(signal: AbortSignal): Promise<void> {
    const { database, days, logger, store } = this.#options;
    const old = this.#before(days.hours);
    const rolled = await this.#inSlices(signal, () =>
      store.dropMinutes(this.#before(days.minutes), database),
    );
    const deleted =
      (await this.#inSlices(signal, () =>
        store.deleteOld('lag_hours', old, database),
      )) +
      (await this.#inSlices(signal, () =>
        store.deleteOld('lag_status_changes', old, database),
      ));
    if (rolled + deleted > 0) {
      logger.info(
        `Rolled up ${rolled} hours of lag, and deleted ${deleted} rows older than ${days.hours} days`,
      );
    }
  }

  #before(days: number): string {
    const now = this.#options.now().getTime();
    return new Date(now - days * DAY_MS).toISOString();
  }

  async #inSlices(
    signal: AbortSignal,
    slice: () => Promise<number>,
  ): Promise<number> {
    let rows = 0;
    while (!signal.aborted) {
      const done = await slice();
      rows += done;
      if (done === 0) break;
      await setImmediate();
    }
    return rows;
  }
}
