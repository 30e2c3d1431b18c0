import type { Knex } from 'knex';
import { canonicalJson } from '../canonical/digest';
import type { Policy } from '@sluice/plugin-pipelines-node/documents';

/** A policy as it was brought. @internal */
export type PolicyRecord = {
  id: number;
  /** `sha256(JCS(content))`: what others refer to it by. */
  version: string;
  policy: Policy;
  /** The YAML that somebody wrote; null where it came from the config. */
  source: string | null;
  /** The version that it takes the place of; null for the first. */
  base: string | null;
  /** Entity ref of a person, or {@link BROUGHT_BY_CONFIG}. */
  broughtBy: string;
  broughtAt: string;
  reason: string | null;
  approvalId: number | null;
  /** Null while it never was in force. */
  inForceFrom: string | null;
  /** When its request ended without having been used. */
  endedAt: string | null;
};

/** Nobody in person: whoever writes the config of the portal. @internal */
export const BROUGHT_BY_CONFIG = 'system:config';

/** Policies, and which one is in force. @internal */
export interface PolicyStore {
  add(
    policy: Omit<PolicyRecord, 'id' | 'approvalId' | 'inForceFrom' | 'endedAt'>,
    tx: Knex.Transaction,
  ): Promise<PolicyRecord>;
  find(id: number, db: Knex): Promise<PolicyRecord | undefined>;
  /** One of each version. */
  byVersion(versions: string[], db: Knex): Promise<Map<string, PolicyRecord>>;
  inForce(db: Knex): Promise<PolicyRecord | undefined>;
  /** As {@link PolicyStore.inForce}; nobody else can change which it is until the transaction ends. */
  lockInForce(tx: Knex.Transaction): Promise<PolicyRecord | undefined>;
  /** Puts the first one in force. @returns false if there is one already */
  begin(id: number, at: string, tx: Knex.Transaction): Promise<boolean>;
  /** Compare-and-set. @returns false if another one than `before` is in force */
  replace(
    before: number,
    id: number,
    at: string,
    tx: Knex.Transaction,
  ): Promise<boolean>;
  setApproval(
    id: number,
    approvalId: number,
    tx: Knex.Transaction,
  ): Promise<void>;
  end(id: number, at: string, tx: Knex.Transaction): Promise<void>;
  /** The one that the config brought last. */
  latestOfConfig(db: Knex): Promise<PolicyRecord | undefined>;
  /** Those that wait for a decision, the newest first. */
  proposed(limit: number, db: Knex): Promise<PolicyRecord[]>;
  /** Those that were brought, the newest first. */
  page(
    options: { before?: number; limit: number },
    db: Knex,
  ): Promise<PolicyRecord[]>;
}

/** {@link PolicyStore} on SQLite and PostgreSQL. @internal */
export class DatabasePolicyStore implements PolicyStore {
  async add(
    policy: Parameters<PolicyStore['add']>[0],
    tx: Knex.Transaction,
  ): Promise<PolicyRecord> {
    const [row] = await tx('policy_versions')
      .insert({
        digest: policy.version,
        content: canonicalJson(policy.policy),
        source: policy.source,
        base_digest: policy.base,
        brought_by: policy.broughtBy,
        brought_at: policy.broughtAt,
        reason: policy.reason,
      })
      .returning('*');
    return record(row);
  }

  async find(id: number, db: Knex): Promise<PolicyRecord | undefined> {
    const row = await db('policy_versions').where({ id }).first();
    return row && record(row);
  }

  async byVersion(
    versions: string[],
    db: Knex,
  ): Promise<Map<string, PolicyRecord>> {
    const rows = await db('policy_versions')
      .whereIn('digest', [...new Set(versions)])
      .orderBy('id');
    return new Map(rows.map(row => [row.digest, record(row)]));
  }

  async inForce(db: Knex): Promise<PolicyRecord | undefined> {
    const row = await db('policy_versions')
      .join(
        'policy_in_force',
        'policy_in_force.policy_id',
        'policy_versions.id',
      )
      .where({ slot: 1 })
      .first('policy_versions.*');
    return row && record(row);
  }

  async lockInForce(tx: Knex.Transaction): Promise<PolicyRecord | undefined> {
    const row = await tx('policy_in_force')
      .where({ slot: 1 })
      .forUpdate()
      .first();
    return row && this.find(row.policy_id, tx);
  }

  async begin(id: number, at: string, tx: Knex.Transaction): Promise<boolean> {
    const added = await tx('policy_in_force')
      .insert({ slot: 1, policy_id: id })
      .onConflict('slot')
      .ignore()
      .returning('slot');
    if (added.length === 0) return false;
    await tx('policy_versions').where({ id }).update({ in_force_from: at });
    return true;
  }

  async replace(
    before: number,
    id: number,
    at: string,
    tx: Knex.Transaction,
  ): Promise<boolean> {
    const changed = await tx('policy_in_force')
      .where({ slot: 1, policy_id: before })
      .update({ policy_id: id });
    if (changed === 0) return false;
    await tx('policy_versions').where({ id }).update({ in_force_from: at });
    return true;
  }

  async setApproval(
    id: number,
    approvalId: number,
    tx: Knex.Transaction,
  ): Promise<void> {
    await tx('policy_versions')
      .where({ id })
      .update({ approval_id: approvalId });
  }

  async end(id: number, at: string, tx: Knex.Transaction): Promise<void> {
    await tx('policy_versions')
      .where({ id, in_force_from: null, ended_at: null })
      .update({ ended_at: at });
  }

  async latestOfConfig(db: Knex): Promise<PolicyRecord | undefined> {
    const row = await db('policy_versions')
      .where({ brought_by: BROUGHT_BY_CONFIG })
      .orderBy('id', 'desc')
      .first();
    return row && record(row);
  }

  async proposed(limit: number, db: Knex): Promise<PolicyRecord[]> {
    const rows = await db('policy_versions')
      .where({ in_force_from: null, ended_at: null })
      .whereNotNull('approval_id')
      .orderBy('id', 'desc')
      .limit(limit);
    return rows.map(record);
  }

  async page(
    { before, limit }: { before?: number; limit: number },
    db: Knex,
  ): Promise<PolicyRecord[]> {
    const query = db('policy_versions').orderBy('id', 'desc').limit(limit);
    if (before !== undefined) query.where('id', '<', before);
    return (await query).map(record);
  }
}

function record(row: Record<string, any>): PolicyRecord {
  return {
    id: row.id,
    version: row.digest,
    policy: JSON.parse(row.content),
    source: row.source,
    base: row.base_digest,
    broughtBy: row.brought_by,
    broughtAt: row.brought_at,
    reason: row.reason,
    approvalId: row.approval_id,
    inForceFrom: row.in_force_from,
    endedAt: row.ended_at,
  };
}
