import { incidentPath } from '@sluice/plugin-pipelines-common';
import type { FleetRecord } from '../fleet';
import type { AddressedMessage, OutgoingMessage } from '../notifications';
import type { IncidentRecord } from './incidentRecords';

/** So many pipelines are named. */
const NAMED = 20;

/** Who is told of an incident that no alert tells of. @internal */
export function messagesOf(
  incident: IncidentRecord,
  pipelines: FleetRecord[],
  at: string,
  transition: 'opened' | 'resolved',
): AddressedMessage[] {
  const isOver = transition === 'resolved';
  const owners = [...new Set(pipelines.map(each => each.owner))].sort();
  const message: OutgoingMessage = {
    subject: `incident:${incident.id}`,
    dedupKey: `sluice:incident:${incident.id}`,
    transition,
    urgency: 'urgent',
    severity: isOver ? 'low' : incident.severity,
    title: isOver
      ? `Incident closed: ${incident.title}`
      : `Incident: ${incident.title}`,
    description: [
      isOver ? incident.closeReason ?? '' : '',
      pipelines
        .slice(0, NAMED)
        .map(each => each.name)
        .join(', '),
    ]
      .filter(Boolean)
      .join('\n'),
    link: incidentPath(incident.id),
    topic: 'Pipelines: incidents',
    at,
    source: incident.openedBy ?? 'sluice',
    group: owners[0],
    class: 'incident',
    details: {
      incident: incident.id,
      affected: pipelines.length,
      pipelines: pipelines.slice(0, NAMED).map(each => each.entityRef),
      owners,
    },
  };
  return [
    ...owners.map(ref => ({ message, to: { type: 'owner' as const, ref } })),
    { message, to: { type: 'webhooks' as const, owner: owners[0] ?? '' } },
  ];
}
