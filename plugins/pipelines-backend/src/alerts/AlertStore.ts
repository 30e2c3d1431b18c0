import { ALERT_SEVERITIES } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { slices } from '../database/slices';
import type {
  AffectedRecord,
  AlertRecord,
  AlertTransition,
} from './alertRecords';
import { rankOf } from './alertRules';
import type { KnownAlert } from './regroup';

/** Resolved alerts come after all open ones. */
const RESOLVED_RANK = 2 * ALERT_SEVERITIES.length;
const SLICE_PIPELINES = 200;

/** A line in the history of an alert. @internal */
export type AlertEntryRecord = {
  id: number;
  at: string;
  type: AlertTransition;
  /** Entity ref; null for the system. */
  by: string | null;
  text: string | null;
};

/** Alerts, the pipelines that they affect and what became of them. @internal */
export class AlertStore {
  /** The open alert of each key, else the one that was resolved last, if that was since `resolvedSince`; locked. */
  async known(
    keys: string[],
    resolvedSince: string,
    tx: Knex,
  ): Promise<Map<string, KnownAlert>> {
    const known = new Map<string, KnownAlert>();
    for await (const slice of slices(keys)) {
      const rows = await tx('alerts')
        .whereIn('alert_key', slice)
        .where(query =>
          query
            .whereNull('resolved_at')
            .orWhere('resolved_at', '>=', resolvedSince),
        )
        // The open one last, so that it counts.
        .orderByRaw(`coalesce(resolved_at, '~'), id`)
        .forUpdate();
      const affected = await this.affected(
        rows.map(row => row.id),
        tx,
      );
      for (const row of rows) {
        known.set(row.alert_key, {
          alert: toAlert(row),
          affected: affected.get(row.id) ?? [],
        });
      }
    }
    return known;
  }

  async find(id: number, tx: Knex): Promise<AlertRecord | undefined> {
    const row = await tx('alerts').where({ id }).first();
    return row && toAlert(row);
  }

  /** An alert that nobody else changes until the end of the transaction. */
  async lock(id: number, tx: Knex): Promise<AlertRecord | undefined> {
    const row = await tx('alerts').where({ id }).forUpdate().first();
    return row && toAlert(row);
  }

  async get(ids: number[], tx: Knex): Promise<AlertRecord[]> {
    const alerts: AlertRecord[] = [];
    for await (const slice of slices(ids)) {
      const rows = await tx('alerts').whereIn('id', slice).orderBy('id');
      alerts.push(...rows.map(toAlert));
    }
    return alerts;
  }

  /** Those that aren't resolved. */
  async open(tx: Knex): Promise<AlertRecord[]> {
    const rows = await tx('alerts')
      .whereNotNull('open_key')
      .orderBy(['sort_rank', 'opened_at', 'id']);
    return rows.map(toAlert);
  }

  /** Since when alerts are looked for, and when those of the time before were found out. @param now - the first time that it is asked */
  async watchingSince(
    now: string,
    tx: Knex,
  ): Promise<{ at: string; hindsightAt: string | null }> {
    await tx('alert_watch')
      .insert({ id: 1, began_at: now, hindsight_at: null })
      .onConflict('id')
      .ignore();
    const row = await tx('alert_watch').where({ id: 1 }).first();
    return { at: row.began_at, hindsightAt: row.hindsight_at };
  }

  async hindsightDone(at: string, tx: Knex): Promise<void> {
    await tx('alert_watch').where({ id: 1 }).update({ hindsight_at: at });
  }

  /** Pipelines by alert, those that are affected first. */
  async affected(
    alertIds: number[],
    tx: Knex,
  ): Promise<Map<number, AffectedRecord[]>> {
    const affected = new Map<number, AffectedRecord[]>();
    for await (const slice of slices(alertIds)) {
      const rows = await tx('alert_pipelines')
        .whereIn('alert_id', slice)
        .orderBy(['alert_id', 'pipeline_id']);
      for (const row of rows) {
        const own = affected.get(row.alert_id) ?? [];
        own.push({
          ...JSON.parse(row.affected),
          recoveredAt: row.recovered_at,
        });
        affected.set(row.alert_id, own);
      }
    }
    return affected;
  }

  /** Inserts an alert whose id is 0, else updates it. @returns it with its id */
  async put(alert: AlertRecord, tx: Knex): Promise<AlertRecord> {
    const columns = toColumns(alert);
    if (alert.id !== 0) {
      await tx('alerts').where({ id: alert.id }).update(columns);
      return alert;
    }
    const [row] = await tx('alerts').insert(columns).returning('id');
    return { ...alert, id: row.id };
  }

  async putAffected(
    alertId: number,
    affected: AffectedRecord[],
    tx: Knex,
  ): Promise<void> {
    for await (const slice of slices(affected, SLICE_PIPELINES)) {
      await tx('alert_pipelines')
        .insert(
          slice.map(({ recoveredAt, ...each }) => ({
            alert_id: alertId,
            pipeline_id: each.pipelineId,
            kind: each.kind,
            slo_id: each.sloId ?? null,
            since: each.since,
            recovered_at: recoveredAt,
            affected: JSON.stringify(each),
          })),
        )
        .onConflict(['alert_id', 'pipeline_id'])
        .merge();
    }
  }

  async addEntry(
    alertId: number,
    entry: Omit<AlertEntryRecord, 'id'>,
    tx: Knex,
  ): Promise<void> {
    await tx('alert_entries').insert({ alert_id: alertId, ...entry });
  }

  /** The oldest first. */
  async entries(alertId: number, tx: Knex): Promise<AlertEntryRecord[]> {
    return tx('alert_entries')
      .where({ alert_id: alertId })
      .orderBy('id')
      .select('id', 'at', 'type', 'by', 'text');
  }
}

function toColumns(alert: AlertRecord) {
  const isOpen = alert.state !== 'resolved';
  return {
    alert_key: alert.key,
    open_key: isOpen ? alert.key : null,
    kind: alert.kind,
    urgency: alert.urgency,
    severity: alert.severity,
    state: alert.state,
    sort_rank: isOpen ? rankOf(alert) : RESOLVED_RANK,
    cause_type: alert.cause.type,
    cause_ref: alert.cause.ref,
    cause_owner: alert.cause.owner,
    cause: JSON.stringify(alert.cause),
    summary: alert.summary,
    due_at: alert.dueAt,
    opened_at: alert.openedAt,
    acknowledged_at: alert.acknowledgedAt,
    acknowledged_by: alert.acknowledgedBy,
    resolved_at: alert.resolvedAt,
    reopened: alert.reopened,
    in_hindsight: alert.inHindsight,
  };
}

/** An alert from its columns. @internal */
export function toAlert(row: Record<string, any>): AlertRecord {
  return {
    id: row.id,
    key: row.alert_key,
    kind: row.kind,
    urgency: row.urgency,
    severity: row.severity,
    state: row.state,
    cause: JSON.parse(row.cause),
    summary: row.summary,
    dueAt: row.due_at,
    openedAt: row.opened_at,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedBy: row.acknowledged_by,
    resolvedAt: row.resolved_at,
    reopened: row.reopened,
    inHindsight: Boolean(row.in_hindsight),
  };
}
