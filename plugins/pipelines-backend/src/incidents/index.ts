/*
 * Incidents: an urgent alert, or what a person or another system declared, on pipelines. The other contexts use what is exported
 * here, never the tables.
 */
export {
  createAlertFollower,
  createIncidents,
  type Incidents,
  incidentsOf,
} from './createIncidents';
export type { IncidentService } from './IncidentService';
export type { IncidentWebhook } from './IncidentWebhook';
export { readIncidentsConfig, type IncidentsConfig } from './config';
