import { ConflictError } from '@backstage/errors';
import type {
  OperationPosition,
  OperationProgress,
} from '@sluice/plugin-pipelines-node';
import type { Knex } from 'knex';
import { RowMapping } from '../database/rows';
import type { Lease } from '../leases';
import type { OperationRecord, OperationWithPipelines } from './records';

/** Which operations. @internal */
export type OperationFilter = {
  /** Those that touch a pipeline. */
  entityRef?: string;
  sourceId?: string;
  /** Resets of a group. */
  group?: string;
};

/** Operations and the pipelines that they touch. Decides nothing. @internal */
export interface OperationStore {
  /** @throws ConflictError if the target has an open one */
  add(
    operation: Omit<OperationWithPipelines, 'id'>,
    tx: Knex.Transaction,
  ): Promise<OperationRecord>;
  find(id: number, db: Knex): Promise<OperationRecord | undefined>;
  /** As {@link find}; locked until the transaction ends. */
  lock(id: number, tx: Knex.Transaction): Promise<OperationRecord | undefined>;
  /** @throws ConflictError if somebody else was faster */
  update(
    before: OperationRecord,
    change: Partial<OperationRecord>,
    tx: Knex,
  ): Promise<OperationRecord>;
  /** Counts an attempt of whoever has the lease. @returns how many there were, undefined if the lease is another's */
  beginAttempt(id: number, lease: Lease, db: Knex): Promise<number | undefined>;
  /** Keeps how far it is. @returns false if the lease is another's */
  keepProgress(
    id: number,
    lease: Lease,
    progress: OperationProgress,
    db: Knex,
  ): Promise<boolean>;
  /** Makes it due. */
  wake(id: number, at: string, db: Knex): Promise<void>;
  /** The highest fencing token that an operation on the target ever had. */
  highestToken(targetKey: string, db: Knex): Promise<number>;
  /** Up to where the last replay of a dead-letter topic copied, by partition. */
  copied(
    of: { sourceId: string; topic: string },
    db: Knex,
  ): Promise<OperationPosition[]>;
  /** The newest first. */
  page(
    filter: OperationFilter,
    options: { before?: number; limit: number },
    db: Knex,
  ): Promise<OperationRecord[]>;
  /** Entity refs by operation. */
  pipelines(ids: number[], db: Knex): Promise<Map<number, string[]>>;
}

const mapping = new RowMapping<OperationRecord>({
  json: ['request', 'plan', 'progress'],
  booleans: ['ownPermission'],
});

/** {@link OperationStore} on SQLite and PostgreSQL. @internal */
export class DatabaseOperationStore implements OperationStore {
  async add(
    { pipelines, ...operation }: Omit<OperationWithPipelines, 'id'>,
    tx: Knex.Transaction,
  ): Promise<OperationRecord> {
    const [row] = await tx('operations')
      .insert(mapping.toRow(operation))
      .onConflict('open_target')
      .ignore()
      .returning('*');
    if (!row) {
      const { open_target: target } = mapping.toRow(operation);
      const open = await tx('operations')
        .where({ open_target: target })
        .first('id');
      throw new ConflictError(
        `Operation ${open?.id} on the same target isn't over yet: one at a time`,
      );
    }
    const { id } = mapping.toRecord(row);
    if (pipelines.length > 0) {
      await tx.batchInsert(
        'operation_pipelines',
        pipelines.map(ref => ({ operation_id: id, entity_ref: ref })),
        400,
      );
    }
    return mapping.toRecord(row);
  }

  async find(id: number, db: Knex): Promise<OperationRecord | undefined> {
    const row = await db('operations').where({ id }).first();
    return row && mapping.toRecord(row);
  }

  async lock(
    id: number,
    tx: Knex.Transaction,
  ): Promise<OperationRecord | undefined> {
    const row = await tx('operations').where({ id }).forUpdate().first();
    return row && mapping.toRecord(row);
  }

  async update(
    { id, version }: OperationRecord,
    change: Partial<OperationRecord>,
    tx: Knex,
  ): Promise<OperationRecord> {
    const [row] = await tx('operations')
      .where({ id, version })
      .update({ ...mapping.toRow(change), version: version + 1 })
      .returning('*');
    if (!row) throw new ConflictError(`Operation ${id} changed meanwhile`);
    return mapping.toRecord(row);
  }

  async beginAttempt(
    id: number,
    lease: Lease,
    db: Knex,
  ): Promise<number | undefined> {
    const [row] = await db('operations')
      .where(heldBy(id, lease))
      .increment('attempts')
      .returning('attempts');
    return row?.attempts;
  }

  async keepProgress(
    id: number,
    lease: Lease,
    progress: OperationProgress,
    db: Knex,
  ): Promise<boolean> {
    const kept = await db('operations')
      .where(heldBy(id, lease))
      .update({ progress: JSON.stringify(progress) });
    return kept > 0;
  }

  async wake(id: number, at: string, db: Knex): Promise<void> {
    // Not a transition, so it needs no version: it only makes a worker look at once.
    await db('operations')
      .where({ id })
      .whereNotNull('open_target')
      .update({ wake_at: at });
  }

  async highestToken(targetKey: string, db: Knex): Promise<number> {
    const row = await db('operations')
      .where({ target_key: targetKey })
      .max({ token: 'fencing_token' })
      .first();
    return Number(row?.token ?? 0);
  }

  async copied(
    { sourceId, topic }: { sourceId: string; topic: string },
    db: Knex,
  ): Promise<OperationPosition[]> {
    const row = await db('operations')
      .where({ source_id: sourceId, kind: 'replay-dead-letters', topic })
      .whereNotNull('progress')
      .orderBy('id', 'desc')
      .first();
    return row ? mapping.toRecord(row).progress?.positions ?? [] : [];
  }

  async page(
    { entityRef, group, sourceId }: OperationFilter,
    options: { before?: number; limit: number },
    db: Knex,
  ): Promise<OperationRecord[]> {
    const query = db('operations').orderBy('id', 'desc').limit(options.limit);
    if (sourceId !== undefined) query.where({ source_id: sourceId });
    if (group !== undefined) query.where({ group_id: group });
    if (options.before !== undefined) query.where('id', '<', options.before);
    if (entityRef !== undefined) {
      query.whereIn(
        'id',
        db('operation_pipelines')
          .select('operation_id')
          .where({ entity_ref: entityRef }),
      );
    }
    return (await query).map(row => mapping.toRecord(row));
  }

  async pipelines(ids: number[], db: Knex): Promise<Map<number, string[]>> {
    const rows: Array<{ operation_id: number; entity_ref: string }> = await db(
      'operation_pipelines',
    )
      .whereIn('operation_id', ids)
      .orderBy('entity_ref');
    const found = new Map(ids.map(id => [id, [] as string[]]));
    for (const row of rows) found.get(row.operation_id)!.push(row.entity_ref);
    return found;
  }
}

function heldBy(id: number, { fencingToken, owner }: Lease) {
  return { id, lease_owner: owner, fencing_token: fencingToken };
}
