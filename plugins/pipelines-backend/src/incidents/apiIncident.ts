import type { Incident, IncidentEntry } from '@sluice/plugin-pipelines-common';
import { apiCause } from '../alerts';
import type { FleetRecord } from '../fleet';
import type { IncidentEntryRecord, IncidentRecord } from './incidentRecords';

/** So many pipelines are named where not all are. */
const NAMED = 10;

/** An incident as somebody may see it. @internal */
export type IncidentView = {
  incident: IncidentRecord;
  /** Those that it names and the caller may see. */
  pipelines: FleetRecord[];
  alerts: Array<{ alertId: number; resolved: boolean }>;
  /** Whether the caller may see the pipeline that is the cause. */
  causeVisible: boolean;
  now: Date;
};

/** An incident for whoever may see some of the pipelines that it names. @internal */
export function apiIncident(view: IncidentView): Incident {
  const { alerts, causeVisible, incident, now, pipelines } = view;
  const until = incident.closedAt
    ? Date.parse(incident.closedAt)
    : now.getTime();
  return {
    id: incident.id,
    title: causeVisible
      ? incident.title
      : 'Held up by a pipeline that you may not see',
    state: incident.state,
    severity: incident.severity,
    origin: incident.origin,
    openedBy: incident.openedBy ?? undefined,
    cause:
      incident.cause && causeVisible ? apiCause(incident.cause) : undefined,
    affected: pipelines.length,
    pipelines: pipelines.slice(0, NAMED).map(each => each.entityRef),
    openAlerts: alerts.filter(({ resolved }) => !resolved).length,
    openedAt: incident.openedAt,
    recoveredAt: incident.recoveredAt ?? undefined,
    closesAt: incident.closesAt ?? undefined,
    closedAt: incident.closedAt ?? undefined,
    closedBy: incident.closedBy ?? undefined,
    closeReason: incident.closeReason ?? undefined,
    lastSeconds: Math.max(
      0,
      Math.round((until - Date.parse(incident.openedAt)) / 1000),
    ),
    reopened: incident.reopened,
    inHindsight: incident.inHindsight,
  };
}

/** A line of a timeline. @param causeVisible - what the system says of an alert names its cause @internal */
export function apiEntry(
  entry: IncidentEntryRecord,
  causeVisible: boolean,
): IncidentEntry {
  const isBySystem = entry.by === null && entry.alertId !== null;
  return {
    id: entry.id,
    at: entry.at,
    type: entry.type,
    by: entry.by ?? undefined,
    alertId: entry.alertId ?? undefined,
    text: isBySystem && !causeVisible ? undefined : entry.text ?? undefined,
  };
}
