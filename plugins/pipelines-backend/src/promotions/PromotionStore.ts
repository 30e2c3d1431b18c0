import { ConflictError } from '@backstage/errors';
import type { PromotionState } from '@sluice/plugin-pipelines-common';
import type { Knex } from 'knex';
import { canonicalJson } from '../canonical/digest';
import type { TemplateUses } from './ports';
import type { PromotionRecord } from './records';

import { RowMapping } from '../database/rows';
import { changesAndFailures } from './units/changeFailures';

/** Which promotions. @internal */
export type PromotionFilter = {
  unit?: string;
  environment?: string;
  member?: string;
  releaseId?: number;
  state?: PromotionState[];
  /** Of those units only. */
  units?: string[];
};

/** Rows of promotions. It decides nothing. @internal */
export interface PromotionStore {
  add(
    promotion: Omit<PromotionRecord, 'id'>,
    tx: Knex.Transaction,
  ): Promise<PromotionRecord>;
  find(id: number, db: Knex): Promise<PromotionRecord | undefined>;
  /** Locks it until the transaction ends. */
  lock(id: number, tx: Knex.Transaction): Promise<PromotionRecord | undefined>;
  /** Compare-and-set on the version. @throws ConflictError if somebody else was faster */
  update(
    before: PromotionRecord,
    change: Partial<PromotionRecord>,
    tx: Knex,
  ): Promise<PromotionRecord>;
  /**
   * Reads one that a worker has a lease on, and marks its wake-ups as taken: one that comes after this is seen when the lease is given back, and one that
   * came before is in what is read. Should the worker die, it is due again when its lease ends.
   *
   * @returns undefined if the worker has no lease on it any more
   */
  take(
    id: number,
    leaseOwner: string,
    db: Knex,
  ): Promise<PromotionRecord | undefined>;
  /** The newest first. */
  page(
    filter: PromotionFilter,
    options: { before?: number; limit: number },
    db: Knex,
  ): Promise<PromotionRecord[]>;
  /** Of a unit and environment in any of the states, the oldest first. */
  inStates(
    target: { unit: string; environment: string },
    states: readonly PromotionState[],
    db: Knex,
  ): Promise<PromotionRecord[]>;
  /** What started next after it in its unit and environment; undefined if nothing did, or it never started itself. */
  next(
    promotion: PromotionRecord,
    db: Knex,
  ): Promise<PromotionRecord | undefined>;
  /** Those asked for at or after a time, the oldest first. */
  since(at: string, db: Knex): Promise<PromotionRecord[]>;
  /** How often each template for standard changes was used, and how often what it covered failed, by its digest. */
  standardUses(db: Knex): Promise<Map<string, TemplateUses>>;
  /** All in any of the states, whatever the unit. */
  allInStates(
    states: readonly PromotionState[],
    db: Knex,
  ): Promise<PromotionRecord[]>;
}

/** So many are written at once. */
const MOST_ROWS = 400;

const mapping = new RowMapping<PromotionRecord>({
  json: [
    'members',
    'subject',
    'plan',
    'requirements',
    'config',
    'verification',
    'bake',
  ],
  booleans: ['breakGlass', 'isAutomatic', 'holdsLock'],
});

/** {@link PromotionStore} on SQLite and PostgreSQL. @internal */
export class DatabasePromotionStore implements PromotionStore {
  async add(
    promotion: Omit<PromotionRecord, 'id'>,
    tx: Knex.Transaction,
  ): Promise<PromotionRecord> {
    const [row] = await tx('promotions')
      .insert({
        ...mapping.toRow(promotion),
        subject: canonicalJson(promotion.subject),
      })
      .returning('*');
    const added = mapping.toRecord(row);
    for (let i = 0; i < promotion.members.length; i += MOST_ROWS) {
      await tx('promotion_members').insert(
        promotion.members.slice(i, i + MOST_ROWS).map(entityRef => ({
          promotion_id: added.id,
          entity_ref: entityRef,
        })),
      );
    }
    return added;
  }

  async find(id: number, db: Knex): Promise<PromotionRecord | undefined> {
    const row = await db('promotions').where({ id }).first();
    return row && mapping.toRecord(row);
  }

  async lock(
    id: number,
    tx: Knex.Transaction,
  ): Promise<PromotionRecord | undefined> {
    const row = await tx('promotions').where({ id }).forUpdate().first();
    return row && mapping.toRecord(row);
  }

  async update(
    before: PromotionRecord,
    change: Partial<PromotionRecord>,
    tx: Knex,
  ): Promise<PromotionRecord> {
    const { id, version } = before;
    const [row] = await tx('promotions')
      .where({ id, version })
      .update({ ...mapping.toRow(change), version: version + 1 })
      .returning('*');
    if (!row) {
      throw new ConflictError(`Promotion ${id} changed meanwhile`);
    }
    return mapping.toRecord(row);
  }

  async take(
    id: number,
    leaseOwner: string,
    db: Knex,
  ): Promise<PromotionRecord | undefined> {
    const [row] = await db('promotions')
      .where({ id, lease_owner: leaseOwner })
      .update({ wake_at: db.ref('lease_until') })
      .returning('*');
    return row && mapping.toRecord(row);
  }

  async page(
    filter: PromotionFilter,
    options: { before?: number; limit: number },
    db: Knex,
  ): Promise<PromotionRecord[]> {
    const { environment, member, releaseId, state, unit, units } = filter;
    const query = db('promotions')
      .select('promotions.*')
      .orderBy('id', 'desc')
      .limit(options.limit);
    if (unit !== undefined) query.where({ unit });
    if (environment !== undefined) query.where({ environment });
    if (releaseId !== undefined) query.where({ release_id: releaseId });
    if (state) query.whereIn('state', state);
    if (units) query.whereIn('unit', units);
    if (member !== undefined) {
      query
        .join('promotion_members', 'promotion_members.promotion_id', 'id')
        .where('promotion_members.entity_ref', member);
    }
    if (options.before !== undefined) query.where('id', '<', options.before);
    return (await query).map(row => mapping.toRecord(row));
  }

  async inStates(
    target: { unit: string; environment: string },
    states: readonly PromotionState[],
    db: Knex,
  ): Promise<PromotionRecord[]> {
    const { environment, unit } = target;
    const rows = await db('promotions')
      .where({ unit, environment })
      .whereIn('state', states as string[])
      .orderBy('id');
    return rows.map(row => mapping.toRecord(row));
  }

  async next(
    promotion: PromotionRecord,
    db: Knex,
  ): Promise<PromotionRecord | undefined> {
    const { environment, startedAt, unit } = promotion;
    if (startedAt === null) return undefined;
    const row = await db('promotions')
      .where({ unit, environment })
      .where('started_at', '>', startedAt)
      .orderBy('started_at')
      .first();
    return row && mapping.toRecord(row);
  }

  async since(at: string, db: Knex): Promise<PromotionRecord[]> {
    const rows = await db('promotions')
      .where('requested_at', '>=', at)
      .orderBy('id');
    return rows.map(row => mapping.toRecord(row));
  }

  async standardUses(db: Knex): Promise<Map<string, TemplateUses>> {
    const rows = await db('promotions')
      .whereNotNull('standard_change_digest')
      .orWhereIn(
        'rollback_of',
        db('promotions').whereNotNull('standard_change_digest').select('id'),
      )
      .select(
        'id',
        'kind',
        'deployed_at',
        'verification_state',
        'bake_state',
        'rollback_of',
        'standard_change_digest',
      );
    const promotions = rows.map(row => mapping.toRecord(row));
    const { failed } = changesAndFailures(promotions);
    const uses = new Map<string, TemplateUses>();
    for (const each of promotions) {
      if (each.standardChangeDigest === null) continue;
      const { count, failures } = uses.get(each.standardChangeDigest) ?? {
        count: 0,
        failures: 0,
      };
      uses.set(each.standardChangeDigest, {
        count: count + 1,
        failures: failures + (failed.includes(each) ? 1 : 0),
      });
    }
    return uses;
  }

  async allInStates(
    states: readonly PromotionState[],
    db: Knex,
  ): Promise<PromotionRecord[]> {
    const rows = await db('promotions')
      .whereIn('state', states as string[])
      .orderBy('id');
    return rows.map(row => mapping.toRecord(row));
  }
}
