import type { Knex } from 'knex';
import { slices } from '../database/slices';
import type {
  EntryToAdd,
  IncidentEntryRecord,
  IncidentRecord,
} from './incidentRecords';

/** Incidents, what they name and what was done about them. @internal */
export class IncidentStore {
  /** The open incident of a group, else the one that was closed last; locked. */
  async lastOf(
    groupKey: string,
    tx: Knex,
  ): Promise<IncidentRecord | undefined> {
    const row = await tx('incidents')
      .where({ group_key: groupKey })
      .orderByRaw(`coalesce(closed_at, '~') desc, id desc`)
      .forUpdate()
      .first();
    return row && toIncident(row);
  }

  /** The incident that an alert is part of, the newest if there are several; locked. */
  async ofAlert(
    alertId: number,
    tx: Knex,
  ): Promise<IncidentRecord | undefined> {
    const row = await tx('incidents')
      .whereIn(
        'id',
        tx('incident_alerts')
          .where({ alert_id: alertId })
          .select('incident_id'),
      )
      .orderBy('id', 'desc')
      .forUpdate()
      .first();
    return row && toIncident(row);
  }

  /** An incident that nobody else changes until the end of the transaction. */
  async lock(id: number, tx: Knex): Promise<IncidentRecord | undefined> {
    const row = await tx('incidents').where({ id }).forUpdate().first();
    return row && toIncident(row);
  }

  async byIdempotencyKey(
    key: string,
    tx: Knex,
  ): Promise<IncidentRecord | undefined> {
    const row = await tx('incidents').where({ idempotency_key: key }).first();
    return row && toIncident(row);
  }

  /** Inserts an incident whose id is 0, else updates it. @returns it with its id */
  async put(incident: IncidentRecord, tx: Knex): Promise<IncidentRecord> {
    const columns = toColumns(incident);
    if (incident.id !== 0) {
      await tx('incidents').where({ id: incident.id }).update(columns);
      return incident;
    }
    const [row] = await tx('incidents').insert(columns).returning('id');
    return { ...incident, id: row.id };
  }

  async addPipelines(
    incidentId: number,
    pipelineIds: number[],
    tx: Knex,
  ): Promise<void> {
    for await (const slice of slices(pipelineIds)) {
      await tx('incident_pipelines')
        .insert(slice.map(id => ({ incident_id: incidentId, pipeline_id: id })))
        .onConflict(['incident_id', 'pipeline_id'])
        .ignore();
    }
  }

  /** Pipelines by incident. */
  async pipelines(
    incidentIds: number[],
    tx: Knex,
  ): Promise<Map<number, number[]>> {
    const rows = await tx('incident_pipelines')
      .whereIn('incident_id', incidentIds)
      .orderBy(['incident_id', 'pipeline_id']);
    return grouped(rows, row => row.pipeline_id);
  }

  async putAlert(
    incidentId: number,
    alertId: number,
    resolved: boolean,
    tx: Knex,
  ): Promise<void> {
    await tx('incident_alerts')
      .insert({ incident_id: incidentId, alert_id: alertId, resolved })
      .onConflict(['incident_id', 'alert_id'])
      .merge();
  }

  /** Alerts by incident, with whether they are resolved. */
  async alerts(
    incidentIds: number[],
    tx: Knex,
  ): Promise<Map<number, Array<{ alertId: number; resolved: boolean }>>> {
    const rows = await tx('incident_alerts')
      .whereIn('incident_id', incidentIds)
      .orderBy(['incident_id', 'alert_id']);
    return grouped(rows, row => ({
      alertId: row.alert_id,
      resolved: Boolean(row.resolved),
    }));
  }

  /** The newest incident that each alert is part of. */
  async incidentsOf(
    alertIds: number[],
    tx: Knex,
  ): Promise<Map<number, number>> {
    const rows: Array<Record<string, any>> = await tx('incident_alerts')
      .whereIn('alert_id', alertIds)
      .groupBy('alert_id')
      .select('alert_id')
      .max({ incident_id: 'incident_id' });
    return new Map(rows.map(row => [row.alert_id, row.incident_id]));
  }

  /** Adds a line, unless the same request did before. @returns whether it was added */
  async addEntry(
    incidentId: number,
    entry: EntryToAdd,
    tx: Knex,
  ): Promise<boolean> {
    const added = await tx('incident_entries')
      .insert({
        incident_id: incidentId,
        at: entry.at,
        type: entry.type,
        by: entry.by ?? null,
        alert_id: entry.alertId ?? null,
        text: entry.text ?? null,
        idempotency_key: entry.idempotencyKey ?? null,
      })
      .onConflict(['incident_id', 'idempotency_key'])
      .ignore()
      .returning('id');
    return added.length > 0;
  }

  /** The oldest first. */
  async entries(incidentId: number, tx: Knex): Promise<IncidentEntryRecord[]> {
    const rows = await tx('incident_entries')
      .where({ incident_id: incidentId })
      .orderBy(['at', 'id']);
    return rows.map(row => ({
      id: row.id,
      at: row.at,
      type: row.type,
      by: row.by,
      alertId: row.alert_id,
      text: row.text,
      idempotencyKey: row.idempotency_key,
    }));
  }

  /** Ids of those that recovered long enough ago. */
  async toClose(now: string, limit: number, tx: Knex): Promise<number[]> {
    return tx('incidents')
      .where('closes_at', '<=', now)
      .orderBy('closes_at')
      .limit(limit)
      .pluck('id');
  }

  /** Open ones that name any of these pipelines. */
  async openOn(pipelineIds: number[], tx: Knex): Promise<IncidentRecord[]> {
    const rows = await tx('incidents')
      .where({ state: 'open' })
      .whereIn(
        'id',
        tx('incident_pipelines')
          .whereIn('pipeline_id', pipelineIds)
          .select('incident_id'),
      )
      .orderBy('id');
    return rows.map(toIncident);
  }
}

function grouped<T>(
  rows: Array<Record<string, any>>,
  valueOf: (row: Record<string, any>) => T,
): Map<number, T[]> {
  const found = new Map<number, T[]>();
  for (const row of rows) {
    const own = found.get(row.incident_id) ?? [];
    own.push(valueOf(row));
    found.set(row.incident_id, own);
  }
  return found;
}

function toColumns(incident: IncidentRecord) {
  const isOpen = incident.state === 'open';
  return {
    group_key: incident.groupKey,
    open_key: isOpen ? incident.groupKey : null,
    title: incident.title,
    severity: incident.severity,
    state: incident.state,
    sort_rank: isOpen ? 0 : 1,
    origin: incident.origin,
    opened_by: incident.openedBy,
    opened_at: incident.openedAt,
    cause: incident.cause && JSON.stringify(incident.cause),
    recovered_at: incident.recoveredAt,
    closes_at: isOpen ? incident.closesAt : null,
    closed_at: incident.closedAt,
    closed_by: incident.closedBy,
    close_reason: incident.closeReason,
    reopened: incident.reopened,
    in_hindsight: incident.inHindsight,
    idempotency_key: incident.idempotencyKey,
  };
}

/** An incident from its columns. @internal */
export function toIncident(row: Record<string, any>): IncidentRecord {
  return {
    id: row.id,
    groupKey: row.group_key,
    title: row.title,
    severity: row.severity,
    state: row.state,
    origin: row.origin,
    openedBy: row.opened_by,
    openedAt: row.opened_at,
    cause: row.cause && JSON.parse(row.cause),
    recoveredAt: row.recovered_at,
    closesAt: row.closes_at,
    closedAt: row.closed_at,
    closedBy: row.closed_by,
    closeReason: row.close_reason,
    reopened: row.reopened,
    inHindsight: Boolean(row.in_hindsight),
    idempotencyKey: row.idempotency_key,
  };
}
