import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { Knex } from 'knex';
import { BackstageChannel } from './BackstageChannel';
import type { NotificationsConfig } from './config';
import { DeliveryService } from './DeliveryService';
import { DeliveryStore } from './DeliveryStore';
import { DeliveryTask } from './DeliveryTask';
import { Outbox } from './Outbox';
import { WebhookChannel } from './WebhookChannel';

/** The context, put together. @internal */
export type Notifications = {
  outbox: Outbox;
  service: DeliveryService;
  /** Delivers what waits, now. */
  deliver(): Promise<void>;
  start(scheduler: SchedulerService): Promise<void>;
};

/** Puts the context together. @internal */
export function createNotifications(options: {
  database: Knex;
  notifications: Pick<NotificationService, 'send'>;
  config: NotificationsConfig;
  /** Of the app, for links in what other systems are told. */
  baseUrl: string;
  logger: LoggerService;
  now: () => Date;
}): Notifications {
  const { config, database } = options;
  const store = new DeliveryStore();
  const channels = [
    new BackstageChannel(options),
    ...config.webhooks.map(
      webhook => new WebhookChannel({ ...options, config: webhook }),
    ),
  ];
  const task = new DeliveryTask({ ...options, store, channels });
  return {
    outbox: new Outbox({
      ...options,
      store,
      quietHours: config.quietHours,
      webhooks: config.webhooks,
    }),
    service: new DeliveryService({
      database,
      store,
      channels: channels.map(({ name }) => name),
    }),
    deliver: () => task.run(),
    start: scheduler => task.schedule(scheduler),
  };
}
