/*
 * Notifications: what is told to whom, written together with what is told and delivered afterwards. The other contexts use what is
 * exported here, never the tables.
 */
export { createNotifications, type Notifications } from './createNotifications';
export type { Outbox } from './Outbox';
export type { DeliveryService } from './DeliveryService';
export type { AddressedMessage, OutgoingMessage } from './message';
export {
  type NotificationsConfig,
  readNotificationsConfig,
  readTime,
  readTimezone,
} from './config';
