import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { DeliveryChannel } from './channel';
import type { DeliveryRecord } from './message';
import { NOTIFICATIONS_CHANNEL } from './Outbox';

/** Tells people by Backstage's notifications, and by what is connected to those. @internal */
export class BackstageChannel implements DeliveryChannel {
  readonly name = NOTIFICATIONS_CHANNEL;
  readonly #notifications: Pick<NotificationService, 'send'>;

  constructor(options: { notifications: Pick<NotificationService, 'send'> }) {
    this.#notifications = options.notifications;
  }

  async send(message: DeliveryRecord['message']): Promise<void> {
    const { dedupKey, description, link, runbook, severity, title, topic } =
      message;
    await this.#notifications.send({
      recipients: { type: 'entity', entityRef: message.to },
      payload: {
        title,
        description,
        link,
        severity,
        topic,
        // The same scope again takes the place of the one before: an alert is one notification from its beginning to its end.
        scope: dedupKey,
        metadata: {
          transition: message.transition,
          ...(runbook && { runbook }),
        },
      },
    });
  }
}
