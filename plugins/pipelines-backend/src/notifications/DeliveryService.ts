import type {
  AlertChannel,
  AlertDelivery,
} from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import type { DeliveryStore } from './DeliveryStore';
import type { DeliveryRecord } from './message';

/** Says who was told of what, and which way fails. @internal */
export class DeliveryService {
  readonly #database: Knex;
  readonly #store: DeliveryStore;
  readonly #channels: string[];

  constructor(options: {
    database: Knex;
    store: DeliveryStore;
    /** Names of those in the config. */
    channels: string[];
  }) {
    this.#database = options.database;
    this.#store = options.store;
    this.#channels = options.channels;
  }

  /** Who was told of a subject, the oldest first. */
  async of(subject: string): Promise<AlertDelivery[]> {
    const found = await this.#store.ofSubject(subject, this.#database);
    return found.map(apiDelivery);
  }

  /** How the channels of the config fare. */
  async channels(): Promise<AlertChannel[]> {
    const channels: AlertChannel[] = [];
    for (const channel of this.#channels) {
      const [delivered, failed] = [
        await this.#store.lastTried(channel, 'delivered_at', this.#database),
        await this.#store.lastTried(channel, 'failed_at', this.#database),
      ];
      const isFailing =
        failed !== undefined &&
        (delivered?.deliveredAt ?? '') < failed.failedAt!;
      let status: AlertChannel['status'] = delivered ? 'working' : 'idle';
      if (isFailing) status = 'failing';
      channels.push({
        channel,
        status,
        pending: await this.#store.countOf(channel, 'pending', this.#database),
        held: await this.#store.countOf(channel, 'held', this.#database),
        lastDeliveredAt: delivered?.deliveredAt ?? undefined,
        lastFailedAt: failed?.failedAt ?? undefined,
        error: isFailing ? failed.error ?? undefined : undefined,
      });
    }
    return channels;
  }
}

function apiDelivery(delivery: DeliveryRecord): AlertDelivery {
  const { message, status } = delivery;
  const isWaiting = status === 'pending' || status === 'held';
  return {
    channel: delivery.channel,
    transition: delivery.transition,
    to: message.to.length > 0 ? message.to : undefined,
    status,
    attempts: delivery.attempts,
    createdAt: delivery.createdAt,
    deliveredAt: delivery.deliveredAt ?? undefined,
    nextAttemptAt: isWaiting ? delivery.dueAt : undefined,
    error: delivery.error ?? undefined,
  };
}
