import type {
  AlertSeverity,
  IncidentEntry,
} from '@sluice/plugin-pipelines-common';
import type { Cause } from '../alerts';

/** A stored incident. Instants are ISO 8601 in UTC. @internal */
export type IncidentRecord = {
  id: number;
  /** The cause, or the key of another system; null if a person opened it. */
  groupKey: string | null;
  title: string;
  severity: AlertSeverity;
  state: 'open' | 'closed';
  origin: 'alert' | 'person' | 'webhook';
  /** An entity ref or `webhook:<name>`; null for an alert. */
  openedBy: string | null;
  openedAt: string;
  cause: Cause | null;
  /** When its last alert was resolved. */
  recoveredAt: string | null;
  /** When it closes by itself. */
  closesAt: string | null;
  closedAt: string | null;
  /** Null if it recovered. */
  closedBy: string | null;
  closeReason: string | null;
  reopened: number;
  inHindsight: boolean;
  idempotencyKey: string | null;
};

/** A line of a timeline. @internal */
export type IncidentEntryRecord = {
  id: number;
  at: string;
  type: IncidentEntry['type'];
  /** An entity ref or `webhook:<name>`; null for the system. */
  by: string | null;
  alertId: number | null;
  text: string | null;
  idempotencyKey: string | null;
};

/** A line to be added. @internal */
export type EntryToAdd = Pick<IncidentEntryRecord, 'at' | 'type'> &
  Partial<Omit<IncidentEntryRecord, 'id'>>;
