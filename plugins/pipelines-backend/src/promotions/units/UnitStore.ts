import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type {
  HoldRecord,
  OccupancyRecord,
  QuarantineRecord,
  UnitEnvironmentRecord,
  UnmanagedChangeRecord,
} from '../records';
import { RowMapping } from '../../database/rows';

/** What runs. @internal */
export type Target = { unit: string; environment: string };

/** What the ledger says runs where, and what keeps it from changing. It decides nothing. @internal */
export interface UnitStore {
  /** Adds it, unless it is there, and locks it until the transaction ends: who changes a target waits here. */
  lock(target: Target, tx: Knex.Transaction): Promise<UnitEnvironmentRecord>;
  find(target: Target, db: Knex): Promise<UnitEnvironmentRecord | undefined>;
  all(db: Knex): Promise<UnitEnvironmentRecord[]>;
  /** Compare-and-set on the version. @throws ConflictError if somebody else was faster */
  update(
    before: UnitEnvironmentRecord,
    change: Partial<UnitEnvironmentRecord>,
    tx: Knex,
  ): Promise<UnitEnvironmentRecord>;
  /** Ends what ran until now and adds what runs from now on. */
  occupy(
    next: Omit<OccupancyRecord, 'id' | 'untilAt'>,
    tx: Knex.Transaction,
  ): Promise<void>;
  /** What ran, the newest first. */
  occupancies(
    target: { unit: string; environment?: string },
    since: string | undefined,
    db: Knex,
  ): Promise<OccupancyRecord[]>;
  addQuarantine(
    quarantine: Omit<QuarantineRecord, 'id' | 'endedAt'>,
    tx: Knex.Transaction,
  ): Promise<void>;
  /** Those that are in force. */
  quarantines(unit: string | undefined, db: Knex): Promise<QuarantineRecord[]>;
  addHold(
    hold: Omit<HoldRecord, 'id' | 'endedAt' | 'endedBy' | 'approvalId'>,
    tx: Knex.Transaction,
  ): Promise<HoldRecord>;
  findHold(id: number, db: Knex): Promise<HoldRecord | undefined>;
  updateHold(id: number, change: Partial<HoldRecord>, tx: Knex): Promise<void>;
  /** Those that are in force. */
  holds(unit: string | undefined, db: Knex): Promise<HoldRecord[]>;
  addUnmanaged(
    change: Omit<
      UnmanagedChangeRecord,
      'id' | 'acknowledgedBy' | 'acknowledgedAt' | 'reason'
    >,
    tx: Knex.Transaction,
  ): Promise<UnmanagedChangeRecord>;
  findUnmanaged(
    id: number,
    db: Knex,
  ): Promise<UnmanagedChangeRecord | undefined>;
  acknowledge(
    id: number,
    how: { by: string; at: string; reason: string },
    tx: Knex.Transaction,
  ): Promise<boolean>;
  /** The newest first. */
  unmanaged(
    filter: { unit?: string; openOnly?: boolean; since?: string },
    db: Knex,
  ): Promise<UnmanagedChangeRecord[]>;
}

const environments = new RowMapping<UnitEnvironmentRecord>({});
const occupancies = new RowMapping<OccupancyRecord>({});
const quarantines = new RowMapping<QuarantineRecord>({});
const holds = new RowMapping<HoldRecord>({});
const changes = new RowMapping<UnmanagedChangeRecord>({});

/** {@link UnitStore} on SQLite and PostgreSQL. @internal */
export class DatabaseUnitStore implements UnitStore {
  async lock(
    target: Target,
    tx: Knex.Transaction,
  ): Promise<UnitEnvironmentRecord> {
    const { environment, unit } = target;
    await tx('unit_environments')
      .insert({ unit, environment, version: 1, fencing_token: 0 })
      .onConflict(['unit', 'environment'])
      .ignore();
    return environments.toRecord(
      await tx('unit_environments')
        .where({ unit, environment })
        .forUpdate()
        .first(),
    );
  }

  async find(
    target: Target,
    db: Knex,
  ): Promise<UnitEnvironmentRecord | undefined> {
    const { environment, unit } = target;
    const row = await db('unit_environments')
      .where({ unit, environment })
      .first();
    return row && environments.toRecord(row);
  }

  async all(db: Knex): Promise<UnitEnvironmentRecord[]> {
    const rows = await db('unit_environments').orderBy(['unit', 'environment']);
    return rows.map(row => environments.toRecord(row));
  }

  async update(
    before: UnitEnvironmentRecord,
    change: Partial<UnitEnvironmentRecord>,
    tx: Knex,
  ): Promise<UnitEnvironmentRecord> {
    const { environment, unit, version } = before;
    const [row] = await tx('unit_environments')
      .where({ unit, environment, version })
      .update({ ...environments.toRow(change), version: version + 1 })
      .returning('*');
    if (!row) {
      throw new ConflictError(`${unit} in ${environment} changed meanwhile`);
    }
    return environments.toRecord(row);
  }

  async occupy(
    next: Omit<OccupancyRecord, 'id' | 'untilAt'>,
    tx: Knex.Transaction,
  ): Promise<void> {
    const { environment, fromAt, unit } = next;
    await tx('unit_environment_history')
      .where({ unit, environment })
      .whereNull('until_at')
      .update({ until_at: fromAt });
    await tx('unit_environment_history').insert(occupancies.toRow(next));
  }

  async occupancies(
    target: { unit: string; environment?: string },
    since: string | undefined,
    db: Knex,
  ): Promise<OccupancyRecord[]> {
    const { environment, unit } = target;
    const query = db('unit_environment_history')
      .where(environment === undefined ? { unit } : { unit, environment })
      .orderBy('id', 'desc');
    if (since !== undefined) {
      query.where(until =>
        until.whereNull('until_at').orWhere('until_at', '>=', since),
      );
    }
    return (await query).map(row => occupancies.toRecord(row));
  }

  async addQuarantine(
    quarantine: Omit<QuarantineRecord, 'id' | 'endedAt'>,
    tx: Knex.Transaction,
  ): Promise<void> {
    await tx('release_quarantines').insert(quarantines.toRow(quarantine));
  }

  async quarantines(
    unit: string | undefined,
    db: Knex,
  ): Promise<QuarantineRecord[]> {
    const query = db('release_quarantines')
      .whereNull('ended_at')
      .orderBy('id', 'desc');
    if (unit !== undefined) query.where({ unit });
    return (await query).map(row => quarantines.toRecord(row));
  }

  async addHold(
    hold: Omit<HoldRecord, 'id' | 'endedAt' | 'endedBy' | 'approvalId'>,
    tx: Knex.Transaction,
  ): Promise<HoldRecord> {
    const [row] = await tx('promotion_holds')
      .insert(holds.toRow(hold))
      .returning('*');
    return holds.toRecord(row);
  }

  async findHold(id: number, db: Knex): Promise<HoldRecord | undefined> {
    const row = await db('promotion_holds').where({ id }).first();
    return row && holds.toRecord(row);
  }

  async updateHold(
    id: number,
    change: Partial<HoldRecord>,
    tx: Knex,
  ): Promise<void> {
    await tx('promotion_holds').where({ id }).update(holds.toRow(change));
  }

  async holds(unit: string | undefined, db: Knex): Promise<HoldRecord[]> {
    const query = db('promotion_holds')
      .whereNull('ended_at')
      .orderBy('id', 'desc');
    if (unit !== undefined) query.where({ unit });
    return (await query).map(row => holds.toRecord(row));
  }

  async addUnmanaged(
    change: Omit<
      UnmanagedChangeRecord,
      'id' | 'acknowledgedBy' | 'acknowledgedAt' | 'reason'
    >,
    tx: Knex.Transaction,
  ): Promise<UnmanagedChangeRecord> {
    const [row] = await tx('unmanaged_changes')
      .insert(changes.toRow(change))
      .returning('*');
    return changes.toRecord(row);
  }

  async findUnmanaged(
    id: number,
    db: Knex,
  ): Promise<UnmanagedChangeRecord | undefined> {
    const row = await db('unmanaged_changes').where({ id }).first();
    return row && changes.toRecord(row);
  }

  async acknowledge(
    id: number,
    how: { by: string; at: string; reason: string },
    tx: Knex.Transaction,
  ): Promise<boolean> {
    const touched = await tx('unmanaged_changes')
      .where({ id })
      .whereNull('acknowledged_at')
      .update({
        acknowledged_by: how.by,
        acknowledged_at: how.at,
        reason: how.reason,
      });
    return touched === 1;
  }

  async unmanaged(
    filter: { unit?: string; openOnly?: boolean; since?: string },
    db: Knex,
  ): Promise<UnmanagedChangeRecord[]> {
    const query = db('unmanaged_changes').orderBy('id', 'desc');
    if (filter.unit !== undefined) query.where({ unit: filter.unit });
    if (filter.openOnly) query.whereNull('acknowledged_at');
    if (filter.since) query.where('first_seen_at', '>=', filter.since);
    return (await query).map(row => changes.toRecord(row));
  }
}
