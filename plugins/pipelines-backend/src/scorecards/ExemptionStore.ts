import type { Knex } from 'knex';
import { type FleetScope, visibleRefs } from '../fleet';
import { slices } from '../database/slices';
import type { Exemption } from './checks';

/** That a pipeline needn't pass a check for a while, or that somebody asked for it. @internal */
export type ExemptionRecord = {
  id: number;
  scorecardId: string;
  check: string;
  entityRef: string;
  reason: string;
  requestedBy: string;
  requestedAt: string;
  approvalId: number | null;
  /** When it was approved; null while it never was. */
  fromAt: string | null;
  untilAt: string;
  /** When it was taken back, or its request ended without it. */
  endedAt: string | null;
  endedBy: string | null;
  /** When its owner was told that it ends soon. */
  remindedAt: string | null;
};

/** An exemption with what the fleet says of its pipeline. @internal */
export type ListedExemption = ExemptionRecord & {
  title?: string;
  owner: string;
};

/** What became of an exemption. @internal */
export type ExemptionStateName =
  | 'requested'
  | 'active'
  | 'expired'
  | 'refused'
  | 'ended';

/** Which exemptions. @internal */
export type ExemptionFilter = {
  scorecardId?: string;
  check?: string;
  owner?: string[];
  entityRef?: string;
  state?: ExemptionStateName[];
  /** In force at some time of [from, to). */
  within?: { from: string; to: string };
};

/** Exemptions from checks. @internal */
export interface ExemptionStore {
  add(
    exemption: Pick<
      ExemptionRecord,
      | 'scorecardId'
      | 'check'
      | 'entityRef'
      | 'reason'
      | 'requestedBy'
      | 'requestedAt'
      | 'untilAt'
    >,
    tx: Knex,
  ): Promise<ExemptionRecord>;
  find(id: number, db: Knex): Promise<ExemptionRecord | undefined>;
  update(id: number, change: Partial<ExemptionRecord>, tx: Knex): Promise<void>;
  /** Of some pipelines, approved at some time, also those that are over. */
  granted(entityRefs: readonly string[], db: Knex): Promise<Exemption[]>;
  /** Of some pipelines, in force or asked for. */
  open(
    entityRefs: readonly string[],
    at: string,
    db: Knex,
  ): Promise<ExemptionRecord[]>;
  /** The newest first. */
  page(
    filter: ExemptionFilter,
    scope: FleetScope,
    place: { at: string; limit: number; before?: number },
    db: Knex,
  ): Promise<ListedExemption[]>;
  /** In force, ending before `until`, of which nobody was told. */
  ending(at: string, until: string, db: Knex): Promise<ExemptionRecord[]>;
}

/** {@link ExemptionStore} on SQLite and PostgreSQL. @internal */
export class DatabaseExemptionStore implements ExemptionStore {
  async add(
    exemption: Parameters<ExemptionStore['add']>[0],
    tx: Knex,
  ): Promise<ExemptionRecord> {
    const [row] = await tx('scorecard_exemptions')
      .insert({
        scorecard_id: exemption.scorecardId,
        check_id: exemption.check,
        entity_ref: exemption.entityRef,
        reason: exemption.reason,
        requested_by: exemption.requestedBy,
        requested_at: exemption.requestedAt,
        until_at: exemption.untilAt,
      })
      .returning('*');
    return toExemption(row);
  }

  async find(id: number, db: Knex): Promise<ExemptionRecord | undefined> {
    const row = await db('scorecard_exemptions').where({ id }).first();
    return row && toExemption(row);
  }

  async update(
    id: number,
    change: Partial<ExemptionRecord>,
    tx: Knex,
  ): Promise<void> {
    const columns = {
      approval_id: change.approvalId,
      from_at: change.fromAt,
      ended_at: change.endedAt,
      ended_by: change.endedBy,
      reminded_at: change.remindedAt,
    };
    await tx('scorecard_exemptions')
      .where({ id })
      .update(
        Object.fromEntries(
          Object.entries(columns).filter(([, value]) => value !== undefined),
        ),
      );
  }

  async granted(entityRefs: readonly string[], db: Knex): Promise<Exemption[]> {
    const found: Exemption[] = [];
    for await (const slice of slices(entityRefs)) {
      const rows = await db('scorecard_exemptions')
        .whereIn('entity_ref', slice)
        .whereNotNull('from_at');
      found.push(
        ...rows.map(row => ({
          scorecard: row.scorecard_id,
          check: row.check_id,
          entityRef: row.entity_ref,
          from: row.from_at,
          until: earlier(row.until_at, row.ended_at),
        })),
      );
    }
    return found;
  }

  async open(
    entityRefs: readonly string[],
    at: string,
    db: Knex,
  ): Promise<ExemptionRecord[]> {
    const rows = await db('scorecard_exemptions')
      .whereIn('entity_ref', [...entityRefs])
      .whereNull('ended_at')
      .where('until_at', '>', at)
      .orderBy('id');
    return rows.map(toExemption);
  }

  async page(
    filter: ExemptionFilter,
    scope: FleetScope,
    place: { at: string; limit: number; before?: number },
    db: Knex,
  ): Promise<ListedExemption[]> {
    const rows: Array<Record<string, any>> = await db(
      'scorecard_exemptions as e',
    )
      .join(visibleRefs(db, scope).as('v'), 'v.ref', 'e.entity_ref')
      .modify(query => {
        const { check, entityRef, owner, scorecardId, state, within } = filter;
        if (scorecardId) query.where('e.scorecard_id', scorecardId);
        if (check) query.where('e.check_id', check);
        if (entityRef) query.where('e.entity_ref', entityRef);
        if (owner?.length) query.whereIn('v.owner', owner);
        if (within) {
          query
            .where('e.from_at', '<', within.to)
            .where('e.until_at', '>', within.from)
            .where(either =>
              either
                .whereNull('e.ended_at')
                .orWhere('e.ended_at', '>', within.from),
            );
        }
        if (place.before !== undefined) query.where('e.id', '<', place.before);
        if (state?.length) {
          query.where(any => {
            for (const each of state) {
              any.orWhere(inner => inState(inner, each, place.at));
            }
          });
        }
      })
      .orderBy('e.id', 'desc')
      .limit(place.limit)
      .select('e.*', 'v.title', 'v.owner as pipeline_owner');
    return rows.map(row => ({
      ...toExemption(row),
      title: row.title ?? undefined,
      owner: row.pipeline_owner,
    }));
  }

  async ending(
    at: string,
    until: string,
    db: Knex,
  ): Promise<ExemptionRecord[]> {
    const rows = await db('scorecard_exemptions')
      .whereNotNull('from_at')
      .whereNull('ended_at')
      .whereNull('reminded_at')
      .where('until_at', '>', at)
      .where('until_at', '<=', until)
      .orderBy('until_at')
      .limit(200);
    return rows.map(toExemption);
  }
}

/** What became of an exemption by a time. @internal */
export function stateOf(
  { endedAt, fromAt, untilAt }: ExemptionRecord,
  at: string,
): ExemptionStateName {
  if (fromAt === null) {
    if (endedAt !== null) return 'refused';
    return untilAt <= at ? 'refused' : 'requested';
  }
  if (endedAt !== null && endedAt < untilAt) return 'ended';
  return untilAt <= at ? 'expired' : 'active';
}

/** As {@link stateOf} says it. */
function inState(
  query: Knex.QueryBuilder,
  state: ExemptionStateName,
  at: string,
): void {
  switch (state) {
    case 'requested':
      query
        .whereNull('e.from_at')
        .whereNull('e.ended_at')
        .where('e.until_at', '>', at);
      break;
    case 'refused':
      query
        .whereNull('e.from_at')
        .where(either =>
          either.whereNotNull('e.ended_at').orWhere('e.until_at', '<=', at),
        );
      break;
    case 'ended':
      query.whereNotNull('e.from_at').whereRaw('e.ended_at < e.until_at');
      break;
    case 'expired':
      query
        .whereNotNull('e.from_at')
        .whereNull('e.ended_at')
        .where('e.until_at', '<=', at);
      break;
    default:
      query
        .whereNotNull('e.from_at')
        .whereNull('e.ended_at')
        .where('e.until_at', '>', at);
  }
}

function earlier(until: string, ended: string | null): string {
  return ended !== null && ended < until ? ended : until;
}

function toExemption(row: Record<string, any>): ExemptionRecord {
  return {
    id: row.id,
    scorecardId: row.scorecard_id,
    check: row.check_id,
    entityRef: row.entity_ref,
    reason: row.reason,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    approvalId: row.approval_id,
    fromAt: row.from_at,
    untilAt: row.until_at,
    endedAt: row.ended_at,
    endedBy: row.ended_by,
    remindedAt: row.reminded_at,
  };
}
