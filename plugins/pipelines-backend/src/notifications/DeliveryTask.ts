import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { errorText } from '../observations';
import { type DeliveryChannel, DeliveryError } from './channel';
import type { DeliveryStore } from './DeliveryStore';
import { digestOf } from './digest';
import type { DeliveryRecord } from './message';
import { retryInMs } from './retry';

const EVERY_SECONDS = 10;
/** So many are delivered at once, a channel. */
const AT_ONCE = 50;
/** A channel gets so long before the next run goes on, in milliseconds. */
const CHANNEL_MS = 40_000;
/** What was done with is deleted after so many days. */
const KEPT_DAYS = 90;

/** Delivers what waits. What was delivered and could not be written down is delivered again. @internal */
export class DeliveryTask {
  readonly #options: {
    database: Knex;
    store: DeliveryStore;
    channels: DeliveryChannel[];
    logger: LoggerService;
    now: () => Date;
  };

  constructor(options: {
    database: Knex;
    store: DeliveryStore;
    channels: DeliveryChannel[];
    logger: LoggerService;
    now: () => Date;
  }) {
    this.#options = options;
  }

  async schedule(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'pipelines-deliveries',
      frequency: { seconds: EVERY_SECONDS },
      timeout: { seconds: 60 },
      initialDelay: { seconds: 30 },
      scope: 'global',
      fn: signal => this.run(signal),
    });
    await scheduler.scheduleTask({
      id: 'pipelines-deliveries-prune',
      frequency: { hours: 6 },
      timeout: { seconds: 55 },
      initialDelay: { minutes: 5 },
      scope: 'global',
      fn: () => this.prune(),
    });
  }

  async run(signal?: AbortSignal): Promise<void> {
    const { channels, database, now, store } = this.#options;
    await this.#release();
    const due = await store.due(
      'pending',
      now().toISOString(),
      AT_ONCE * (channels.length + 1),
      database,
    );
    // Each channel at its own pace: one that hangs holds up no other.
    await Promise.all(
      channels.map(channel =>
        this.#drain(
          channel,
          due.filter(each => each.channel === channel.name),
          signal,
        ),
      ),
    );
  }

  async prune(): Promise<void> {
    const { database, now, store } = this.#options;
    const before = now().getTime() - KEPT_DAYS * 24 * 3600_000;
    await store.prune(new Date(before).toISOString(), database);
  }

  /** Quiet hours are over: what people waited for comes as one, a webhook gets each. */
  async #release(): Promise<void> {
    const { channels, database, now, store } = this.#options;
    const at = now().toISOString();
    const held = await store.due('held', at, 1000, database);
    const byLane = new Map<string, DeliveryRecord[]>();
    for (const each of held) {
      byLane.set(each.lane, [...(byLane.get(each.lane) ?? []), each]);
    }
    for (const own of byLane.values()) {
      const channel = channels.find(({ name }) => name === own[0].channel);
      if (own.length === 1 || own[0].message.to.length === 0 || !channel) {
        await store.release(
          own.map(({ id }) => id),
          at,
          database,
        );
        continue;
      }
      await this.#send(channel, own, digestOf(own));
    }
  }

  async #drain(
    channel: DeliveryChannel,
    due: DeliveryRecord[],
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { database, store } = this.#options;
    const until = Date.now() + CHANNEL_MS;
    for (const delivery of due) {
      if (signal?.aborted || Date.now() > until) return;
      if (await store.isBlocked(delivery, database)) continue;
      await this.#send(channel, [delivery], delivery.message);
    }
  }

  async #send(
    channel: DeliveryChannel,
    deliveries: DeliveryRecord[],
    message: DeliveryRecord['message'],
  ): Promise<void> {
    const { database, logger, now, store } = this.#options;
    try {
      await channel.send(message);
    } catch (error) {
      const { isFinal = false, retryAfterMs } =
        error instanceof DeliveryError ? error : {};
      const at = now();
      for (const { attempts, createdAt, id } of deliveries) {
        const inMs = retryInMs({
          attempts: attempts + 1,
          ageMs: at.getTime() - Date.parse(createdAt),
          isFinal,
          retryAfterMs,
        });
        await store.failed(
          id,
          {
            at: at.toISOString(),
            error: errorText(error),
            retryAt:
              inMs === undefined
                ? undefined
                : new Date(at.getTime() + inMs).toISOString(),
          },
          database,
        );
      }
      logger.warn(
        `${deliveries[0].subject} could not be told by ${
          channel.name
        }: ${errorText(error)}`,
      );
      return;
    }
    await store.delivered(
      deliveries.map(({ id }) => id),
      now().toISOString(),
      database,
    );
  }
}
