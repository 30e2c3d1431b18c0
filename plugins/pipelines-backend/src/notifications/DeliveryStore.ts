import type { Knex } from 'knex';
import { slices } from '../database/slices';
import type { DeliveryRecord } from './message';

/** Never by time alone. */
const NEVER = '~';

/** A message to be delivered. @internal */
export type DeliveryToAdd = Pick<
  DeliveryRecord,
  | 'subject'
  | 'lane'
  | 'channel'
  | 'transition'
  | 'message'
  | 'status'
  | 'dueAt'
  | 'createdAt'
>;

/** Messages on their way, and what became of them. @internal */
export class DeliveryStore {
  async add(deliveries: DeliveryToAdd[], tx: Knex): Promise<void> {
    for await (const slice of slices(deliveries, 100)) {
      await tx('deliveries').insert(
        slice.map(each => ({
          subject: each.subject,
          lane: each.lane,
          channel: each.channel,
          transition: each.transition,
          message: JSON.stringify(each.message),
          status: each.status,
          due_at: each.dueAt,
          created_at: each.createdAt,
        })),
      );
    }
  }

  /** All of a subject in a lane, the oldest first. */
  async ofLane(
    subject: string,
    lane: string,
    tx: Knex,
  ): Promise<DeliveryRecord[]> {
    const rows = await tx('deliveries').where({ subject, lane }).orderBy('id');
    return rows.map(toDelivery);
  }

  /** All of a subject, the oldest first. */
  async ofSubject(subject: string, tx: Knex): Promise<DeliveryRecord[]> {
    const rows = await tx('deliveries').where({ subject }).orderBy('id');
    return rows.map(toDelivery);
  }

  async drop(ids: number[], tx: Knex): Promise<void> {
    if (ids.length === 0) return;
    await tx('deliveries')
      .whereIn('id', ids)
      .whereIn('status', ['pending', 'held'])
      .update({ status: 'dropped', due_at: NEVER });
  }

  /** Those whose time has come, the oldest first. */
  async due(
    status: 'pending' | 'held',
    now: string,
    limit: number,
    tx: Knex,
  ): Promise<DeliveryRecord[]> {
    const rows = await tx('deliveries')
      .where({ status })
      .where('due_at', '<=', now)
      .orderBy('id')
      .limit(limit);
    return rows.map(toDelivery);
  }

  /** Whether an earlier one of its subject and lane still waits to be tried again. */
  async isBlocked(delivery: DeliveryRecord, tx: Knex): Promise<boolean> {
    const before = await tx('deliveries')
      .where({
        subject: delivery.subject,
        lane: delivery.lane,
        status: 'pending',
      })
      .where('id', '<', delivery.id)
      .first('id');
    return before !== undefined;
  }

  async delivered(ids: number[], at: string, tx: Knex): Promise<void> {
    await tx('deliveries')
      .whereIn('id', ids)
      .update({
        status: 'delivered',
        delivered_at: at,
        due_at: NEVER,
        error: null,
        attempts: tx.raw('attempts + 1'),
      });
  }

  /** @param retryAt - undefined: it isn't tried again */
  async failed(
    id: number,
    failure: { at: string; error: string; retryAt: string | undefined },
    tx: Knex,
  ): Promise<void> {
    await tx('deliveries')
      .where({ id })
      .update({
        status: failure.retryAt === undefined ? 'failed' : 'pending',
        due_at: failure.retryAt ?? NEVER,
        failed_at: failure.at,
        error: failure.error,
        attempts: tx.raw('attempts + 1'),
      });
  }

  /** Lets those go whose quiet hours are over. */
  async release(ids: number[], now: string, tx: Knex): Promise<void> {
    await tx('deliveries')
      .whereIn('id', ids)
      .update({ status: 'pending', due_at: now });
  }

  async countOf(
    channel: string,
    status: 'pending' | 'held',
    tx: Knex,
  ): Promise<number> {
    const row = await tx('deliveries')
      .where({ channel, status })
      .count({ count: '*' })
      .first();
    return Number(row?.count ?? 0);
  }

  /** The last that was tried in a channel. */
  async lastTried(
    channel: string,
    outcome: 'delivered_at' | 'failed_at',
    tx: Knex,
  ): Promise<DeliveryRecord | undefined> {
    const row = await tx('deliveries')
      .where({ channel })
      .whereNotNull(outcome)
      .orderBy(outcome, 'desc')
      .first();
    return row && toDelivery(row);
  }

  /** Deletes what was done with before a time. */
  async prune(before: string, tx: Knex): Promise<void> {
    await tx('deliveries')
      .whereIn('status', ['delivered', 'dropped', 'failed'])
      .where('created_at', '<', before)
      .delete();
  }
}

function toDelivery(row: Record<string, any>): DeliveryRecord {
  return {
    id: row.id,
    subject: row.subject,
    lane: row.lane,
    channel: row.channel,
    transition: row.transition,
    message: JSON.parse(row.message),
    status: row.status,
    dueAt: row.due_at,
    attempts: row.attempts,
    createdAt: row.created_at,
    deliveredAt: row.delivered_at,
    failedAt: row.failed_at,
    error: row.error,
  };
}
