import type { Knex } from 'knex';

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
