import type { Knex } from 'knex';

/** Whether a row is due and nobody has a lease on it, as {@link dueIds} finds them. @internal */
export function isDue(
  row: { wakeAt: string | null; leaseUntil: string | null },
  at: string,
): boolean {
  return (
    row.wakeAt !== null &&
    row.wakeAt <= at &&
    (row.leaseUntil === null || row.leaseUntil <= at)
  );
}

/** Ids of the rows of a table that are due and that nobody has a lease on, the longest due first. @internal */
export async function dueIds(
  table: string,
  { at, limit }: { at: string; limit: number },
  db: Knex,
): Promise<number[]> {
  const ids = await db(table)
    .where('wake_at', '<=', at)
    .where(free =>
      free.whereNull('lease_until').orWhere('lease_until', '<=', at),
    )
    .orderBy('wake_at')
    .limit(limit)
    .pluck('id');
  return ids.map(Number);
}
