import type { LedgerEntry } from '../ledger';
import type { IncidentRecord } from './incidentRecords';

/** Opens and closes incidents where no person does. */
const ALERTS = 'system:alerts';

/** That an incident was opened, for the ledger. What people wrote can be taken out. @internal */
export function openedEntry(incident: IncidentRecord): LedgerEntry {
  return { ...entryOf(incident, incident.openedBy), type: 'incident.opened' };
}

/** That one that was over came back. @internal */
export function reopenedEntry(incident: IncidentRecord): LedgerEntry {
  return { ...entryOf(incident, null), type: 'incident.reopened' };
}

/** That one was closed, by hand or because it recovered. @internal */
export function closedEntry(incident: IncidentRecord): LedgerEntry {
  const { closedAt, closedBy, closeReason, title } = incident;
  const entry = entryOf(incident, closedBy);
  return {
    ...entry,
    type: 'incident.closed',
    payload: { ...entry.payload, closedAt, recovered: closedBy === null },
    redactable: { title, reason: closeReason ?? '' },
  };
}

function entryOf(
  incident: IncidentRecord,
  by: string | null,
): Omit<LedgerEntry, 'type'> {
  const { id, openedAt, origin, severity, title } = incident;
  return {
    actor: actorOf(by),
    subject: `incident:${id}`,
    payload: { origin, severity, openedAt },
    redactable: { title },
  };
}

/** Another system is a client to the ledger. */
function actorOf(by: string | null): string {
  if (by === null) return ALERTS;
  return by.startsWith('webhook:') ? `service:${by}` : by;
}
