import type { AlertUrgency } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import type { DeliveryStore, DeliveryToAdd } from './DeliveryStore';
import type { AddressedMessage } from './message';
import { type QuietHours, quietUntil } from './quietHours';
import { supersede } from './supersede';

/** The channel of Backstage's own notifications. @internal */
export const NOTIFICATIONS_CHANNEL = 'notifications';

/** What an {@link Outbox} needs. @internal */
export type OutboxOptions = {
  store: DeliveryStore;
  quietHours: QuietHours[];
  /** Which urgencies each webhook is told. */
  webhooks: Array<{ name: string; urgencies: AlertUrgency[] }>;
  now: () => Date;
};

/**
 * Takes in what is to be told, in the transaction of what is told: either both are kept or neither. What leaves is up to the delivery
 * task.
 *
 * @internal
 */
export class Outbox {
  readonly #options: OutboxOptions;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  async add(messages: AddressedMessage[], tx: Knex): Promise<void> {
    const { store } = this.#options;
    for (const delivery of messages.flatMap(each => this.#deliveries(each))) {
      const { lane, subject, transition } = delivery;
      const earlier = await store.ofLane(subject, lane, tx);
      const { add, drop } = supersede(earlier, transition);
      await store.drop(drop, tx);
      if (add) await store.add([delivery], tx);
    }
  }

  #deliveries({ message, to }: AddressedMessage): DeliveryToAdd[] {
    const { now, quietHours, webhooks } = this.#options;
    const at = now().toISOString();
    const owner = to.type === 'owner' ? to.ref : to.owner;
    const held =
      message.urgency === 'urgent' || message.transition === 'told'
        ? undefined
        : quietUntil(quietHours, owner, at);
    const shared = {
      subject: message.subject,
      transition: message.transition,
      status: held ? ('held' as const) : ('pending' as const),
      dueAt: held ?? at,
      createdAt: at,
    };
    if (to.type === 'owner') {
      // Whom an acknowledgement is from knows of it, and the others see it on the page.
      if (message.transition === 'acknowledged') return [];
      return [
        {
          ...shared,
          channel: NOTIFICATIONS_CHANNEL,
          lane: `${NOTIFICATIONS_CHANNEL} ${owner}`,
          message: { ...message, to: [owner] },
        },
      ];
    }
    return webhooks
      .filter(({ urgencies }) => urgencies.includes(message.urgency))
      .map(({ name }) => ({
        ...shared,
        channel: channelOf(name),
        lane: channelOf(name),
        message: { ...message, to: [] },
      }));
  }
}

/** The channel of a webhook. @internal */
export function channelOf(webhook: string): string {
  return `webhook:${webhook}`;
}
