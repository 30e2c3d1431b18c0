import type {
  AlertSeverity,
  AlertUrgency,
} from '@sluice/plugin-pipelines-common';
import type { JsonObject } from '@backstage/types';

/** What happened to what a message is about. @internal */
export type MessageTransition =
  | 'opened'
  | 'changed'
  | 'escalated'
  | 'reopened'
  | 'acknowledged'
  | 'resolved'
  /** It stands for itself, such as a report. */
  | 'told';

/** What is to be told. Instants are ISO 8601 in UTC. @internal */
export type OutgoingMessage = {
  /** Messages about the same subject to the same people go in order, and a later one may take the place of an earlier one. */
  subject: string;
  /** What it is replaced by at whoever gets it: a notification's scope, a webhook's dedup_key. */
  dedupKey: string;
  transition: MessageTransition;
  urgency: AlertUrgency;
  severity: AlertSeverity;
  title: string;
  description?: string;
  /** A path of the portal. */
  link: string;
  /** A path of the portal. */
  runbook?: string;
  topic: string;
  at: string;
  /** What a webhook tells beyond the title. */
  source: string;
  component?: string;
  group?: string;
  class: string;
  details: JsonObject;
};

/**
 * Whom a message is for: the people of an owner, by Backstage's notifications, or the systems behind webhooks. Webhooks have no
 * owner, but wait for the quiet hours of the one whose matter it is.
 *
 * @internal
 */
export type Addressee =
  | { type: 'owner'; ref: string }
  | { type: 'webhooks'; owner: string };

/** A message with whom it is for. @internal */
export type AddressedMessage = { message: OutgoingMessage; to: Addressee };

/** A message on its way. @internal */
export type DeliveryRecord = {
  id: number;
  subject: string;
  lane: string;
  channel: string;
  transition: MessageTransition;
  message: OutgoingMessage & { to: string[] };
  status: 'pending' | 'held' | 'delivered' | 'dropped' | 'failed';
  dueAt: string;
  attempts: number;
  createdAt: string;
  deliveredAt: string | null;
  failedAt: string | null;
  error: string | null;
};
