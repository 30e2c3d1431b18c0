import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { errorText, type ObservationService } from '../observations';
import type { StandingFeed } from '../slo';
import type { AlertEvaluator } from './AlertEvaluator';
import type { ConditionStore } from './ConditionStore';
import { isUnreadable } from './sourceConditions';

const EVERY_SECONDS = 15;
/** So many SLOs are looked at before others get their turn. */
const SLOS_AT_ONCE = 50;

/** What an {@link AlertTask} needs. @internal */
export type AlertTaskOptions = {
  database: Knex;
  feed: StandingFeed;
  observations: ObservationService;
  conditions: ConditionStore;
  evaluator: AlertEvaluator;
  logger: LoggerService;
  /** Called with the alerts that changed. */
  onChanged: (alertIds: number[]) => Promise<void>;
  /** Called once all that changed is taken in. */
  onSettled: () => Promise<void>;
  now: () => Date;
};

/** Follows what changed in SLOs and sources, and looks again at what is wrong. @internal */
export class AlertTask {
  readonly #options: AlertTaskOptions;

  constructor(options: AlertTaskOptions) {
    this.#options = options;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'pipelines-alerts',
      frequency: { seconds: EVERY_SECONDS },
      timeout: { seconds: 55 },
      initialDelay: { seconds: 25 },
      scope: 'global',
      fn: signal => this.run(signal),
    });
  }

  async run(signal?: AbortSignal): Promise<void> {
    const { onChanged, onSettled } = this.#options;
    const changed = [
      ...(await this.#sources()),
      ...(await this.#marks(signal)),
      ...(await this.#rechecks()),
    ];
    if (changed.length > 0) await onChanged([...new Set(changed)]);
    if (!signal?.aborted) await onSettled();
  }

  async #sources(): Promise<number[]> {
    const { conditions, database, observations } = this.#options;
    const known = new Set(await conditions.sourceOrigins(database));
    const unreadable = new Set(
      (await observations.health())
        .filter(isUnreadable)
        .map(({ id }) => `source:${id}`),
    );
    const changed = [
      ...[...unreadable].filter(origin => !known.has(origin)),
      ...[...known].filter(origin => !unreadable.has(origin)),
    ];
    return this.#evaluate(changed);
  }

  /** A mark that is set while its SLO is looked at stays, and counts the next time. */
  async #marks(signal?: AbortSignal): Promise<number[]> {
    const { feed } = this.#options;
    const changed: number[] = [];
    while (!signal?.aborted) {
      const marks = await feed.changed(SLOS_AT_ONCE);
      if (marks.length === 0) break;
      changed.push(
        ...(await this.#evaluate(marks.map(({ sloId }) => `slo:${sloId}`))),
      );
      await feed.takenIn(marks);
    }
    return changed;
  }

  async #rechecks(): Promise<number[]> {
    const { conditions, database, now } = this.#options;
    return this.#evaluate(
      await conditions.originsToRecheck(
        now().toISOString(),
        SLOS_AT_ONCE,
        database,
      ),
    );
  }

  async #evaluate(origins: string[]): Promise<number[]> {
    const { evaluator, logger } = this.#options;
    try {
      return await evaluator.evaluate(origins);
    } catch (error) {
      if (origins.length <= 1) {
        // One that can't be looked at must not stop the others.
        logger.error(
          `Alerts of ${origins[0]} can't be evaluated: ${errorText(error)}`,
        );
        return [];
      }
      const changed: number[] = [];
      for (const origin of origins) {
        changed.push(...(await this.#evaluate([origin])));
      }
      return changed;
    }
  }
}
